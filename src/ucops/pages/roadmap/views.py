"""What all templates get: frozen, flat, in the words that people read.

Texts are as written; the templates' environment escapes them where they are printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from ucops.pages.item import ItemView
from ucops.pages.words import Word


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many.

    Attributes:
        done: Finished ones.
        total: All that count.
        percent: Such as `27 %`; `100 %` only when nothing is missing.
        bar: The chart that shows it, relative to the page; None in lists without charts.
    """

    done: int
    total: int
    percent: str
    bar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow(ItemView):
    """One BOM item in a list, with how it stands.

    Attributes:
        page: The use case's page, relative to the page that is rendered.
        state: How far it is.
        health: Whether it will be there in time; None when it is finished or left out.
        issue: Such as `#14` or `acme/pmm#3`, or None when it is not filed.
        url: The issue's address, or None.
        waits_for: Titles of the unfinished items that it depends on.
        reason: Why it is left out, or an empty string.
        shared: Id of the use case whose piece it is, or None where it is of its own.
    """

    page: str
    state: Word
    health: Word | None
    issue: str | None
    url: str | None
    waits_for: tuple[str, ...]
    reason: str
    shared: str | None


@dataclass(frozen=True, slots=True)
class UseCaseRow:
    """One use case in a list.

    Attributes:
        id: The name of its file.
        title: What people call it.
        status: active, paused, draft or retired.
        share: Done of all its items that count.
        overdue: How many of its items are overdue.
        at_risk: How many of its items are at risk.
        page: Its page, relative to the page that is rendered.
        health: Whether it will be there in time; None of a draft and of a paused or retired one.
        responsible: The DRI of the role that leads the team, or None.
        next_due: The first due date ahead, or None.
        epic: Such as `#12`, or None when it is not filed.
        epic_url: The epic's address, or None.
        readiness: How complete its story is, such as `9 of 12`.
        ready_to_sell: Whether the story is complete, and so are its items of priority 1.
    """

    id: str
    title: str
    page: str
    status: str
    share: Share
    health: Word | None
    overdue: int
    at_risk: int
    next_due: str | None
    responsible: str | None
    epic: str | None
    epic_url: str | None
    readiness: str
    ready_to_sell: bool


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many items are in one state.

    Attributes:
        state: The state.
        count: Items in it, one or more.
    """

    state: Word
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The first items of a list, and how many more there are.

    Attributes:
        items: The most pressing ones.
        more: How many are not shown.
    """

    items: tuple[ItemRow, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """All of them, shown or not."""
        return len(self.items) + self.more


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a chart's bar.

    Attributes:
        state: What it stands for.
        count: Items in this state.
        start, width: In per cent of the whole bar.
    """

    state: Word
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class ChartView:
    """A bar of items by state: what the chart templates get as `chart`.

    Attributes:
        title: What the chart says in words.
        theme: `light` or `dark`.
        share: Done of all items that count.
        health: Whether all will be there in time, or complete.
        overdue, at_risk: How many items are.
        next_due: The first due date ahead, such as `11 Dec 2026`, or None.
        segments: From left to right; empty without items.
    """

    title: str
    theme: str
    share: Share
    health: Word
    overdue: int
    at_risk: int
    next_due: str | None
    segments: tuple[Segment, ...]
