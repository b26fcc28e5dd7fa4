"""How far the whole is, by parts that cut through use cases: departments, and the standard BOM."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ucops.progress.programme import Programme
from ucops.progress.standing import Standing
from ucops.progress.tally import Tally, tally


@dataclass(frozen=True, slots=True)
class Part:
    """The items of one department.

    Attributes:
        slug: Its key in `ucops.yaml`.
        title: What people call it.
        roles: Titles of its roles.
        count: Its items, counted.
        open_seats: Seats of its roles that nobody holds.
    """

    slug: str
    title: str
    roles: tuple[str, ...]
    count: Tally
    open_seats: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One item of the standard BOM over all use cases, or all items of use cases' own.

    Attributes:
        title: The item's title.
        slug: Its key without the use case; empty for the items of use cases' own.
        count: Its items, counted.
    """

    title: str
    slug: str
    count: Tally


def departments(programme: Programme) -> Iterator[Part]:
    """How far each department of `ucops.yaml` is, by the roles that belong to it."""
    by_role: defaultdict[str | None, list[Standing]] = defaultdict(list)
    for one in programme.use_cases:
        for standing in one.items:
            by_role[standing.item.role].append(standing)
    seats = [seat for one in programme.use_cases for seat in one.seats if seat.open]
    for slug, department in programme.config.departments.items():
        roles = {key: one for key, one in programme.config.roles.items() if one.department == slug}
        yield Part(
            slug,
            department.title,
            tuple(role.title for role in roles.values()),
            tally(standing for role in roles for standing in by_role[role]),
            sum(seat.role in roles for seat in seats),
        )


def sheet(programme: Programme) -> Iterator[SheetRow]:
    """A row a standard item, and one for all items of use cases' own."""
    by_slug: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in programme.use_cases:
        for standing in one.items:
            by_slug[standing.item.slug if standing.item.standard else ""].append(standing)
    for slug, item in programme.config.bom.items():
        yield SheetRow(item.title, slug, tally(by_slug[slug]))
    if by_slug[""]:
        yield SheetRow("Items of their own", "", tally(by_slug[""]))
