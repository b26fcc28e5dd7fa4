"""What happened in the month of the report and in the one before it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ucops.progress.standing import Standing, closing_day, once

What = Literal["finished", "dropped", "became late"]


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in one month of the calendar.

    Attributes:
        first: Its first day.
        finished, dropped, late: How many items were closed as completed or as not planned in it,
            and how many were due in it and are late still.
    """

    first: dt.date
    finished: int
    dropped: int
    late: int


def months(standings: Iterable[Standing], as_of: dt.date) -> tuple[Month, Month]:
    """The month of a day, and the one before."""
    this = as_of.replace(day=1)
    last = (this - dt.timedelta(days=1)).replace(day=1)
    happenings = [found for one in once(standings) if (found := happened(one))]
    count = Counter((on.replace(day=1), what) for on, what in happenings)
    newest, before = (
        Month(at, count[at, "finished"], count[at, "dropped"], count[at, "became late"])
        for at in (this, last)
    )
    return newest, before


def happened(one: Standing) -> tuple[dt.date, What] | None:
    """What happened to an item last, and when: it was finished or dropped, or is late since."""
    if one.open:
        late = one.health == "overdue" and one.item.due is not None
        return (one.item.due, "became late") if late and one.item.due else None
    on = closing_day(one.issue)
    if on is None or not (one.finished or one.state == "dropped"):
        return None
    return on, "finished" if one.finished else "dropped"
