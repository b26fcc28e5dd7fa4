"""The programme's view: what the roadmap says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ucops.github.snapshot import Issue
from ucops.pages.roadmap.gantt import Gantt, programme_gantt
from ucops.pages.roadmap.parts import (
    Here,
    Owned,
    listing,
    owned,
    reference,
    row,
    share_view,
    state_counts,
    upcoming,
)
from ucops.pages.roadmap.views import ItemRow, Listing, Share, StateCount, UseCaseRow
from ucops.pages.words import HEALTH_WORDS, TIERS, Word, day
from ucops.progress.programme import Programme
from ucops.progress.tally import tally
from ucops.progress.workload import Workload


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
        health: Whether all will be there in time, or complete.
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
        people: The fullest plate first, items without a person last.
        open_seats: Roles that a use case has nobody for, the most frequent first.
        open_seat_count: Open seats in all.
        open_links: Key links that a use case lacks, the most frequent first.
        open_link_count: Open links in all.
        drafts, retired: Use cases that do not count.
        orphans: Issues that the files no longer ask for.
        duplicates: Second issues of an item.
        gone: Issues that were there before and are not any more.
        blocked: Blocked, but neither overdue nor at risk.
        next_due: The unfinished item that is due next, or None.
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
    gone: tuple[GoneView, ...]


SHOWN = 12
"""The most items in one list of the roadmap; the rest is counted, and on the use cases' pages."""
NEXT = 5
"""The items named as due next."""


def roadmap_view(here: Here) -> RoadmapView:
    """Say how the whole programme stands."""
    programme = here.programme
    items = owned(programme.use_cases)
    ahead = upcoming(items)
    following = listing(here, ahead, NEXT)
    seats, links = _open_seats(programme), _open_links(programme)
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
        upcoming=following,
        chart=here.to_chart("overview"),
        states=state_counts(programme.count),
        tiers=tuple(_tiers(here)),
        gantts=programme_gantt(programme),
        milestones=tuple(_milestones(here)),
        people=tuple(_person(load) for load in programme.workload),
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
    )


def _waits(pair: Owned) -> bool:
    """Whether it is blocked and in no list yet."""
    return pair[1].state == "blocked" and pair[1].health not in {"overdue", "at-risk"}


def _listed(here: Here, items: Iterable[Owned], health: str) -> Listing:
    return listing(here, [p for p in items if p[1].open and p[1].health == health], SHOWN)


def _tiers(here: Here) -> Iterator[TierView]:
    for tier, title in TIERS.items():
        members = [one for one in here.programme.use_cases if one.entry.use_case.tier == tier]
        if members:
            bar = here.to_chart(f"tier.{tier}.svg")
            share = share_view(tally(s for one in members for s in one.items), bar)
            yield TierView(title, tuple(row(here, one) for one in members), share)


def _milestones(here: Here) -> Iterator[MilestoneView]:
    for one in here.programme.milestones:
        yield MilestoneView(
            id=one.id,
            title=one.milestone.title,
            start=day(one.milestone.start),
            due=day(one.milestone.due),
            share=share_view(one.count, here.to_chart(f"milestone.{one.id}.svg")),
            health=HEALTH_WORDS[one.count.health],
        )


def _person(load: Workload) -> PersonView:
    return PersonView(
        load.person, load.open, load.under_way, load.overdue, load.at_risk, day(load.next_due)
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
