"""What happened to deliverables, by the days on which their issues were filed and closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ucops.pages.roadmap.parts import Here, item_row, owned
from ucops.pages.roadmap.views import ItemRow
from ucops.progress.programme import UseCaseProgress
from ucops.progress.standing import Standing, closing_day


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one deliverable.

    Attributes:
        on: The day.
        what: finished, dropped, or became late.
        item: The deliverable.
    """

    on: dt.date
    what: Literal["finished", "dropped", "became late"]
    item: ItemRow


def history(here: Here, use_cases: Iterable[UseCaseProgress]) -> tuple[Event, ...]:
    """What was finished or dropped, and what became late and still is; the newest first."""
    found = [
        Event(on, what, item_row(here, one.entry.use_case.title, standing))
        for one, standing in owned(use_cases)
        for on, what in [_happened(standing)]
        if on and what
    ]
    return tuple(sorted(found, key=lambda event: event.on, reverse=True))


def _happened(
    one: Standing,
) -> tuple[dt.date | None, Literal["finished", "dropped", "became late", ""]]:
    if one.open:
        late = one.health == "overdue" and one.item.due is not None
        return (one.item.due, "became late") if late else (None, "")
    on = closing_day(one.issue)
    return on, "finished" if one.finished else "dropped" if one.state == "dropped" else ""
