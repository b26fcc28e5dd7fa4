"""Changes and plans: what `sync` would do, as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ucops.github.matched import Conflict
from ucops.github.protocols import BoardField
from ucops.github.snapshot import Issue
from ucops.sync.request import ListTasks, Request

Action = Literal[
    "create", "update", "link", "unlink", "block", "unblock", "close", "adopt", "rename"
]
Kind = Literal["label", "milestone", "epic", "item"]

ACTIONS: tuple[Action, ...] = (
    "create",
    "update",
    "link",
    "unlink",
    "block",
    "unblock",
    "close",
    "adopt",
    "rename",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One write that would bring GitHub nearer to the files.

    Attributes:
        key: The use case's id, the item's key, the label's name or the milestone's slug; for
            `block` and `unblock`, the blocked item's key.
        number: The issue's or milestone's number, or None before it exists.
        fields: Field name → (value now, value then).
        reason: Why, in a few words.
        request: What is sent to GitHub; None in plans that are only shown.
        use_case: Which use case it belongs to; empty for labels and milestones.
        due: When the files want a new item, for people.
    """

    action: Action
    kind: Kind
    key: str
    repository: str
    number: int | None
    title: str
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    reason: str = ""
    request: Request | None = None
    use_case: str = ""
    due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """An open issue of ours that the files do not want any more."""

    key: str
    repository: str
    number: int
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Something worth knowing that stops nothing."""

    key: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What carrying the plan out would cost, its own reading of GitHub included.

    Attributes:
        minutes: The time in whole minutes, one at least when there is something to do.
        seconds: The same, for short runs.
    """

    reads: int
    writes: int
    minutes: int
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that `sync` would do, in the order in which it would do it.

    Attributes:
        managed: How many issues of ours there are, closed ones too: limits are a percentage of it.
        known: Desired key, or an orphan's → its issue on GitHub.
        refused: Repository and login of those who could not be assigned before and are wanted.
        untyped: Repositories that had no issue type of the wanted name.
        task_lists: Epic's key → what lists its items, should the server know no sub-issues.
        board_fields: The fields that the Projects board needs.
        board_doubts: Those that it could not hold before, as issues remember, and how it was then.
    """

    repository: str
    changes: tuple[Change, ...]
    orphans: tuple[Orphan, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    warnings: tuple[Warned, ...] = ()
    estimate: Estimate = Estimate(reads=0, writes=0, minutes=0)
    managed: int = 0
    known: Mapping[str, Issue] = field(default_factory=dict)
    refused: frozenset[tuple[str, str]] = frozenset()
    untyped: frozenset[str] = frozenset()
    task_lists: Mapping[str, ListTasks] = field(default_factory=dict)
    board_fields: tuple[BoardField, ...] = ()
    board_doubts: frozenset[tuple[str, str]] = frozenset()

    def left_open(self, changes: Iterable[Change]) -> tuple[Orphan, ...]:
        """The orphans that none of these changes closes."""
        closed = {
            (one.repository, one.number)
            for one in changes
            if one.action == "close" and one.kind != "milestone"
        }
        return tuple(one for one in self.orphans if (one.repository, one.number) not in closed)

    @property
    def summary(self) -> Mapping[str, int]:
        """How many changes of each action, in a fixed order."""
        counted = [change.action for change in self.changes]
        return {action: counted.count(action) for action in ACTIONS}
