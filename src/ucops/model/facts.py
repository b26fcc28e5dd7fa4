"""What several rooms ask of a programme, each with its one definition.

Rules, progress, previews, `index.json` and pages ask these functions instead of working it out
again, so that they cannot contradict each other. What GitHub knows comes in as `Work`; everything
else is read from the files alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.config import Config, Somebody
from ucops.model.usecase import Differentiator, Scenario, Status, UseCase
from ucops.model.values import (
    AUDIENCES,
    STAGES,
    Audience,
    Link,
    LinkState,
    Maturity,
    Seat,
    SeatState,
    Stage,
)

FILED: frozenset[Status] = frozenset({"active", "paused"})
"""The statuses in which a use case has issues on GitHub and counts in the programme's figures."""
REQUIREMENTS = range(8, 13)
"""How many market requirements a use case has: fewer are no market, more are features."""
AVAILABLE: frozenset[Maturity] = frozenset({"ga", "partial_ga"})
"""The maturities of a feature that customers can rely on today; a beta is not one of them."""


@dataclass(frozen=True, slots=True)
class RoleSeat:
    """One role's seat in one team: who holds it, and who backs them up.

    Attributes:
        role: The role's slug.
        title: The role's title.
        state: Open only when neither the team nor the role's lead fills it. Not applicable where
            the team says so, whoever leads the role.
        people: Logins; the first is responsible, the others are backups.
        by_lead: Whether the team names nobody and the role's lead stands in.
    """

    role: str
    title: str
    state: SeatState
    people: tuple[str, ...]
    by_lead: bool

    @property
    def open(self) -> bool:
        """Whether nobody holds it, though somebody should."""
        return self.state is SeatState.OPEN


@dataclass(frozen=True, slots=True)
class SeatCount:
    """Seats by state; `total` leaves out what is not applicable, `double` have a backup."""

    total: int
    named: int
    open: int
    not_applicable: int
    double: int
    by_lead: int


def seats(use_case: UseCase, config: Config) -> tuple[RoleSeat, ...]:
    """The seat of every role of `ucops.yaml`, in the order of the roles."""
    return tuple(seat_of(use_case, slug, config) for slug in config.roles)


def seat_of(use_case: UseCase, slug: str, config: Config) -> RoleSeat:
    """The seat of one role; a role that `ucops.yaml` does not list has no lead."""
    role, name = config.roles.get(slug), seat_name(use_case, slug, config)
    seat = use_case.team[name] if name else Seat(SeatState.OPEN)
    title = role.title if role else slug
    if seat.state is SeatState.OPEN and role and role.lead is not None:
        return RoleSeat(slug, title, SeatState.NAMED, (role.lead,), by_lead=True)
    return RoleSeat(slug, title, seat.state, seat.people, by_lead=False)


def seat_name(use_case: UseCase, slug: str, config: Config) -> str | None:
    """The name under which a team fills a role's seat: its own, else one of its `aliases`."""
    role = config.roles.get(slug)
    names = (slug, *(role.aliases if role else ()))
    return next((name for name in names if name in use_case.team), None)


def account(login: str | None, config: Config) -> str | None:
    """Who can be assigned on GitHub: nobody who holds a seat without an account there."""
    known = _known(login, config)
    return None if known and known.github == "none" else login


def shown_name(login: str, config: Config) -> str:
    """What pages call somebody: their name where `people` gives it, else their login."""
    known = _known(login, config)
    return (known and known.name) or login


def _known(login: str | None, config: Config) -> Somebody | None:
    """What `people` says of a login, whatever its letter case."""
    if login is None or not config.people:
        return None
    folded = login.casefold()
    return next((one for key, one in config.people.items() if key.casefold() == folded), None)


def count_seats(team: Iterable[RoleSeat]) -> SeatCount:
    """Count seats by state."""
    every = tuple(team)
    states = [seat.state for seat in every]
    return SeatCount(
        total=len(every) - states.count(SeatState.NOT_APPLICABLE),
        named=states.count(SeatState.NAMED),
        open=sum(seat.open for seat in every),
        not_applicable=states.count(SeatState.NOT_APPLICABLE),
        double=sum(len(seat.people) > 1 for seat in every),
        by_lead=sum(seat.by_lead for seat in every),
    )


@dataclass(frozen=True, slots=True)
class KeyLink:
    """One key link of one use case: one that its tier expects, or that its file lists.

    Attributes:
        kind: The link kind's slug.
        title: The link kind's title.
        expected: Whether the use case's tier is among the `tiers` of the link kind.
        link: What the file says: present, pending, tbd or not applicable; tbd where it says
            nothing. Of several links of the kind it is the one that is furthest.
        every: All that the file says of the kind, in its order; empty where it says nothing.
    """

    kind: str
    title: str
    expected: bool
    link: Link
    every: tuple[Link, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it is known to be missing, and nobody is on it."""
        return self.link.state is LinkState.TBD


@dataclass(frozen=True, slots=True)
class LinkCount:
    """Links by state; `total` leaves out what is not applicable."""

    total: int
    present: int
    pending: int
    tbd: int
    not_applicable: int


def links(use_case: UseCase, config: Config) -> tuple[KeyLink, ...]:
    """The links that the use case's tier expects or its file lists, in the order of the kinds."""
    written = use_case.links
    return tuple(
        KeyLink(slug, kind.title, expected, furthest(every), every)
        for slug, kind in config.link_kinds.items()
        if (expected := use_case.tier in kind.tiers) or slug in written
        for every in [written.get(slug, ())]
    )


def furthest(every: Iterable[Link]) -> Link:
    """The link that says how far a kind is: there, else in work, else open, else not wanted."""
    return min(every, key=lambda one: _FURTHEST.index(one.state), default=Link(LinkState.TBD))


_FURTHEST = (LinkState.PRESENT, LinkState.PENDING, LinkState.TBD, LinkState.NOT_APPLICABLE)


def count_links(every: Iterable[KeyLink]) -> LinkCount:
    """Count links by state."""
    states = [link.link.state for link in every]
    return LinkCount(
        total=len(states) - states.count(LinkState.NOT_APPLICABLE),
        present=states.count(LinkState.PRESENT),
        pending=states.count(LinkState.PENDING),
        tbd=states.count(LinkState.TBD),
        not_applicable=states.count(LinkState.NOT_APPLICABLE),
    )


@dataclass(frozen=True, slots=True)
class Work:
    """The items of a use case that count, by how far they are.

    Attributes:
        done: The finished ones, those that need a fresh look included.
        open: The ones that are still to come. Skipped, retired and dropped items are in neither.
    """

    done: tuple[Item, ...] = ()
    open: tuple[Item, ...] = ()


def wanted(entry: Entry) -> tuple[Item, ...]:
    """The items that a use case still wants: neither skipped nor retired."""
    return tuple(item for item in entry.items if item.skip is None and item.retired is None)


def as_written(entry: Entry) -> Work:
    """How far the items are as the files alone say it: done is what has a `deliverable`."""
    every = wanted(entry)
    return Work(
        done=tuple(item for item in every if item.deliverable is not None),
        open=tuple(item for item in every if item.deliverable is None),
    )


Cover = Literal["shown", "planned", "missing"]
Show = Literal["demo", "comparison", "roi"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One market requirement, and what there is to show for it.

    A requirement is *shown* by a finished item, *planned* where only an open one is to show it,
    and *missing* where there is neither. An item shows the requirements that it names with the
    kind of proof that its `shows` says; a scenario or differentiator with a demo shows those that
    it names in that demo.

    Attributes:
        slug: Its key in the file.
        title: What the market expects.
        demo, comparison, roi: shown, planned or missing.
    """

    slug: str
    title: str
    demo: Cover
    comparison: Cover
    roi: Cover

    @property
    def covers(self) -> Mapping[Show, Cover]:
        """What there is to show for it, by the kind of proof."""
        return {"demo": self.demo, "comparison": self.comparison, "roi": self.roi}


@dataclass(frozen=True, slots=True)
class RequirementCount:
    """Market requirements, those that are shown, and apart from them those that are planned."""

    count: int
    with_demo: int
    with_comparison: int
    with_roi: int
    demo_planned: int
    comparison_planned: int
    roi_planned: int


def requirements(use_case: UseCase, work: Work) -> tuple[Requirement, ...]:
    """Every market requirement of a use case, in the order of its file."""
    shown, planned = _named(work.done) | _demonstrated(use_case), _named(work.open)

    def cover(slug: str, show: Show) -> Cover:
        place = (slug, show)
        return "shown" if place in shown else "planned" if place in planned else "missing"

    return tuple(
        Requirement(
            slug,
            requirement.title,
            demo=cover(slug, "demo"),
            comparison=cover(slug, "comparison"),
            roi=cover(slug, "roi"),
        )
        for slug, requirement in use_case.market_requirements.items()
    )


def _named(items: Iterable[Item]) -> frozenset[tuple[str, str | None]]:
    return frozenset((slug, item.shows) for item in items for slug in item.market_requirements)


def _demonstrated(use_case: UseCase) -> frozenset[tuple[str, str | None]]:
    """What the demos of scenarios and differentiators show."""
    scenarios, differentiators = use_case.scenarios.values(), use_case.differentiators.values()
    every: list[Scenario | Differentiator] = [*scenarios, *differentiators]
    return frozenset(
        (slug, "demo") for one in every if one.demo for slug in one.market_requirements
    )


def count_requirements(every: Iterable[Requirement]) -> RequirementCount:
    """Count what is shown, and what is planned."""
    rows = tuple(every)
    return RequirementCount(
        count=len(rows),
        with_demo=sum(row.demo == "shown" for row in rows),
        with_comparison=sum(row.comparison == "shown" for row in rows),
        with_roi=sum(row.roi == "shown" for row in rows),
        demo_planned=sum(row.demo == "planned" for row in rows),
        comparison_planned=sum(row.comparison == "planned" for row in rows),
        roi_planned=sum(row.roi == "planned" for row in rows),
    )


CellState = Literal["covered", "planned", "gap"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One stage of the buyer's journey for one audience.

    Attributes:
        stage: awareness, consideration or decision.
        audience: executive, manager or contributor.
        finished: Items that are there.
        planned: Items that are still to come.
    """

    stage: Stage
    audience: Audience
    finished: int
    planned: int

    @property
    def name(self) -> str:
        """How it is called in `index.json`: `awareness/executive`."""
        return f"{self.stage}/{self.audience}"

    @property
    def state(self) -> CellState:
        """Covered by something finished, planned where there is only open work, else a gap."""
        return "covered" if self.finished else "planned" if self.planned else "gap"

    @property
    def gap(self) -> bool:
        """Whether nothing serves this audience at this stage, and nothing is planned to."""
        return self.state == "gap"


def coverage(work: Work) -> tuple[Cell, ...]:
    """Stage × audience, stage by stage."""
    return tuple(_cell(stage, audience, work) for stage in STAGES for audience in AUDIENCES)


def _cell(stage: Stage, audience: Audience, work: Work) -> Cell:
    def serving(items: Iterable[Item]) -> int:
        return sum(stage in item.stages and audience in item.audiences for item in items)

    return Cell(stage, audience, serving(work.done), serving(work.open))


def fresh_until(item: Item, config: Config, finished: dt.date | None = None) -> dt.date | None:
    """The last day on which a finished piece is fresh, or None where it never goes stale.

    It is the day of the last look (`reviewed`, or the day that its issue was closed, whichever is
    later) and the days that `refresh_after` of its collateral type gives.

    Args:
        item: A finished item.
        config: Where the collateral types are.
        finished: The day that its issue was closed, where that is known.
    """
    kind = config.collateral_types.get(item.type or "")
    looks = [day for day in (item.reviewed, finished) if day is not None]
    if kind is None or kind.refresh_after is None or not looks:
        return None
    left = (dt.date.max - max(looks)).days
    return max(looks) + dt.timedelta(kind.refresh_after) if kind.refresh_after <= left else None


def needs_refresh(
    item: Item, config: Config, as_of: dt.date, finished: dt.date | None = None
) -> bool:
    """Whether a finished piece has not been looked at for longer than its type allows."""
    until = fresh_until(item, config, finished)
    return until is not None and as_of > until


def overshot_milestone(item: Item, config: Config) -> dt.date | None:
    """The last day of an item's milestone where the item is due after it, else None."""
    milestone = config.milestones.get(item.milestone or "")
    if milestone is None or milestone.due is None or item.due is None:
        return None
    return milestone.due if item.due > milestone.due else None


def former_keys(catalog: Catalog, item: Item) -> tuple[str, ...]:
    """The keys that an item had before, sorted.

    They are those of its own `previously`, and all of its keys, the present one included, under
    the former ids of their use cases.
    """
    own = {item.key, *item.previously}
    inherited = {
        f"{former}/{slug}"
        for use_case, _, slug in (key.partition("/") for key in own)
        if use_case in catalog.entries
        for former in catalog.entries[use_case].use_case.previously
    }
    return tuple(sorted((own | inherited) - {item.key}))
