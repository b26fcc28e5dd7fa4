"""What was last applied to an issue: remembered in its marker for the three-way comparison."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ucops.github.protocols import Dropped, Feature


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """What GitHub would not take, for want of a right: not asked for again.

    Attributes:
        assignees: People who cannot be assigned, whoever asks for it.
        links: Links that were not made or cut, as `parent:KEY`, `blocked_by:KEY`, or with a minus
            in front; `assignee:LOGIN` for people whom this token cannot assign.
        ground: What of the repository could not be kept: `labels`, `milestones`.
        no_type: The issue type that there was none of.
        rights: What the token was allowed then: with more, all of it is tried again.
    """

    labels: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    milestone: str | None = None
    type: str | None = None
    links: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()
    no_type: str | None = None
    rights: str = ""

    def __bool__(self) -> bool:
        return bool(
            self.labels
            or self.assignees
            or self.milestone
            or self.type
            or self.links
            or self.ground
            or self.no_type
        )

    @property
    def people(self) -> frozenset[str]:
        """Whom not to ask for."""
        if not (self.assignees or self.links):
            return frozenset()
        named = (link.partition(":") for link in self.links)
        return frozenset(
            (*self.assignees, *(name for kind, _, name in named if kind == "assignee"))
        )

    def under(self, rights: str) -> Denied:
        """What is still denied when the token may do so much; people and types are looked up."""
        if self is NOTHING:
            return self
        if rights in RIGHTS and _rank(rights) > _rank(self.rights):
            return Denied(assignees=self.assignees, no_type=self.no_type)
        return self


NOTHING = Denied()
"""Nothing was denied, as is so for most."""

RIGHTS = ("none", "read", "triage", "write", "maintain", "admin")
"""What a token may do, from the least to the most."""


def _rank(rights: str) -> int:
    return RIGHTS.index(rights) if rights in RIGHTS else -1


BLUR = dt.timedelta(seconds=1)
"""How long the look at an issue and its closing, right after, are apart at most."""

LONGEST = dt.timedelta(seconds=30)
"""How long a closing takes at most, until its answer is not waited for any more."""

NO_TIME = "0000-00-00T00:00:00Z"
"""Stands for when an issue is closed until it is: as long as a time, and none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What ucops last applied to an issue.

    Attributes:
        labels: Our labels.
        milestone: The milestone's slug.
        assignees: Logins that the files wanted.
        closed: What we closed it for; empty when we did not.
        closed_at: When we closed it, by GitHub's clock: ISO 8601 in UTC, or empty.
        denied: What GitHub would not take.
        board: Field → value set on the Projects board.
        home: The repository that it was in, where that is not the main one.
        lacks: Features that the server was found not to know: `sub_issues` in every epic that
            lists its items instead, `dependencies` in the first issue that should have had one.
    """

    labels: tuple[str, ...] = ()
    milestone: str | None = None
    assignees: tuple[str, ...] = ()
    closed: str = ""
    closed_at: str = ""
    denied: Denied = Denied()
    board: Mapping[str, str] = field(default_factory=dict)
    home: str = ""
    lacks: tuple[Feature, ...] = ()

    def fits(self, closed_at: str | None, by: dt.timedelta = BLUR) -> bool:
        """Whether it can be us who closed an issue then, and not somebody before or since."""
        if not self.closed_at or not closed_at:
            return True
        try:
            apart = dt.datetime.fromisoformat(closed_at) - dt.datetime.fromisoformat(self.closed_at)
        except (ValueError, TypeError):
            return True
        return abs(apart) <= by

    def without(self, feature: Feature) -> Record:
        """The same record, remembering that the server does not know a feature."""
        return replace(self, lacks=tuple(sorted({*self.lacks, feature})))

    def with_dropped(
        self,
        dropped: Dropped,
        rights: str,
        *,
        links: Iterable[str] = (),
        ground: Iterable[str] = (),
    ) -> Record:
        """The same record, remembering also what GitHub dropped from a token with these rights."""
        people = (f"assignee:{login}" for login in dropped.assignees)
        denied = Denied(
            labels=tuple(sorted({*self.denied.labels, *dropped.labels})),
            assignees=self.denied.assignees,
            milestone=self.milestone if dropped.milestone else self.denied.milestone,
            type=dropped.type or self.denied.type,
            links=tuple(sorted({*self.denied.links, *links, *people})),
            ground=tuple(sorted({*self.denied.ground, *ground})),
            no_type=self.denied.no_type,
            rights=rights,
        )
        labels = tuple(name for name in self.labels if name not in denied.labels)
        return replace(self, labels=labels, denied=denied)


def to_was(record: Record) -> dict[str, Any]:
    """The record as plain data for the marker, empty parts left out."""
    denied = {
        "labels": list(record.denied.labels),
        "assignees": list(record.denied.assignees),
        "milestone": record.denied.milestone,
        "type": record.denied.type,
        "links": list(record.denied.links),
        "ground": list(record.denied.ground),
        "no_type": record.denied.no_type,
    }
    if record.denied and record.denied.rights:
        denied["rights"] = record.denied.rights
    was = {
        "labels": list(record.labels),
        "milestone": record.milestone,
        "assignees": list(record.assignees),
        "closed": record.closed,
        "closed_at": record.closed_at,
        "denied": {name: value for name, value in denied.items() if value},
        "board": dict(sorted(record.board.items())),
        "home": record.home,
        "lacks": list(record.lacks),
    }
    return {name: value for name, value in was.items() if value}


def from_was(was: Mapping[str, Any]) -> Record:
    """Read a record from a marker; what cannot be understood counts as not there."""
    denied = was.get("denied")
    board = was.get("board")
    return Record(
        labels=_names(was.get("labels")),
        milestone=_text(was.get("milestone")),
        assignees=_names(was.get("assignees")),
        closed=_text(was.get("closed")) or "",
        closed_at=_text(was.get("closed_at")) or "",
        denied=_denied(denied) if denied and isinstance(denied, dict) else NOTHING,
        board=_texts(board) if isinstance(board, dict) else {},
        home=_text(was.get("home")) or "",
        lacks=_lacks(was.get("lacks")),
    )


def _denied(denied: Mapping[str, Any]) -> Denied:
    return Denied(
        labels=_names(denied.get("labels")),
        assignees=_names(denied.get("assignees")),
        milestone=_text(denied.get("milestone")),
        type=_text(denied.get("type")),
        links=_names(denied.get("links")),
        ground=_names(denied.get("ground")),
        no_type=_text(denied.get("no_type")),
        rights=_text(denied.get("rights")) or "",
    )


def _lacks(value: object) -> tuple[Feature, ...]:
    """Features that can be missing and asked for again."""
    found = _names(value)
    known: tuple[Feature, ...] = ("dependencies", "sub_issues")
    return tuple(feature for feature in known if feature in found)


def _names(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else ()
    return tuple([name for name in names if isinstance(name, str)])


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _texts(values: Mapping[Any, Any]) -> Mapping[str, str]:
    return {str(name): value for name, value in values.items() if isinstance(value, str)}
