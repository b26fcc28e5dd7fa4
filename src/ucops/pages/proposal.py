"""What is said about a use case that somebody proposed: below the issue, and above its draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ucops import resources
from ucops.errors import UcopsError
from ucops.pages.templating import render, templates

MARKER = "<!-- ucops-proposal:v1 -->"
"""The first line of the comment below the issue, by which it is found again."""
State = Literal["proposed", "ready", "theirs", "over", "waiting", "refused"]
"""proposed: there is a pull request with the draft. ready: there is its branch, and a person has to
open the pull request. theirs: somebody edited the file. over: the pull request is closed.
waiting: a person of the team has to ask for the draft. refused: no draft can be made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What became of a proposal.

    Attributes:
        number: The issue's number.
        author: Who filed it, or empty.
        page: The repository's address.
        workflow: The file of the workflow that makes drafts.
        pull: The number of its pull request, or None.
        file: The path of the draft, from the top of the repository; or empty.
        branch: Where the draft is, or empty.
        base: The default branch.
        waits: Whether the pull request's check waits until somebody approves that it runs.
        error: Why there is no draft.
    """

    state: State
    number: int
    author: str
    page: str
    workflow: str = "propose.yml"
    pull: int | None = None
    file: str = ""
    branch: str = ""
    base: str = ""
    waits: bool = False
    error: UcopsError | None = None


def headline(use_case: str) -> str:
    """The title of the pull request and its commit.

    The id alone: in the words of a title, GitHub would read `fixes #1` once the pull request is
    merged.
    """
    return f"Propose the use case {use_case}"


def thanks(told: Proposal, server: str) -> str:
    """The comment below the issue."""
    return f"{MARKER}\n{_rendered('proposal.md.j2', told, server)}"


def pull_text(told: Proposal, server: str) -> str:
    """The text of the pull request."""
    return _rendered("proposal-pull.md.j2", told, server)


def _rendered(name: str, told: Proposal, server: str) -> str:
    return render(templates([resources.templates()], server), name, {"told": told})
