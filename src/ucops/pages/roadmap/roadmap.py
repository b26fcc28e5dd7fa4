"""The programme's view: what the roadmap says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ucops.github.snapshot import Issue, Unreachable
from ucops.pages.roadmap.burndown import told
from ucops.pages.roadmap.burnup import burnup
from ucops.pages.roadmap.decisions import DecisionView, decision_views
from ucops.pages.roadmap.events import Event, history
from ucops.pages.roadmap.gantt import Gantt, programme_gantt
from ucops.pages.roadmap.parts import (
    Here,
    Owned,
    grids_path,
    listing,
    reference,
    row,
    share_view,
    state_counts,
    upcoming,
)
from ucops.pages.roadmap.views import ItemRow, Listing, Share, StateCount, UseCaseRow
from ucops.pages.words import HEALTH_WORDS, TIERS, Word, day
from ucops.progress.breakdown import Part, SheetRow, departments, sheet
from ucops.progress.forecast import Forecast
from ucops.progress.measured import Measured, measured
from ucops.progress.months import months
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.workload import Workload
from ucops.prose import words


@dataclass(frozen=True, slots=True)
class TierView:
    """The use cases of one tier.

    Attributes:
        title: Such as `Tier 1 · key`.
        rows: The use cases.
        share: Done of all their items that count.
        health: How all of them together stand.
        overdue, at_risk: How many of their items are.
        forecast: When the rest may be done.
    """

    title: str
    rows: tuple[UseCaseRow, ...]
    share: Share
    health: Word
    overdue: int
    at_risk: int
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """One milestone.

    Attributes:
        id: Its slug in `ucops.yaml`.
        title: What people call it.
        start, due: Such as `11 Dec 2026`, or None.
        share: Done of the items that are planned for it.
        health: Whether all will be there in time, or complete.
        forecast: When the rest may be done.
        burndown: The burn-down chart without its ending, relative to the page; None where no day
            of finishing is known.
        burndown_told: What it shows, in words.
    """

    id: str
    title: str
    start: str | None
    due: str | None
    share: Share
    health: Word
    forecast: Forecast
    burndown: str | None
    burndown_told: str


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
        late: Titles of those past their date.
    """

    person: str | None
    open: int
    under_way: int
    overdue: int
    at_risk: int
    next_due: str | None
    late: tuple[str, ...]


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
class GoneView:
    """An issue that was there before and is not any more.

    Attributes:
        reference: Such as `#12` or `acme/pmm#12`.
        key: The key that it carried, or an empty string.
        how: deleted, moved or converted.
        url: Where it is now, or None.
    """

    reference: str
    key: str
    how: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in one month of the calendar.

    Attributes:
        name: Such as `Nov 2026`.
        finished, dropped, late: How many.
        events: The latest ones.
    """

    name: str
    finished: int
    dropped: int
    late: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """The whole programme: what `roadmap.md.j2` gets as `roadmap`.

    Attributes:
        title: The programme's name.
        repository: `owner/name`, or an empty string.
        from_files: Whether every state is what the files alone say, because GitHub was not asked.
        share: Done of all items that count.
        health: Whether all will be there in time, or complete.
        overdue: Past their date and not done.
        at_risk: They may come late.
        upcoming: The items that are due next.
        tiers: The use cases that count; tiers without any are left out.
        gantts: The roadmap over time, a row a use case.
        milestones: By due date, those without one last.
        burning: The last milestone that is not complete and has a burn-down, which is the one that
            people work at, or None.
        people: The fullest plate first, items without a person last.
        open_seats: Roles that a use case has nobody for, the most frequent first.
        open_seat_count: Open seats in all.
        open_links: Key links that a use case lacks, the most frequent first.
        open_link_count: Open links in all.
        drafts, retired: Use cases that do not count.
        orphans: Issues that the files no longer ask for.
        duplicates: Second issues of an item.
        gone: Issues that were there before and are not any more.
        unreachable: Repositories that could not be read: their items' states are not known.
        blocked: Blocked, but neither overdue nor at risk.
        next_due: The unfinished item that is due next, or None.
        this_month, last_month: What was finished, dropped or became late in the month of the
            report and in the one before, by its name.
        burnup: The burn-up chart without its ending, relative to the page; None where there is too
            little to draw.
        burnup_told: What it shows, in a sentence.
        ends: The last date of an unfinished item, such as `26 Feb 2027`, or None.
        measures: The use cases' measures added up where they are of one kind.
        decisions: What waits for somebody's word.
        departments: How far each department's deliverables are.
        sheet: The BOM over all use cases, a row an item.
        stale: Finished pieces that need a fresh look.
        undated: Unfinished items without a date.
        grids: The use cases that the grids on this page show; empty where they have pages.
        grid_pages: The pages of grids, relative to this page, by the use cases that they show.
        listed: How many rows of use cases this page shows at most.
        folded: Whether there are so many use cases that each tier's are folded.
        chart: The overview chart without its ending, relative to the page.
        states: Items that count by state, the finished first; states without items left out.
    """

    title: str
    repository: str
    from_files: bool
    share: Share
    health: Word
    overdue: Listing
    at_risk: Listing
    blocked: Listing
    next_due: ItemRow | None
    this_month: Month
    last_month: Month
    burnup: str | None
    burnup_told: str
    ends: str | None
    measures: tuple[Measured, ...]
    decisions: tuple[DecisionView, ...]
    departments: tuple[Part, ...]
    sheet: tuple[SheetRow, ...]
    stale: Listing
    undated: int
    grids: tuple[UseCaseProgress, ...]
    grid_pages: tuple[tuple[str, str], ...]
    listed: int
    folded: bool
    upcoming: Listing
    chart: str
    states: tuple[StateCount, ...]
    tiers: tuple[TierView, ...]
    gantts: tuple[Gantt, ...]
    milestones: tuple[MilestoneView, ...]
    burning: MilestoneView | None
    people: tuple[PersonView, ...]
    open_seats: tuple[OpenPlaces, ...]
    open_seat_count: int
    open_links: tuple[OpenPlaces, ...]
    open_link_count: int
    drafts: tuple[UseCaseRow, ...]
    retired: tuple[UseCaseRow, ...]
    orphans: tuple[IssueView, ...]
    duplicates: tuple[IssueView, ...]
    gone: tuple[GoneView, ...]
    unreachable: tuple[Unreachable, ...]


SHOWN = 12
"""The most items in one list of the roadmap; the rest is counted, and on the use cases' pages."""
NEXT = 5
"""The items named as due next."""
ROWS = 200
"""The most use cases in the table of the roadmap: with them it stays well below 512,000 bytes."""
OPEN = 24
"""The most use cases in one table, which is two screens; with more, each tier's are folded."""
ON_PAGE = 36
"""The most use cases whose grids stand on the roadmap itself: three tables of twelve columns."""
PER_PAGE = 96
"""The use cases on one page of grids: eight tables of twelve columns."""


def grid_pages(programme: Programme) -> tuple[tuple[UseCaseProgress, ...], ...]:
    """The use cases on each page of grids; none where they stand on the roadmap."""
    cases = programme.use_cases
    if len(cases) <= ON_PAGE:
        return ()
    return tuple(cases[at : at + PER_PAGE] for at in range(0, len(cases), PER_PAGE))


def roadmap_view(here: Here) -> RoadmapView:
    """Say how the whole programme stands."""
    programme = here.programme
    items = here.around.owned
    ahead = upcoming(items)
    following = listing(here, ahead, NEXT)
    drawn = burnup(programme.config.title, programme.history, programme.forecast, "light")
    seats, links = _open_seats(programme), _open_links(programme)
    every = tuple(_milestones(here))
    this_month, last_month = _months(here)
    return RoadmapView(
        title=programme.config.title,
        repository=programme.repository,
        from_files=programme.from_files,
        share=share_view(programme.count),
        health=HEALTH_WORDS[programme.count.health],
        overdue=_listed(here, items, "overdue"),
        at_risk=_listed(here, items, "at-risk"),
        blocked=listing(here, [pair for pair in items if _waits(pair)], SHOWN),
        next_due=following.items[0] if ahead else None,
        this_month=this_month,
        last_month=last_month,
        burnup=here.way.to_chart("burnup") if drawn else None,
        burnup_told=drawn.told if drawn else "",
        ends=day(programme.count.last_due),
        measures=measured(programme.use_cases),
        decisions=decision_views(here),
        departments=tuple(departments(programme)),
        sheet=tuple(sheet(programme)),
        stale=listing(here, [pair for pair in items if pair[1].state == "needs-refresh"], SHOWN),
        undated=programme.count.undated,
        grids=() if grid_pages(programme) else programme.use_cases,
        grid_pages=tuple(_grid_pages(here)),
        listed=ROWS,
        folded=len(programme.use_cases) > OPEN,
        upcoming=following,
        chart=here.way.to_chart("overview"),
        states=state_counts(programme.count),
        tiers=tuple(_tiers(here)),
        gantts=programme_gantt(programme),
        milestones=every,
        burning=next(filter(_burns, reversed(every)), None),
        people=tuple(_person(here, load) for load in programme.workload),
        open_seats=seats,
        open_seat_count=sum(len(place.use_cases) for place in seats),
        open_links=links,
        open_link_count=sum(len(place.use_cases) for place in links),
        drafts=tuple(row(here, one) for one in programme.drafts),
        retired=tuple(row(here, one) for one in programme.retired),
        orphans=_issues(here, programme.filed.orphans),
        duplicates=_issues(here, programme.filed.duplicates),
        gone=tuple(
            GoneView(reference(here, one), one.key, one.how, one.location or None)
            for one in programme.filed.gone
        ),
        unreachable=programme.filed.unreachable,
    )


def _burns(one: MilestoneView) -> bool:
    """Whether something is left of a milestone, and its burn-down can be drawn."""
    return one.burndown is not None and one.share.done < one.share.total


def _waits(pair: Owned) -> bool:
    """Whether it is blocked and in no list yet."""
    return pair[1].state == "blocked" and pair[1].health not in {"overdue", "at-risk"}


def _listed(here: Here, items: Iterable[Owned], health: str) -> Listing:
    return listing(here, [p for p in items if p[1].open and p[1].health == health], SHOWN)


def _tiers(here: Here) -> Iterator[TierView]:
    for tier in here.programme.tiers:
        count, bar = tier.count, here.way.to_chart(f"tier.{tier.tier}.svg")
        yield TierView(
            title=TIERS[tier.tier],
            rows=tuple(row(here, one) for one in tier.use_cases),
            share=share_view(count, bar),
            health=HEALTH_WORDS[count.health],
            overdue=count.overdue,
            at_risk=count.at_risk,
            forecast=tier.forecast,
        )


def _months(here: Here) -> Iterator[Month]:
    """The month of the report, and the one before."""
    cases = here.programme.use_cases
    for one in months((item for case in cases for item in case.items), here.programme.as_of):
        events = history(here, cases, SHOWN, one.first)
        yield Month(words.month(one.first), one.finished, one.dropped, one.late, events)


def _grid_pages(here: Here) -> Iterator[tuple[str, str]]:
    first = 1
    for number, cases in enumerate(grid_pages(here.programme), 1):
        last = first + len(cases) - 1
        yield f"{first}–{last}", here.way.to(grids_path(here.programme.config, number))
        first = last + 1


def _milestones(here: Here) -> Iterator[MilestoneView]:
    for one in here.programme.milestones:
        yield MilestoneView(
            id=one.id,
            title=one.milestone.title,
            start=day(one.milestone.start),
            due=day(one.milestone.due),
            share=share_view(one.count, here.way.to_chart(f"milestone.{one.id}.svg")),
            health=HEALTH_WORDS[one.count.health],
            forecast=one.forecast,
            burndown=here.way.to_chart(f"burndown.{one.id}") if one.burndown else None,
            burndown_told=told(one.burndown) if one.burndown else "",
        )


def _person(here: Here, load: Workload) -> PersonView:
    """What one person still has to do; late are titles, the first due first."""
    mine = here.around.plates.get(load.person, ())
    late = tuple(one.item.title for _, one in mine if one.open and one.health == "overdue")
    return PersonView(
        load.person, load.open, load.under_way, load.overdue, load.at_risk, day(load.next_due), late
    )


def _open_seats(programme: Programme) -> tuple[OpenPlaces, ...]:
    return _by_title(
        (seat.title, one.entry.use_case.title)
        for one in programme.use_cases
        for seat in one.seats
        if seat.open
    )


def _open_links(programme: Programme) -> tuple[OpenPlaces, ...]:
    return _by_title(
        (link.title, one.entry.use_case.title)
        for one in programme.use_cases
        for link in one.links
        if link.open
    )


def _by_title(pairs: Iterable[tuple[str, str]]) -> tuple[OpenPlaces, ...]:
    """Group use cases by what they have open, the most frequent first."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for title, use_case in pairs:
        places[title].append(use_case)
    ordered = sorted(places.items(), key=lambda place: (-len(place[1]), place[0]))
    return tuple(OpenPlaces(title, tuple(use_cases)) for title, use_cases in ordered)


def _issues(here: Here, issues: Iterable[Issue]) -> tuple[IssueView, ...]:
    return tuple(
        IssueView(reference(here, issue), issue.title, issue.url, issue.state == "open")
        for issue in issues
    )
