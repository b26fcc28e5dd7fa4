"""Who holds which seat of an activation team, and how much each person has on their plate."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ucops.model.catalog import Entry
from ucops.model.config import Config
from ucops.model.values import Seat, SeatState
from ucops.progress.standing import Standing
from ucops.progress.tally import tally


@dataclass(frozen=True, slots=True)
class RoleSeat:
    """One role's seat in one team.

    Attributes:
        role: The role's slug.
        title: The role's title.
        state: Named, open or not applicable. A seat that the role's lead holds is named.
        people: Logins; the first is responsible.
        by_lead: Whether the team names nobody and the role's lead stands in.
    """

    role: str
    title: str
    state: SeatState
    people: tuple[str, ...]
    by_lead: bool


@dataclass(frozen=True, slots=True)
class SeatCount:
    """Seats by state; `total` leaves out what is not applicable."""

    total: int
    named: int
    open: int
    not_applicable: int
    double: int
    by_lead: int


def seats(entry: Entry, config: Config) -> tuple[RoleSeat, ...]:
    """Every role's seat, in the order of the roles."""
    return tuple(_seat(entry, role, config) for role in config.roles)


def _seat(entry: Entry, slug: str, config: Config) -> RoleSeat:
    role = config.roles[slug]
    seat: Seat = entry.use_case.team.get(slug, Seat(SeatState.OPEN))
    if seat.state is SeatState.OPEN and role.lead is not None:
        return RoleSeat(slug, role.title, SeatState.NAMED, (role.lead,), by_lead=True)
    return RoleSeat(slug, role.title, seat.state, seat.people, by_lead=False)


def count_seats(team: Iterable[RoleSeat]) -> SeatCount:
    """Count seats by state; a seat with two or more names is double."""
    every = tuple(team)
    states = [seat.state for seat in every]
    return SeatCount(
        total=len(every) - states.count(SeatState.NOT_APPLICABLE),
        named=states.count(SeatState.NAMED),
        open=states.count(SeatState.OPEN),
        not_applicable=states.count(SeatState.NOT_APPLICABLE),
        double=sum(len(seat.people) > 1 for seat in every),
        by_lead=sum(seat.by_lead for seat in every),
    )


@dataclass(frozen=True, slots=True)
class Workload:
    """What one person, or nobody, still has to do.

    Attributes:
        person: A login, or None for the items that nobody is responsible for.
    """

    person: str | None
    open: int
    under_way: int
    overdue: int
    at_risk: int
    next_due: dt.date | None


def workload(standings: Iterable[Standing]) -> tuple[Workload, ...]:
    """Unfinished items per person: the fullest plate first, items without a person last."""
    plates: defaultdict[str | None, list[Standing]] = defaultdict(list)
    for standing in standings:
        if standing.open:
            plates[standing.item.responsible].append(standing)
    loads = (_load(person, plate) for person, plate in plates.items())
    return tuple(
        sorted(loads, key=lambda load: (load.person is None, -load.open, str(load.person)))
    )


def _load(person: str | None, plate: list[Standing]) -> Workload:
    count = tally(plate)
    under_way = count.states["in-progress"] + count.states["in-review"]
    return Workload(person, len(plate), under_way, count.overdue, count.at_risk, count.next_due)
