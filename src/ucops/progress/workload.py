"""How much each person has on their plate."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ucops.progress.standing import Standing
from ucops.progress.tally import tally


@dataclass(frozen=True, slots=True)
class Workload:
    """What one person, or nobody, still has to do.

    Attributes:
        person: A login, or None for the items that nobody is responsible for.
    """

    person: str | None
    open: int
    under_way: int
    overdue: int
    at_risk: int
    next_due: dt.date | None


def workload(standings: Iterable[Standing]) -> tuple[Workload, ...]:
    """Unfinished items per person: the fullest plate first, items without a person last."""
    plates: defaultdict[str | None, list[Standing]] = defaultdict(list)
    for standing in standings:
        if standing.open:
            plates[standing.item.responsible].append(standing)
    loads = (_load(person, plate) for person, plate in plates.items())
    return tuple(
        sorted(loads, key=lambda load: (load.person is None, -load.open, str(load.person)))
    )


def _load(person: str | None, plate: list[Standing]) -> Workload:
    count = tally(plate)
    under_way = count.states["in-progress"] + count.states["in-review"]
    return Workload(person, len(plate), under_way, count.overdue, count.at_risk, count.next_due)
