"""Which issue is which, as data: what matching says of the files and a snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ucops.github.body import Body, read_body
from ucops.github.marker import parse
from ucops.github.record import Record, from_was
from ucops.github.snapshot import Issue

How = Literal["marker", "former key", "adopted", "place"]
Reference = tuple[str, int]
DUPLICATE = "duplicate:"
"""How the recorded cause of a closing begins when an issue was closed as a duplicate."""


@dataclass(frozen=True)
class Live:
    """An issue on GitHub and what its body says.

    Attributes:
        believed: Its body's parts, where they are not what stands there.
    """

    issue: Issue
    believed: Body | None = None

    @cached_property
    def body(self) -> Body:
        """The body's parts; taken apart when they are first asked for, which most are not."""
        return self.believed or read_body(self.issue, record=self._remembered)

    @property
    def record(self) -> Record:
        """What ucops last applied to it, which its first line alone tells of most."""
        remembered = None if self.believed else self._remembered
        return remembered or self.body.record

    @cached_property
    def _remembered(self) -> Record | None:
        """What the marker in its first line remembers, where there is one."""
        found = parse(self.issue.body)
        return from_was(found.was) if found else None

    @property
    def reference(self) -> Reference:
        """Where it is."""
        return self.issue.repository, self.issue.number


@dataclass(frozen=True, slots=True)
class Match:
    """The issue that a key stands for, and how that is known."""

    live: Live
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something only a person can decide; its keys are left alone until then."""

    keys: tuple[str, ...]
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What was found for the wanted issues.

    Attributes:
        live: Every issue of the snapshot by its place.
        by_key: Wanted key → its issue; keys that a conflict concerns have none.
        likely: Key that a conflict concerns → the issue that carries it.
        duplicates: Wanted key → further issues that carry it, to be closed.
        orphans: Issues of ours that nothing wants, by their key.
        strays: Open issues that wear our labels, without a marker, and that nothing claims.
        conflicts: What only a person can decide.
        undecided: Keys that a conflict concerns.
    """

    live: Mapping[Reference, Live]
    by_key: Mapping[str, Match]
    likely: dict[str, Live]
    duplicates: Mapping[str, Sequence[Live]]
    orphans: Sequence[Live]
    strays: Sequence[Live]
    conflicts: Sequence[Conflict]
    undecided: frozenset[str]

    @property
    def managed(self) -> int:
        """How many issues carry a key, open and closed."""
        return sum(one.issue.key is not None for one in self.live.values())


def parent_of(issue: Issue) -> Reference | None:
    """Where an issue's parent is, or None."""
    if issue.parent is None:
        return None
    return issue.parent_repository or issue.repository, issue.parent
