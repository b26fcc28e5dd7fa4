"""How much each person has on their plate."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ucops.progress.standing import Standing, once
from ucops.progress.tally import tally


@dataclass(frozen=True, slots=True)
class Workload:
    """What one person, or nobody, still has to do.

    Attributes:
        person: A login, or None for the items that nobody is responsible for.
        items: Keys of the unfinished items, the most pressing first: by due date and priority.
    """

    person: str | None
    open: int
    under_way: int
    overdue: int
    at_risk: int
    next_due: dt.date | None
    items: tuple[str, ...]


def workload(standings: Iterable[Standing]) -> tuple[Workload, ...]:
    """Unfinished items per person: the fullest plate first, items without a person last."""
    plates: defaultdict[str | None, list[Standing]] = defaultdict(list)
    for standing in once(standings):
        if standing.open:
            plates[standing.item.responsible].append(standing)
    loads = (_load(person, plate) for person, plate in plates.items())
    return tuple(
        sorted(loads, key=lambda load: (load.person is None, -load.open, str(load.person)))
    )


def _load(person: str | None, plate: list[Standing]) -> Workload:
    items = [standing.item for standing in sorted(plate, key=pressing)]
    count = tally(plate)
    return Workload(
        person=person,
        open=len(items),
        under_way=count.states["in-progress"] + count.states["in-review"],
        overdue=count.overdue,
        at_risk=count.at_risk,
        next_due=count.next_due,
        items=tuple(item.key for item in items),
    )


def pressing(standing: Standing) -> tuple[dt.date, int, str]:
    """By what a list is sorted whose most pressing item is the first: due date, priority, key."""
    item = standing.item
    return item.due or dt.date.max, item.priority, item.key
