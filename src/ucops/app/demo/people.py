"""What the people of the example do between two looks at the roadmap; always the same."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ucops.progress.standing import Standing

Deed = Literal["done", "dropped", "in-review", "in-progress", "blocked"]
HABITS: tuple[tuple[int, tuple[tuple[int, Deed], ...]], ...] = (
    (-14, ((50, "done"), (70, "in-review"), (95, "in-progress"), (100, "dropped"))),
    (0, ((55, "done"), (80, "in-review"), (95, "in-progress"))),
    (14, ((20, "done"), (40, "in-review"), (65, "in-progress"), (75, "blocked"))),
    (35, ((6, "done"), (15, "in-review"), (45, "in-progress"), (50, "blocked"))),
    (90, ((12, "in-progress"), (14, "dropped"))),
)
"""For items due in less than so many days: of a hundred, up to how many see which deed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that somebody does to an issue.

    Attributes:
        on: The day it is done.
        login: Who does it: the person responsible, where there is one.
    """

    on: dt.date
    repository: str
    number: int
    login: str | None
    deed: Deed


def acts(items: Iterable[Standing], day: dt.date) -> tuple[Act, ...]:
    """What happens to the open issues of the items until the day, in order.

    Nobody starts what waits for something that is not done.
    """
    open_ones = {item.item.key: item for item in items if item.open}
    deeds = {key: deed for key, item in open_ones.items() if (deed := _deed(item, day))}
    possible = {key for key in deeds if _is_possible(key, open_ones, deeds)}
    chosen = (_act(open_ones[key], deeds[key], day) for key in sorted(possible))
    return tuple(
        sorted((act for act in chosen if act), key=lambda act: (act.on, act.repository, act.number))
    )


def _deed(item: Standing, day: dt.date) -> Deed | None:
    if item.item.due is None:
        return None
    days = (item.item.due - day).days
    habits = next((habits for within, habits in HABITS if days < within), ())
    luck = _luck(item.item.key, 100)
    return next((deed for share, deed in habits if luck < share), None)


def _is_possible(key: str, items: dict[str, Standing], deeds: dict[str, Deed]) -> bool:
    return all(
        deeds.get(other) == "done" and _is_possible(other, items, deeds)
        for other in items[key].waits_for
    )


def _act(item: Standing, deed: Deed, day: dt.date) -> Act | None:
    issue, due = item.issue, item.item.due
    if issue is None or due is None:
        return None
    return Act(
        on=min(due, day) - dt.timedelta(days=_luck(item.item.key, 9)),
        repository=issue.repository,
        number=issue.number,
        login=item.item.responsible,
        deed=deed,
    )


def _luck(key: str, sides: int) -> int:
    """A number below `sides` that looks like chance and is the same for the same key."""
    return zlib.crc32(key.encode()) % sides
