"""What the templates get: frozen, flat, in the words that people read.

Texts are as written; the templates' environment escapes them where they are printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from ucops.progress.coverage import Cell, Requirement
from ucops.progress.readiness import Readiness
from ucops.report.gantt import Gantt
from ucops.report.words import Word


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


@dataclass(frozen=True, slots=True)
class ItemView:
    """One BOM item.

    Attributes:
        key: `<use case>/<item>`.
        use_case: The use case's title.
        page: The use case's page, relative to the page that is rendered.
        state: How far it is.
        health: Whether it will be there in time; None when it is finished or left out.
        responsible: A login, or None for an open seat.
        role: The role's title, or None.
        type: The collateral type's title, or None.
        quantity: Such as `1`, `2–3` or `1+`.
        due: Such as `11 Dec 2026`, or None.
        milestone: The milestone's title, or None.
        issue: Such as `#14` or `acme/pmm#3`, or None when it is not filed.
        url: The issue's address, or None.
        deliverable: The finished piece's address, or None.
        waits_for: Titles of the unfinished items that it depends on.
        reason: Why it is left out, or an empty string.
    """

    key: str
    title: str
    use_case: str
    page: str
    state: Word
    health: Word | None
    responsible: str | None
    role: str | None
    type: str | None
    stages: tuple[str, ...]
    audiences: tuple[str, ...]
    priority: int
    quantity: str
    due: str | None
    milestone: str | None
    issue: str | None
    url: str | None
    deliverable: str | None
    waits_for: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class UseCaseRow:
    """One use case in a list.

    Attributes:
        page: Its page, relative to the page that is rendered.
        health: The worst health of its items, or complete.
        responsible: The DRI of the role that leads the team, or None.
        next_due: The first due date ahead, or None.
        epic: Such as `#12`, or None when it is not filed.
        readiness: Such as `9 of 12`.
    """

    id: str
    title: str
    page: str
    status: str
    share: Share
    health: Word
    overdue: int
    at_risk: int
    next_due: str | None
    responsible: str | None
    epic: str | None
    epic_url: str | None
    readiness: str


@dataclass(frozen=True, slots=True)
class TierView:
    """The use cases of one tier."""

    title: str
    rows: tuple[UseCaseRow, ...]
    share: Share


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """One milestone; `due` and `start` such as `11 Dec 2026`, or None."""

    id: str
    title: str
    start: str | None
    due: str | None
    share: Share
    health: Word


@dataclass(frozen=True, slots=True)
class PersonView:
    """What one person still has to do; `person` is None for items without one."""

    person: str | None
    open: int
    under_way: int
    overdue: int
    at_risk: int
    next_due: str | None


@dataclass(frozen=True, slots=True)
class OpenPlaces:
    """One kind of seat or link, and the use cases that have it open."""

    title: str
    use_cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue that the files no longer ask for, or the second one of its item."""

    reference: str
    title: str
    url: str
    open: bool


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many items are in one state."""

    state: Word
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The first items of a list, and how many more there are."""

    items: tuple[ItemView, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """All of them, shown or not."""
        return len(self.items) + self.more


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """The whole programme: what `roadmap.md.j2` gets as `roadmap`.

    Attributes:
        health: The worst health of an item that counts, or complete.
        blocked: Blocked, but neither overdue nor at risk.
        next_due: The unfinished item that is due next, or None.
        chart: The overview chart without its ending, relative to the page.
        states: Items that count by state, the finished first; states without items left out.
    """

    title: str
    repository: str
    share: Share
    health: Word
    overdue: Listing
    at_risk: Listing
    blocked: Listing
    next_due: ItemView | None
    upcoming: Listing
    chart: str
    states: tuple[StateCount, ...]
    tiers: tuple[TierView, ...]
    gantts: tuple[Gantt, ...]
    milestones: tuple[MilestoneView, ...]
    people: tuple[PersonView, ...]
    open_seats: tuple[OpenPlaces, ...]
    open_seat_count: int
    open_links: tuple[OpenPlaces, ...]
    open_link_count: int
    drafts: tuple[UseCaseRow, ...]
    retired: tuple[UseCaseRow, ...]
    orphans: tuple[IssueView, ...]
    duplicates: tuple[IssueView, ...]


@dataclass(frozen=True, slots=True)
class SeatView:
    """One seat of the activation team."""

    role: str
    state: str
    people: tuple[str, ...]
    by_lead: bool


@dataclass(frozen=True, slots=True)
class LinkView:
    """One key link; `url` is None for what is no web address, such as a chat channel."""

    title: str
    state: str
    target: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one stage of the buyer's journey."""

    title: str
    items: tuple[ItemView, ...]
    share: Share


@dataclass(frozen=True, slots=True)
class ProofView:
    """A public proof point."""

    customer: str
    result: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """One scenario in short."""

    title: str
    actor: str
    steps: tuple[str, ...]
    demo: str | None
    timebox: str | None


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure; numbers as text, an empty string where there is none."""

    title: str
    unit: str
    latest: str
    latest_on: str
    target: str
    source: str


@dataclass(frozen=True, slots=True)
class UseCaseView:
    """One use case: what `use-case.md.j2` gets as `use_case`.

    Attributes:
        row: Its line in the roadmap.
        home: The roadmap, relative to this page.
        file: Its file, relative to this page.
        groups: The BOM by stage, without what is left out.
        left_out: Items that are skipped, retired or dropped.
        attention: Overdue, at risk or blocked.
        upcoming: The items that are due next.
        undated: How many unfinished items have no date.
        coverage: Stage × audience, three rows of three cells.
        proof_points: Public ones only.
    """

    row: UseCaseRow
    home: str
    file: str
    tier: str
    problem: str
    summary: str
    personas: tuple[str, ...]
    value_drivers: tuple[str, ...]
    states: tuple[StateCount, ...]
    chart: str
    groups: tuple[Group, ...]
    left_out: tuple[ItemView, ...]
    attention: Listing
    upcoming: Listing
    undated: int
    gantts: tuple[Gantt, ...]
    coverage: tuple[tuple[Cell, ...], ...]
    requirements: tuple[Requirement, ...]
    with_demo: int
    with_comparison: int
    with_roi: int
    seats: tuple[SeatView, ...]
    open_seats: int
    links: tuple[LinkView, ...]
    open_links: int
    readiness: Readiness
    proof_points: tuple[ProofView, ...]
    scenarios: tuple[ScenarioView, ...]
    measures: tuple[MeasureView, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a chart's bar: where it starts and how wide it is, in per cent of the bar."""

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
    """

    title: str
    theme: str
    share: Share
    health: Word
    overdue: int
    at_risk: int
    next_due: str | None
    segments: tuple[Segment, ...]
