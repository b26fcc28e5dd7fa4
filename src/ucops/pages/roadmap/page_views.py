"""What the template of a use case's page gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ucops.model.facts import Cell, Requirement
from ucops.pages.roadmap.gantt import Gantt
from ucops.pages.roadmap.views import ItemView, Listing, Share, StateCount, UseCaseRow
from ucops.progress.readiness import Readiness


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
        problem: In the customer's terms; Markdown that is safe already.
        summary: What it is, or an empty string.
        personas: Titles.
        names: Titles of all that it names in `ucops.yaml`, by field: `names.industries`.
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
        from_files: Whether every state is what the files alone say, because GitHub was not asked.
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
    from_files: bool
    file: str
    tier: str
    problem: str
    summary: str
    personas: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
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
