"""The roadmap over time as Mermaid draws it: sections of bars, split where they get too many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ucops.model.config import Milestone
from ucops.pages.words import HEALTH_WORDS, STATE_WORDS, TIERS
from ucops.progress.programme import Programme, TierProgress
from ucops.progress.standing import Standing
from ucops.progress.tally import Tally, tally

BARS = 240
"""The most bars in one diagram: it stays below half of Mermaid's 50,000 characters."""
ROWS = 40
"""The most use cases that have a row of their own: with more, a row stands for a tier."""
WEEKS = 16
"""The longest time, in weeks, that is marked in weeks rather than months."""
TICK = 48
"""The room, in pixels, that a mark of the axis needs for its date."""
LETTER = 6
"""The room, in pixels, of a letter in a bar, on average."""
SHORT = 2
"""Bars of fewer weeks make no chart wider."""
ROOM = 300
"""The least room for bars, in pixels: texts stand in them and beside them."""
Look = Literal["done", "active", "crit", ""]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, or a point in time when it has no start.

    Attributes:
        label: Its text, with a symbol for its health or state.
        look: Mermaid's tags: done, active (somebody works on it), crit (overdue) or none, and
            milestone for a point in time.
        start: The first day, or None for a point in time.
        end: The last day.
    """

    label: str
    look: str
    start: dt.date | None
    end: dt.date


@dataclass(frozen=True, slots=True)
class Section:
    """Bars under one heading.

    Attributes:
        title: The heading.
        bars: In the order in which they are drawn.
    """

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """One diagram.

    Attributes:
        sections: Headings and their bars; never more than `BARS` bars in all.
        axis: The format of the dates along it.
        tick: The distance between the dates along it.
        room: How wide the bars' part is to be drawn, in pixels: as wide as what is written needs
            and no wider, because a phone draws the whole smaller until it fits.
    """

    sections: tuple[Section, ...]
    axis: str
    tick: str
    room: int


def programme_gantt(programme: Programme) -> tuple[Gantt, ...]:
    """A row a use case, or a tier where there are many of them.

    In it stands a bar a milestone, and one for what is planned without one.
    """
    milestones = programme.config.milestones
    rows: list[tuple[str, Iterable[Standing]]]
    if len(programme.use_cases) > ROWS:
        rows = [(TIERS[one.tier], _of_tier(one)) for one in programme.tiers]
    else:
        rows = [(one.entry.use_case.title, one.items) for one in programme.use_cases]
    sections = (Section(title, tuple(_by_milestone(items, milestones))) for title, items in rows)
    return split(sections, in_rows=True)


def _of_tier(tier: TierProgress) -> Iterator[Standing]:
    return (standing for one in tier.use_cases for standing in one.items)


def use_case_gantt(
    groups: Iterable[tuple[str, Sequence[Standing]]], milestones: Mapping[str, Milestone]
) -> tuple[Gantt, ...]:
    """One bar a dated item that is still to come, in the given groups."""
    return split(Section(title, tuple(_items(items, milestones))) for title, items in groups)


def split(sections: Iterable[Section], *, in_rows: bool = False) -> tuple[Gantt, ...]:
    """Lay sections out over as many diagrams as they need; empty sections are left out.

    Args:
        sections: What to draw.
        in_rows: Whether a section's bars stand in one row, with no room for labels beside them.
    """
    pages: list[list[Section]] = [[]]
    for section in _short(sections):
        if sum(len(one.bars) for one in pages[-1]) + len(section.bars) > BARS:
            pages.append([])
        pages[-1].append(section)
    return tuple(_gantt(page, in_rows=in_rows) for page in pages if page)


def _short(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        for first in range(0, len(section.bars), BARS):
            yield Section(section.title, section.bars[first : first + BARS])


def _gantt(sections: Sequence[Section], *, in_rows: bool) -> Gantt:
    bars = [bar for section in sections for bar in section.bars]
    first = min(bar.start or bar.end for bar in bars)
    weeks = (max(bar.end for bar in bars) - first).days / 7
    by_week = weeks <= WEEKS
    axis, tick, ticks = ("%d %b", "2week", weeks / 2) if by_week else ("%b %Y", "1month", weeks / 4)
    labels = max(map(_need, bars)) * weeks if in_rows else 0
    return Gantt(tuple(sections), axis, tick, round(max(ROOM, ticks * TICK, labels)))


def _need(bar: Bar) -> float:
    """How many pixels a week must have for a bar to hold its label; short ones may not."""
    weeks = ((bar.end - bar.start).days + 1) / 7 if bar.start else 0
    return (len(bar.label) + 2) * LETTER / weeks if weeks >= SHORT else 0


def _by_milestone(items: Iterable[Standing], milestones: Mapping[str, Milestone]) -> Iterator[Bar]:
    groups: dict[str, list[Standing]] = {slug: [] for slug in (*milestones, "")}
    for standing in items:
        if standing.counted:
            slug = standing.item.milestone or ""
            groups[slug if slug in milestones else ""].append(standing)
    bars = (_group(found, milestones.get(slug), milestones) for slug, found in groups.items())
    return iter(sorted((bar for bar in bars if bar), key=lambda bar: bar.start or bar.end))


def _group(
    items: Sequence[Standing], window: Milestone | None, milestones: Mapping[str, Milestone]
) -> Bar | None:
    """One bar over a milestone, or over all dated items of a group; it says how many are done."""
    spans = [span for item in items if (span := _span(item, milestones))]
    if window is not None and window.due is not None and items:
        spans = [(window.start, window.due)]
    if not spans:
        return None
    count = tally(items)
    start, end = min(start or end for start, end in spans), max(end for _, end in spans)
    return _bar(_group_label(count), _group_look(count), start, end)


def _group_label(count: Tally) -> str:
    done = f"{count.done}/{count.total}"
    if count.complete:
        return f"✔ {done}"
    return f"{done} late" if count.health == "overdue" else done


def _group_look(count: Tally) -> Look:
    if count.complete:
        return "done"
    if count.health == "overdue":
        return "crit"
    return "active" if count.started else ""


def _items(items: Iterable[Standing], milestones: Mapping[str, Milestone]) -> Iterator[Bar]:
    for one in items:
        if one.open and (span := _span(one, milestones)):
            late = one.health == "overdue"
            symbol = HEALTH_WORDS[one.health].symbol if late else STATE_WORDS[one.state].symbol
            yield _bar(f"{symbol} {one.item.title}", "crit" if late else "", *span)


def _span(
    one: Standing, milestones: Mapping[str, Milestone]
) -> tuple[dt.date | None, dt.date] | None:
    """When an item starts, as far as the files say it, and when it is due."""
    if one.item.due is None:
        return None
    milestone = milestones.get(one.item.milestone or "")
    start = one.item.start or (milestone.start if milestone else None)
    return (start if start and start <= one.item.due else None), one.item.due


def _bar(label: str, look: Look, start: dt.date | None, end: dt.date) -> Bar:
    if start is not None and start != end:
        return Bar(label, look, start, end)
    return Bar(label, f"{look}, milestone" if look else "milestone", None, end)
