"""The report's commit: rendered on the newest head, made by GitHub itself, never an empty one."""

from __future__ import annotations

from ucops.app.ci.checkout import Checkout, checkout_of
from ucops.app.ci.event import Event
from ucops.app.git import git
from ucops.app.report import report
from ucops.app.report_files import Stale
from ucops.app.run import Run
from ucops.errors import GitHubError
from ucops.github.branches import NewCommit
from ucops.github.errors import ChangedMeanwhileError, InvalidRequestError
from ucops.pages.run import HEADLINE, PROPOSAL

BRANCH = "ucops/roadmap"
"""The branch of the rolling pull request, where the default branch takes no direct commits."""
TRIES = 5
"""So often the report is rendered anew because somebody pushed in between."""


def commit_report(run: Run, event: Event) -> str:
    """Render the report on the newest head of the default branch, and commit what is new.

    The checkout is moved to that head, so this is for the clone of a workflow's run alone.

    Returns:
        What was done, in a sentence.

    Raises:
        UsageError: The checkout has changes of its own, or git cannot read it.
        GitHubError: GitHub cannot be asked or told, or others pushed all the while.
    """
    here = checkout_of(run, event)
    for _ in range(TRIES):
        head = here.to_newest()
        found = report(run, None, None, check=False)
        if not found.stale:
            return "The roadmap says nothing new."
        new = _commit_of(here, found.stale)
        if new.additions:  # which are part of no head yet, nor to be taken for a part of the next
            git(here.top, "clean", "--quiet", "--force", "--", *new.additions)
        try:
            return _committed(here, head, new)
        except ChangedMeanwhileError:
            run.say("somebody pushed in between: the roadmap is rendered anew")
    raise GitHubError(
        f"{here.branch} moved {TRIES} times while the roadmap was rendered", "run it again"
    )


def _commit_of(here: Checkout, stale: Stale) -> NewCommit:
    """What was written and removed, by its path from the top of the repository."""
    root, below = here.run.root, here.below
    return NewCommit(
        headline=HEADLINE,
        additions={(below / path).as_posix(): (root / path).read_bytes() for path in stale.changed},
        deletions=tuple((below / path).as_posix() for path in stale.removed),
    )


def _committed(here: Checkout, head: str, new: NewCommit) -> str:
    try:
        made = here.branches.commit(here.branch, head, new)
    except InvalidRequestError as error:
        here.run.say(f"{here.branch} takes no direct commit: {error.message}")
        return _proposed(here, head, new)
    return f"Committed the roadmap to {here.branch} as {made[:8]}."


def _proposed(here: Checkout, head: str, new: NewCommit) -> str:
    """Keep one pull request up to date."""
    there = here.talk.pulls(f"{here.owner}:{BRANCH}")
    if there and here.holds(here.fetched(BRANCH), new):
        return f"Pull request {there[0].number} says all this already."
    here.branches.renew(BRANCH, head, new)
    if there:
        return f"Brought pull request {there[0].number} up to date."
    number = here.talk.open_pull(HEADLINE, PROPOSAL, BRANCH, here.branch)
    return f"Opened pull request {number} with the roadmap."
