"""How a milestone's work went down, by the days on which its issues were closed.

It looks at the items that the milestone has today: nothing remembers since when each belongs to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ucops.model.config import Milestone
from ucops.progress.history import opening_day
from ucops.progress.standing import Standing, closing_day, once


@dataclass(frozen=True, slots=True)
class BurnDown:
    """What was left of a milestone's items, day by day.

    Attributes:
        start: The milestone's first day, else the first on which something of it was filed or
            finished.
        due: Its last day.
        total: Its items that count.
        undated: Finished ones of which no day is known: they are left on no day.
        left: How many were left at the end of the first day, and of each later one on which
            something was finished.
    """

    start: dt.date
    due: dt.date
    total: int
    undated: int
    left: tuple[tuple[dt.date, int], ...]


def burndown(
    milestone: Milestone, standings: Iterable[Standing], as_of: dt.date
) -> BurnDown | None:
    """The burn-down of a milestone's items; None without a date, or before something is finished.

    What was finished before the first day says nothing of how it goes.
    """
    every = [standing for standing in once(standings) if standing.counted]
    known = (closing_day(standing.issue) for standing in every if standing.finished)
    ends = sorted(min(day, as_of) for day in known if day)
    if milestone.due is None or not ends:
        return None
    first = milestone.start or min([opening_day(one.issue) for one in every if one.issue] + ends)
    start, due = min(first, milestone.due), milestone.due
    if ends[-1] <= start:
        return None
    undated = sum(standing.finished for standing in every) - len(ends)
    days = (start, *sorted({day for day in ends if day > start}))
    left = ((on, len(every) - undated - sum(day <= on for day in ends)) for on in days)
    return BurnDown(start, due, len(every), undated, tuple(left))
