"""What happened to deliverables, by the days on which their issues were filed and closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ucops.pages.roadmap.parts import Here, item_row, owned
from ucops.pages.roadmap.views import ItemRow
from ucops.progress.months import What, happened
from ucops.progress.programme import UseCaseProgress


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one deliverable.

    Attributes:
        on: The day.
        what: finished, dropped, or became late.
        item: The deliverable.
    """

    on: dt.date
    what: What
    item: ItemRow


def history(
    here: Here, use_cases: Iterable[UseCaseProgress], most: int, month: dt.date | None = None
) -> tuple[Event, ...]:
    """What was finished or dropped, and what became late and still is; the newest first.

    Args:
        here: The page that is being made.
        use_cases: Those whose deliverables count.
        most: How many are wanted.
        month: The first day of the month in which it happened; None for whenever it did.
    """
    found = [
        (last, one, standing)
        for one, standing in owned(use_cases)
        if (last := happened(standing)) and month in (None, last[0].replace(day=1))
    ]
    newest = sorted(found, key=lambda event: event[0][0], reverse=True)[:most]
    return tuple(
        Event(*last, item_row(here, one.entry.use_case.title, standing))
        for last, one, standing in newest
    )
