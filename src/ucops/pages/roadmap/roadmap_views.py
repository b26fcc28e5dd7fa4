"""What the roadmap's template gets."""

from __future__ import annotations

from dataclasses import dataclass

from ucops.pages.roadmap.gantt import Gantt
from ucops.pages.roadmap.views import ItemView, Listing, Share, StateCount, UseCaseRow
from ucops.pages.words import Word


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
    gone: tuple[GoneView, ...]
