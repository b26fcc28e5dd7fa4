"""The one issue about runs that did not come to their end: kept up to date, and closed again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ucops.app.ci.event import Event
from ucops.app.doctor import syncing
from ucops.app.git import git, text_of
from ucops.app.prepare import connect_alone, connection, so_far
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.github.conversation import Conversation, author_of
from ucops.github.examiner import Examiner
from ucops.pages.run import MARKER, SILENCE, TITLE, Job, failing, silent
from ucops.setup.doctor import is_quiet

RESULTS = "UCOPS_RESULTS"
"""The variable with what became of the jobs before, as the `needs` context has it."""
LABEL = "ucops:run"


def keep_issue(run: Run, event: Event) -> str:
    """Say in one issue what is not well, or close it when all is.

    Returns:
        What was done, in a sentence.

    Raises:
        UsageError: Nothing says what became of the jobs.
        GitHubError: GitHub cannot be asked or told.
    """
    failed = list(_failed(run))
    talk = Conversation(connect_alone(run), event.repository)
    if failed:
        return _kept(talk, TITLE, failing(failed, run.moment, event.run_url, run.server_url))
    if (mine := _mine(talk)) is None:
        return "All is well."
    talk.edit_issue(mine.number, state="closed", state_reason="completed")
    return f"All is well again: closed issue {mine.number}."


def keep_watch(run: Run, event: Event) -> str:
    """Say in that issue when a workflow that should run every day does not; its run closes it.

    Returns:
        What was done, in a sentence.

    Raises:
        UsageError: There is no `ucops.yaml`.
        GitHubError: GitHub cannot be asked or told.
    """
    talk = Conversation(connect_alone(run), event.repository)
    examiner = connection(run, so_far(run.root).config).examiner
    off = {one.path: one.state for one in examiner.workflows(talk.repository) or ()}
    for path in syncing(_top(run)):
        last = _last(examiner, talk.repository, path)
        state = off.get(path, "active").replace("active", "")
        if state or is_quiet(last, run.moment):
            page = f"{run.server_url}/{talk.repository}/actions/workflows/{Path(path).name}"
            return _kept(talk, SILENCE, silent(path, last, state, page, run.server_url))
    return "The daily run is alive."


def _top(run: Run) -> Path:
    """The top of the repository, where workflows are."""
    return Path(text_of(git(run.root, "rev-parse", "--show-toplevel")).strip())


def _last(examiner: Examiner, repository: str, path: str) -> dt.datetime | None:
    said = examiner.last_run(repository, Path(path).name)
    return dt.datetime.fromisoformat(said) if said else None


@dataclass(frozen=True, slots=True)
class _Mine:
    """The issue about runs, as long as it is open."""

    number: int
    title: str
    body: str


def _mine(talk: Conversation) -> _Mine | None:
    """The open issue that has our mark, and is by us."""
    me = talk.me()
    for one in talk.labelled(LABEL):
        body = str(one.get("body") or "").replace("\r\n", "\n")
        if body.startswith(MARKER) and talk.wrote(me, author_of(one)):
            return _Mine(int(one["number"]), str(one.get("title") or ""), body)
    return None


def _kept(talk: Conversation, title: str, body: str) -> str:
    """Let the one issue say this."""
    mine = _mine(talk)
    if mine is None:
        return f"Opened issue {talk.file_issue(title, body, LABEL)} about this run."
    if (mine.title, mine.body.strip()) == (title, body.strip()):
        return f"Issue {mine.number} about runs says all this already."
    talk.edit_issue(mine.number, title=title, body=body)
    return f"Brought issue {mine.number} about failing runs up to date."


def _failed(run: Run) -> Iterator[Job]:
    try:
        jobs = json.loads(run.environment.get(RESULTS, ""))
        for name, job in jobs.items():
            if job["result"] == "failure":
                yield Job(str(name), str((job.get("outputs") or {}).get("code") or ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(
            f"{RESULTS} does not say what became of the jobs",
            "set it to the `needs` context of the job as JSON",
        ) from None
