"""The report's commit: rendered on the newest head, made by GitHub itself, never an empty one."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ucops.app.ci.event import Event
from ucops.app.git import git, text_of
from ucops.app.prepare import connect_alone
from ucops.app.report import report
from ucops.app.report_files import Stale
from ucops.app.run import Run
from ucops.errors import GitHubError, UsageError
from ucops.github.branches import Branches, NewCommit
from ucops.github.connect import token_of
from ucops.github.conversation import Conversation
from ucops.github.errors import ChangedMeanwhileError, InvalidRequestError
from ucops.pages.run import HEADLINE, PROPOSAL

BRANCH = "ucops/roadmap"
"""The branch of the rolling pull request, where the default branch takes no direct commits."""
TRIES = 5
"""So often the report is rendered anew because somebody pushed in between."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where commits go, and the checkout that they are rendered in."""

    run: Run
    top: Path
    branch: str
    branches: Branches
    talk: Conversation


def commit_report(run: Run, event: Event) -> str:
    """Render the report on the newest head of the default branch, and commit what is new.

    The checkout is moved to that head, so this is for the clone of a workflow's run alone.

    Returns:
        What was done, in a sentence.

    Raises:
        UsageError: The checkout has changes of its own, or git cannot read it.
        GitHubError: GitHub cannot be asked or told, or others pushed all the while.
    """
    client = connect_alone(run)
    talk = Conversation(client, event.repository)
    branch = event.text("repository", "default_branch") or talk.default_branch()
    top = Path(text_of(git(run.root, "rev-parse", "--show-toplevel")).strip())
    _check_clean(top)
    place = _Place(run, top, branch, Branches(client, event.repository), talk)
    for _ in range(TRIES):
        head = _fetched(place, branch)
        git(top, "checkout", "--quiet", "--force", "--detach", head)
        found = report(run, None, None, check=False)
        if not found.stale:
            return "The roadmap says nothing new."
        new = _commit_of(place, found.stale)
        if new.additions:  # which are part of no head yet, nor to be taken for a part of the next
            git(top, "clean", "--quiet", "--force", "--", *new.additions)
        try:
            return _committed(place, head, new)
        except ChangedMeanwhileError:
            run.say("somebody pushed in between: the roadmap is rendered anew")
    raise GitHubError(
        f"{branch} moved {TRIES} times while the roadmap was rendered", "run it again"
    )


def _check_clean(top: Path) -> None:
    changed = text_of(git(top, "status", "--porcelain", "--untracked-files=no")).strip()
    if changed:
        raise UsageError(
            "the checkout has changes that are not committed",
            "run it in a fresh clone: it moves the checkout to the newest head",
        )


def _fetched(place: _Place, branch: str) -> str:
    """Fetch a branch, and name the commit that it ends at."""
    signed_in = _signed_in(place.run)
    git(place.top, "fetch", "--quiet", "--depth=1", "origin", branch, variables=signed_in)
    return text_of(git(place.top, "rev-parse", "FETCH_HEAD")).strip()


def _signed_in(run: Run) -> Mapping[str, str]:
    """What lets git read a private repository for one command, and leaves nothing on the disk."""
    secret = b64encode(f"x-access-token:{token_of(run.environment)}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{run.server_url}/.extraheader",
        "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {secret}",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _commit_of(place: _Place, stale: Stale) -> NewCommit:
    """What was written and removed, by its path from the top of the repository."""
    root, below = place.run.root, place.run.root.resolve().relative_to(place.top.resolve())
    return NewCommit(
        headline=HEADLINE,
        additions={(below / path).as_posix(): (root / path).read_bytes() for path in stale.changed},
        deletions=tuple((below / path).as_posix() for path in stale.removed),
    )


def _committed(place: _Place, head: str, new: NewCommit) -> str:
    try:
        made = place.branches.commit(place.branch, head, new)
    except InvalidRequestError as error:
        place.run.say(f"{place.branch} takes no direct commit: {error.message}")
        return _proposed(place, head, new)
    return f"Committed the roadmap to {place.branch} as {made[:8]}."


def _proposed(place: _Place, head: str, new: NewCommit) -> str:
    """Keep one pull request up to date.

    Its branch goes from one commit with all of it to the next: while a branch ends where its base
    does, GitHub closes the pull request.
    """
    owner = place.talk.repository.partition("/")[0]
    there = place.talk.pulls(f"{owner}:{BRANCH}")
    if there and _says(place, new):
        return f"Pull request {there[0].number} says all this already."
    place.branches.begin(f"{BRANCH}-next", head)
    made = place.branches.commit(f"{BRANCH}-next", head, new)
    place.branches.begin(BRANCH, made)
    place.branches.delete(f"{BRANCH}-next")
    if there:
        return f"Brought pull request {there[0].number} up to date."
    number = place.talk.open_pull(HEADLINE, PROPOSAL, BRANCH, place.branch)
    return f"Opened pull request {number} with the roadmap."


def _says(place: _Place, new: NewCommit) -> bool:
    """Whether the branch of the pull request holds all of a commit already."""
    tip = _fetched(place, BRANCH)
    listed = text_of(git(place.top, "ls-tree", "-r", "-z", "--name-only", tip)).split("\0")
    return not set(new.deletions) & set(listed) and all(
        path in listed and git(place.top, "cat-file", "blob", f"{tip}:{path}") == content
        for path, content in new.additions.items()
    )
