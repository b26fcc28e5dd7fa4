"""The burn-up: how many deliverables there were and how many were done, week by week, and ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ucops.pages.words import day, forecast
from ucops.progress.forecast import Forecast
from ucops.progress.history import WEEK, Week
from ucops.prose.words import month

WIDTH, HEIGHT = 520.0, 200.0
"""The room of the lines, in units of the chart."""
LEAST = 2
"""Weeks without which there is no line to draw."""


@dataclass(frozen=True, slots=True)
class BurnUp:
    """What `burnup.svg.j2` gets as `chart`; places are in units of the chart, y downwards.

    Attributes:
        title: What it shows.
        told: The same in a sentence, for those who do not see it.
        theme: `light` or `dark`.
        width, height: The room of the lines.
        total, done: The points of both lines: `0,12.5 10,11`.
        total_count, done_count: Their last numbers.
        now: Where today's week stands.
        ahead: The points of the way that lies ahead, empty without a forecast.
        months: Where months begin along the axis, each with its name, and the year where it is new.
        top: The number at the upper end of the axis.
        finish: When the rest may be done, in words.
    """

    title: str
    told: str
    theme: str
    width: float
    height: float
    total: str
    done: str
    total_count: int
    done_count: int
    now: float
    ahead: str
    months: tuple[tuple[float, str], ...]
    top: int
    finish: str


def burnup(title: str, weeks: Sequence[Week], ahead: Forecast, theme: str) -> BurnUp | None:
    """The chart of a set of items; None where there is too little to draw."""
    if len(weeks) < LEAST:
        return None
    first, last = weeks[0].monday, weeks[-1].monday
    end = max(last, ahead.p85 or last)
    top = max(week.done + week.open for week in weeks) or 1

    def at(on: dt.date, count: int) -> str:
        return f"{_x(on, first, end)},{round(HEIGHT * (1 - count / top), 1)}"

    now = weeks[-1]
    finish = forecast(ahead)
    return BurnUp(
        title=title,
        told=f"From {day(first)} to the week of {day(last)}, done went from {weeks[0].done:,} to "
        f"{now.done:,} of {now.done + now.open:,}: {finish}.",
        theme=theme,
        width=WIDTH,
        height=HEIGHT,
        total=" ".join(at(week.monday, week.done + week.open) for week in weeks),
        done=" ".join(at(week.monday, week.done) for week in weeks),
        total_count=now.done + now.open,
        done_count=now.done,
        now=_x(last, first, end),
        ahead=" ".join((at(last, now.done), at(ahead.p85, now.done + now.open)))
        if ahead.p85
        else "",
        months=tuple(_months(first, end)),
        top=top,
        finish=finish,
    )


def _x(on: dt.date, first: dt.date, end: dt.date) -> float:
    return round(WIDTH * ((on - first) / max(end - first, WEEK)), 1)


def _months(first: dt.date, end: dt.date) -> Iterator[tuple[float, str]]:
    """The first days of months, so many of them that their names do not touch.

    The first of each year that is named says its year, too.
    """
    days = [first + dt.timedelta(n) for n in range((end - first).days + 1)]
    starts = [one for one in days if one.day == 1]
    year = 0
    for one in starts[:: max(1, -(-len(starts) // 6))]:
        name = month(one)
        yield _x(one, first, end), name if one.year != year else name.partition(" ")[0]
        year = one.year
