"""The pages of milestones and of people: whose turn it is, by when, and what for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ucops.pages.roadmap.burndown import told
from ucops.pages.roadmap.parts import Here, Owned, item_row, listing, share_view
from ucops.pages.roadmap.views import ItemRow, Listing, Share
from ucops.pages.words import HEALTH_WORDS, Word, day
from ucops.progress.forecast import Forecast
from ucops.progress.milestones import MilestoneProgress
from ucops.progress.standing import Standing
from ucops.progress.tally import tally

ROWS = 400
"""The most items in one table: with them a page stays well below 512,000 bytes."""


@dataclass(frozen=True, slots=True)
class MilestonePage:
    """One milestone: what `milestone.md.j2` gets as `milestone`.

    Attributes:
        title, description: As `ucops.yaml` says them.
        start, due: Such as `11 Dec 2026`, or None.
        share: Done of its items that count.
        health: Whether all will be there in time, or complete.
        forecast: When the rest may be done.
        burndown: The burn-down chart without its ending, relative to the page; None where no day
            of finishing is known.
        burndown_told: What it shows, in words.
        late: Its items that are overdue.
        left: The other unfinished ones.
        finished: The finished ones.
        by_use_case: Done of its items for each use case: title, page and share.
    """

    title: str
    description: str
    start: str | None
    due: str | None
    share: Share
    health: Word
    forecast: Forecast
    burndown: str | None
    burndown_told: str
    late: Listing
    left: Listing
    finished: Listing
    by_use_case: tuple[tuple[str, str, Share], ...]


def milestone_view(here: Here, one: MilestoneProgress) -> MilestonePage:
    """Say how one milestone stands."""
    pairs = [pair for pair in here.around.owned if pair[1].item.milestone == one.id]
    cases: dict[str, list[Standing]] = {}
    for case, standing in pairs:
        cases.setdefault(case.entry.id, []).append(standing)
    shares = tuple(
        (here.around.use_cases[slug], here.way.to_page(slug), share_view(tally(items)))
        for slug, items in sorted(cases.items())
    )
    late = [pair for pair in pairs if _late(pair[1])]
    left = [pair for pair in pairs if pair[1].open and not _late(pair[1])]
    return MilestonePage(
        title=one.milestone.title,
        description=one.milestone.description,
        start=day(one.milestone.start),
        due=day(one.milestone.due),
        share=share_view(one.count, here.way.to_chart(f"milestone.{one.id}.svg")),
        health=HEALTH_WORDS[one.count.health],
        forecast=one.forecast,
        burndown=here.way.to_chart(f"burndown.{one.id}") if one.burndown else None,
        burndown_told=told(one.burndown) if one.burndown else "",
        late=listing(here, late, ROWS),
        left=listing(here, left, ROWS),
        finished=listing(here, [pair for pair in pairs if pair[1].finished], ROWS),
        by_use_case=shares,
    )


def _late(standing: Standing) -> bool:
    return standing.open and standing.health == "overdue"


@dataclass(frozen=True, slots=True)
class Task:
    """One item of a person, with what it is for.

    Attributes:
        row: The item.
        description: What it is and does; Markdown.
        requirements: Titles of the market requirements that it serves.
        waiting: The items that wait for it, and who is responsible for each, or None.
    """

    row: ItemRow
    description: str
    requirements: tuple[str, ...]
    waiting: tuple[tuple[ItemRow, str | None], ...]


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat that a person holds, or backs up.

    Attributes:
        role: The role's title.
        description: What the role is responsible for.
        use_case, page: The use case's title, and its page.
        backup: Whether somebody else goes first.
    """

    role: str
    description: str
    use_case: str
    page: str
    backup: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person: what `person.md.j2` gets as `person`.

    Attributes:
        login: On GitHub.
        name: What pages call them.
        tasks: Their unfinished items, the first due first.
        more: Unfinished items that are not shown.
        overdue, at_risk: How many of them are.
        finished: What they finished.
        chairs: Their seats.
    """

    login: str
    name: str
    tasks: tuple[Task, ...]
    more: int
    overdue: int
    at_risk: int
    finished: Listing
    chairs: tuple[Chair, ...]


def person_view(here: Here, login: str) -> PersonPage:
    """Say what one person has to do."""
    mine = here.around.plates.get(login, ())
    left = [pair for pair in mine if pair[1].open]
    count = tally(standing for _, standing in left)
    return PersonPage(
        login=login,
        name=here.way.name(login),
        tasks=tuple(_task(here, pair) for pair in left[:ROWS]),
        more=max(0, len(left) - ROWS),
        overdue=count.overdue,
        at_risk=count.at_risk,
        finished=listing(here, [pair for pair in mine if pair[1].finished], ROWS),
        chairs=tuple(_chairs(here, login)),
    )


def _chairs(here: Here, login: str) -> Iterator[Chair]:
    for case, seat, backup in here.around.chairs.get(login, ()):
        said = here.programme.config.roles[seat.role].description
        title = case.entry.use_case.title
        yield Chair(seat.title, said, title, here.way.to_page(case.entry.id), backup)


def _task(here: Here, pair: Owned) -> Task:
    case, standing = pair
    use_case, item = case.entry.use_case, standing.item
    known = use_case.market_requirements
    waiting = here.waiting(item.key)
    return Task(
        row=item_row(here, use_case.title, standing),
        description=item.description,
        requirements=tuple(known[s].title for s in item.market_requirements if s in known),
        waiting=tuple(
            (item_row(here, here.around.use_cases[one.item.use_case], one), one.item.responsible)
            for one in waiting
        ),
    )
