"""The one comment on a pull request: found again, edited in place, and silent where it can be."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ucops.app.ci.event import Event
from ucops.app.ci.run import REVIEW, scratch
from ucops.app.ci.suggest import keep_suggestions
from ucops.app.prepare import connect_alone
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.github.conversation import Conversation
from ucops.pages.preview.comment import MARKER, Place, comment, quiet_comment
from ucops.pages.preview.review import Review

FOLDER = "UCOPS_REVIEW"
"""The variable that names the folder with what a run on a fork said."""
LARGEST = 1_000_000
"""Bytes: a review within its bounds is smaller, and a larger file is not read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """For which pull request a comment is wanted, as GitHub itself says it.

    Attributes:
        number: Its number, or None where only its branch is known.
        label: Its branch, `owner:branch`.
        repository: Where that branch is.
        commit: The commit that was looked at.
        run: The page of the run that did.
    """

    number: int | None
    label: str
    repository: str
    commit: str
    run: str


def keep_comment(run: Run, event: Event, rules: str, *, suggest: bool = False) -> str:
    """Let the comment on a pull request say what its newest commit changes.

    Args:
        run: The surroundings.
        event: A pull request, or a finished run on one.
        rules: The address of the folder of the rules' pages.
        suggest: Whether corrections stand at their lines, too.

    Returns:
        What was done, in a sentence.

    Raises:
        UsageError: The event is of no pull request, or what was handed over is no review.
        GitHubError: GitHub cannot be asked or told.
    """
    asked = _asked(event)
    told = read_review(_file(run, event))
    talk = Conversation(connect_alone(run), event.repository)
    number = _pull(talk, asked)
    if number is None:
        return f"No open pull request has {asked.commit[:8]} as its newest commit: nothing is said."
    place = Place(
        server=run.server_url,
        repository=asked.repository,
        commit=asked.commit,
        run=asked.run,
        rules=rules,
    )
    done = _kept(talk, number, told, place)
    suggested = keep_suggestions(talk, number, told.suggestions, place) if suggest else ""
    return f"{done} {suggested}".strip()


def _asked(event: Event) -> _Asked:
    if event.name == "workflow_run":
        owner = event.text("workflow_run", "head_repository", "owner", "login")
        branch = event.text("workflow_run", "head_branch")
        asked = _Asked(
            number=None,
            label=f"{owner}:{branch}",
            repository=event.text("workflow_run", "head_repository", "full_name"),
            commit=event.text("workflow_run", "head_sha"),
            run=event.text("workflow_run", "html_url"),
        )
        of_pull = event.text("workflow_run", "event") == "pull_request"
    else:
        asked = _Asked(
            number=event.pull,
            label="",
            repository=event.head_repository,
            commit=event.head,
            run=event.run_url,
        )
        of_pull = event.pull is not None
    if not (of_pull and asked.commit and asked.repository):
        raise UsageError(
            "there is no pull request to comment on",
            "run it on pull_request, or on workflow_run of a workflow that ran on one",
        )
    return asked


def _pull(talk: Conversation, asked: _Asked) -> int | None:
    """The pull request whose newest commit was looked at; None when that is another one by now."""
    if asked.number is not None:
        found = talk.pull(asked.number)
        pulls = [found] if found else []
    else:
        pulls = talk.pulls(asked.label)
    for pull in pulls:
        same = pull.head_repository.casefold() == asked.repository.casefold()
        here = pull.base_repository.casefold() == talk.repository.casefold()
        if pull.is_open and pull.head == asked.commit and same and here:
            return pull.number
    return None


def _kept(talk: Conversation, number: int, told: Review, place: Place) -> str:
    mine = talk.mine(number, MARKER)
    if told.is_quiet:
        if mine is None:
            return f"Nothing to say on pull request {number}."
        text = quiet_comment(place)
    else:
        text = comment(told, place)
    match talk.keep(number, mine, text):
        case "made":
            return f"Commented on pull request {number}."
        case "edited":
            return f"Edited the comment on pull request {number}."
    return f"The comment on pull request {number} says all this already."


def _file(run: Run, event: Event) -> Path:
    """Where the review is: our own, or all that another run handed over."""
    folder = run.environment.get(FOLDER, "")
    if event.name != "workflow_run" and not folder:
        return scratch(run) / REVIEW
    there = Path(folder).iterdir() if folder and Path(folder).is_dir() else ()
    names = sorted(path.name for path in there)
    if names != [REVIEW]:
        raise UsageError(
            f"what the run handed over is not {REVIEW} alone: {', '.join(names[:5]) or 'nothing'}",
            f"let {FOLDER} name the folder that its artifact was unpacked to",
        )
    return Path(folder) / REVIEW


def read_review(file: Path) -> Review:
    """A review that somebody else may have written.

    Raises:
        UsageError: It is no plain file, too large, or not of the form.
    """
    try:
        about = file.lstat()
        plain = stat.S_ISREG(about.st_mode) and about.st_size <= LARGEST
        text = file.read_bytes()[: LARGEST + 1] if plain else b""
    except OSError as error:
        raise UsageError(f"{file.name} cannot be read: {error.strerror}") from None
    if not plain:
        raise UsageError(f"{file.name} is no plain file of at most {LARGEST:,} bytes")
    try:
        return Review.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"][:6])) or "its beginning"
        raise UsageError(
            f"{file.name} is no review of this version: {where}: {first['msg'][:200]}",
            "let both workflows use the same version of ucops",
        ) from None
