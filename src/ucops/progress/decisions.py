"""What goes on only when somebody decides: open seats, what is late or held up, what is unclear.

`remarks` are those of them that are about an issue on GitHub.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ucops.progress.programme import Programme
from ucops.progress.remarks import remarks
from ucops.progress.standing import Standing, once
from ucops.progress.workload import pressing

Kind = Literal[
    "open-seat",
    "late-alone",
    "late-before",
    "held-up",
    "conflict",
    "given-up",
    "epic-closed",
    "epic-complete",
]
KINDS: tuple[Kind, ...] = (
    "open-seat",
    "late-alone",
    "late-before",
    "held-up",
    "conflict",
    "given-up",
    "epic-closed",
    "epic-complete",
)
"""The weightiest first.

`open-seat`: of a use case of tier 1. `late-alone`: overdue, and nobody is responsible.
`late-before`: somebody's, overdue, and others wait for it. `held-up`: labelled as blocked, though
the files name nothing that it waits for. `conflict`: a plan leaves it alone, because only a person
can say which issue it is. `given-up`, `epic-closed`, `epic-complete`: as remarks say.
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide.

    Attributes:
        kind: What it is about.
        key: The item's key, the use case's id, or the use case and the role: `ci/pmm`.
        person: Who can say it: a login, or None where that is to be decided, or anybody's.
    """

    kind: Kind
    key: str
    person: str | None = None

    @property
    def use_case(self) -> str:
        """The use case that it belongs to."""
        return self.key.partition("/")[0]


def decisions(programme: Programme) -> tuple[Decision, ...]:
    """Everything that waits for somebody's word, by kind, the most pressing first."""
    found = [*_seats(programme), *_items(programme), *_on_github(programme)]
    return tuple(sorted(found, key=lambda one: KINDS.index(one.kind)))


def _seats(programme: Programme) -> Iterator[Decision]:
    for one in programme.use_cases:
        if one.entry.use_case.tier == 1:
            for seat in one.seats:
                if seat.open:
                    yield Decision("open-seat", f"{one.entry.id}/{seat.role}")


def _items(programme: Programme) -> Iterator[Decision]:
    standings = [
        item
        for one in programme.use_cases
        for item in one.items
        if item.open and (item.health == "overdue" or item.state == "blocked" or item.waits_for)
    ]
    awaited = {key for item in standings for key in item.waits_for}
    for standing in sorted(once(standings), key=pressing):
        yield from _of_item(standing, awaited)


def _of_item(one: Standing, awaited: Iterable[str]) -> Iterator[Decision]:
    key, person = one.item.key, one.item.responsible
    if one.health == "overdue" and person is None:
        yield Decision("late-alone", key)
    elif one.health == "overdue" and key in awaited:
        yield Decision("late-before", key, person)
    if one.state == "blocked" and not one.waits_for:
        yield Decision("held-up", key, person)


def _on_github(programme: Programme) -> Iterator[Decision]:
    yield from (Decision("conflict", key) for key in programme.filed.undecided)
    for remark in remarks(programme):
        if remark.kind in ("given-up", "epic-closed", "epic-complete"):
            yield Decision(remark.kind, remark.key)
