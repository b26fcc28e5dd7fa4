"""The programme's view: what the roadmap says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ucops.github.snapshot import Issue
from ucops.pages.roadmap.gantt import programme_gantt
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
from ucops.pages.roadmap.roadmap_views import (
    GoneView,
    IssueView,
    MilestoneView,
    OpenPlaces,
    PersonView,
    RoadmapView,
    TierView,
)
from ucops.pages.roadmap.views import Listing
from ucops.pages.words import HEALTH_WORDS, TIERS, day
from ucops.progress.programme import Programme
from ucops.progress.tally import tally
from ucops.progress.workload import Workload

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
