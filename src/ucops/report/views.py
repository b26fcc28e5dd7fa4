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
        title: What people call it.
        use_case: The use case's title.
        page: The use case's page, relative to the page that is rendered.
        state: How far it is.
        health: Whether it will be there in time; None when it is finished or left out.
        responsible: A login, or None for an open seat.
        role: The role's title, or None.
        type: The collateral type's title, or None.
        stages: awareness, consideration, decision.
        audiences: executive, manager, contributor, internal.
        priority: 1 to 3.
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
        id: The name of its file.
        title: What people call it.
        status: active, paused, draft or retired.
        share: Done of all its items that count.
        overdue: How many of its items are overdue.
        at_risk: How many of its items are at risk.
        page: Its page, relative to the page that is rendered.
        health: The worst health of its items, or complete.
        responsible: The DRI of the role that leads the team, or None.
        next_due: The first due date ahead, or None.
        epic: Such as `#12`, or None when it is not filed.
        epic_url: The epic's address, or None.
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
    """The use cases of one tier.

    Attributes:
        title: Such as `Tier 1 · key`.
        rows: The use cases.
        share: Done of all their items that count.
    """

    title: str
    rows: tuple[UseCaseRow, ...]
    share: Share


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """One milestone.

    Attributes:
        id: Its slug in `ucops.yaml`.
        title: What people call it.
        start, due: Such as `11 Dec 2026`, or None.
        share: Done of the items that are planned for it.
        health: The worst health of its items, or complete.
    """

    id: str
    title: str
    start: str | None
    due: str | None
    share: Share
    health: Word


@dataclass(frozen=True, slots=True)
class PersonView:
    """What one person still has to do.

    Attributes:
        person: A login, or None for the items that nobody is responsible for.
        open: Unfinished items.
        under_way: Those in progress or in review.
        overdue: Those past their date.
        at_risk: Those that may come late.
        next_due: The first due date ahead, such as `11 Dec 2026`, or None.
    """

    person: str | None
    open: int
    under_way: int
    overdue: int
    at_risk: int
    next_due: str | None


@dataclass(frozen=True, slots=True)
class OpenPlaces:
    """One kind of seat or link, and the use cases that have it open.

    Attributes:
        title: The role's or the link kind's title.
        use_cases: Titles.
    """

    title: str
    use_cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue that the files no longer ask for, or the second one of its item.

    Attributes:
        reference: Such as `#12` or `acme/pmm#12`.
        title: The issue's title on GitHub.
        url: Its address.
        open: Whether it is open.
    """

    reference: str
    title: str
    url: str
    open: bool


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
        title: The programme's name.
        repository: `owner/name`, or an empty string.
        share: Done of all items that count.
        health: The worst health of an item that counts, or complete.
        overdue: Past their date and not done.
        at_risk: They may come late.
        upcoming: The items that are due next.
        tiers: The use cases that count; tiers without any are left out.
        gantts: The roadmap over time, a row a use case.
        milestones: By due date, those without one last.
        people: The fullest plate first, items without a person last.
        open_seats: Roles that a use case has nobody for, the most frequent first.
        open_seat_count: Open seats in all.
        open_links: Key links that a use case lacks, the most frequent first.
        open_link_count: Open links in all.
        drafts, retired: Use cases that do not count.
        orphans: Issues that the files no longer ask for.
        duplicates: Second issues of an item.
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
    """One seat of the activation team.

    Attributes:
        role: The role's title.
        state: named, open or not needed.
        people: Logins; the first is responsible, the others are backups.
        by_lead: Whether the role's lead stands in for somebody of the team.
    """

    role: str
    state: str
    people: tuple[str, ...]
    by_lead: bool


@dataclass(frozen=True, slots=True)
class LinkView:
    """One key link.

    Attributes:
        title: The link kind's title.
        state: there, in work, open or not needed.
        target: The address or chat channel, the address of the work on it, or an empty string.
    """

    title: str
    state: str
    target: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one stage of the buyer's journey.

    Attributes:
        title: The stage, or what stands for several or none.
        items: The items that count.
        share: Done of them.
    """

    title: str
    items: tuple[ItemView, ...]
    share: Share


@dataclass(frozen=True, slots=True)
class ProofView:
    """A public proof point.

    Attributes:
        customer: The customer's name.
        result: What came out, or an empty string.
        url: Where it is told, or None.
    """

    customer: str
    result: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """One scenario in short.

    Attributes:
        title: Its goal.
        actor: The primary actor, or an empty string.
        steps: The main success scenario.
        demo: The demo's address, or None.
        timebox: How long a customer needs to test it, or None.
    """

    title: str
    actor: str
    steps: tuple[str, ...]
    demo: str | None
    timebox: str | None


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure; an empty string stands for what is not there.

    Attributes:
        title: What is measured.
        unit: The unit of its numbers.
        latest: The latest number.
        latest_on: The day of it, such as `31 Oct 2026`.
        target: The number aimed at.
        source: Where the numbers come from.
    """

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
        tier: Such as `Tier 1 · key`.
        problem: In the customer's terms.
        summary: What it is, or an empty string.
        personas: Titles.
        value_drivers: Each in one line, with its number.
        states: Items that count by state, the finished first.
        chart: Its chart without the ending, relative to this page.
        gantts: The dated items that are still to come.
        requirements: Its market requirements, with what there is to show for each.
        with_demo, with_comparison, with_roi: Requirements with a finished one.
        seats: Its activation team.
        open_seats: Seats without anybody.
        links: Its key links.
        open_links: Links that are known to be missing.
        readiness: The twelve tests and their outcome.
        scenarios: In short.
        measures: How we know that it worked.
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
        health: The worst health of its items, or complete.
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
