"""The burn-down of a milestone: what was left to do, day by day, until its date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ucops.pages.roadmap.burnup import HEIGHT, WIDTH
from ucops.pages.words import day
from ucops.progress.burndown import BurnDown
from ucops.prose.words import counted


@dataclass(frozen=True, slots=True)
class BurnDownView:
    """What `burndown.svg.j2` gets as `chart`; places are in units of the chart, y downwards.

    Attributes:
        title: What it shows.
        told: The same in a sentence or two, for those who do not see it.
        theme: `light` or `dark`.
        width, height: The room of the lines.
        left: The points of the line that goes down in steps: `0,12.5 10,11`.
        even: Where the line of an even pace starts and ends.
        now: Where the line that goes down ends: across, down.
        count: What is left there.
        top: The number at the upper end of the axis.
        due: Where the milestone's date stands along the axis.
        days: Days along the axis: where, and their names.
    """

    title: str
    told: str
    theme: str
    width: float
    height: float
    left: str
    even: str
    now: tuple[float, float]
    count: int
    top: int
    due: float
    days: tuple[tuple[float, str], ...]


def burndown_view(title: str, found: BurnDown, theme: str) -> BurnDownView:
    """The chart of one milestone."""
    first, (last, count) = found.left[0][1], found.left[-1]
    end, top = max(found.due, last), max(first, 1)

    def at(on: dt.date, left: int) -> str:
        return f"{_x(found.start, on, end)},{round(HEIGHT * (1 - left / top), 1)}"

    points, before = [at(found.start, first)], first
    for on, left in found.left[1:]:
        points += [at(on, before), at(on, left)]
        before = left
    due = _x(found.start, found.due, end)
    return BurnDownView(
        title=title,
        told=told(found),
        theme=theme,
        width=WIDTH,
        height=HEIGHT,
        left=" ".join(points),
        even=f"{at(found.start, first)} {at(found.due, 0)}",
        now=(_x(found.start, last, end), round(HEIGHT * (1 - count / top), 1)),
        count=count,
        top=top,
        due=due,
        days=((0.0, day(found.start) or ""), (due, day(found.due) or "")),
    )


def told(found: BurnDown) -> str:
    """What a burn-down shows, in words; what nobody knows is said."""
    first, (last, count) = found.left[0][1], found.left[-1]
    begin = f"Left to do: {first} of {counted(found.total, 'deliverable')} on {day(found.start)}"
    verb = "is" if found.undated == 1 else "are"
    more = f" {found.undated} more {verb} done, nobody knows since when." if found.undated else ""
    return f"{begin}, {count} since {day(last)}; due {day(found.due)}.{more}"


def _x(start: dt.date, on: dt.date, end: dt.date) -> float:
    return round(WIDTH * ((on - start) / max(end - start, dt.timedelta(days=1))), 1)
