"""Where the branches and commits of a repository are, if the sandbox is given such a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Patch:
    """What happens to a file, as a unified diff from its first hunk on."""

    path: str
    status: Literal["added", "modified", "removed"]
    text: str


class Git(Protocol):
    """Keeps the files of one repository."""

    def head(self, branch: str) -> str | None:
        """The newest commit of a branch, or None for no such branch."""

    def has(self, commit: str) -> bool:
        """Whether there is such a commit."""

    def is_behind(self, commit: str, other: str) -> bool:
        """Whether a commit is among those that another one builds on, or is it."""

    def point(self, branch: str, commit: str) -> None:
        """Let a branch, which may be new, begin at a commit."""

    def delete(self, branch: str) -> None:
        """Delete a branch."""

    def patches(self, base: str, commit: str) -> Sequence[Patch]:
        """What a commit changes since it left a branch."""

    def commit(
        self, branch: str, message: str, additions: Mapping[str, bytes], deletions: Sequence[str]
    ) -> str:
        """Add a commit to a branch, and give its id."""
