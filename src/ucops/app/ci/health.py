"""The one issue about runs that did not come to their end: kept up to date, and closed again."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ucops.app.ci.event import Event
from ucops.app.prepare import connect_alone
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.github.conversation import Conversation, author_of
from ucops.pages.run import MARKER, TITLE, Job, failing

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
    me = talk.me()
    mine = [
        one
        for one in talk.labelled(LABEL)
        if str(one.get("body") or "").startswith(MARKER) and talk.wrote(me, author_of(one))
    ]
    number = int(mine[0]["number"]) if mine else None
    if not failed:
        if number is None:
            return "All is well."
        talk.edit_issue(number, state="closed", state_reason="completed")
        return f"All is well again: closed issue {number}."
    body = failing(failed, run.moment, event.run_url, run.server_url)
    if number is None:
        return f"Opened issue {talk.file_issue(TITLE, body, LABEL)} about this run."
    talk.edit_issue(number, body=body)
    return f"Brought issue {number} about failing runs up to date."


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
