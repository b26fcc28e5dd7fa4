"""Who holds which seat: the grid of roles and use cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ucops.model.catalog import Catalog
from ucops.model.facts import RoleSeat, seats
from ucops.model.values import SeatState
from ucops.prose.markdown import cell, escape, plain
from ucops.prose.visible import json_text
from ucops.prose.words import counted

SIGNS = {SeatState.NAMED: "●", SeatState.OPEN: "○", SeatState.NOT_APPLICABLE: "–"}
LEAD = "◐"
"""A seat that the role's lead fills because the team names nobody."""
LEGEND = "● named   ◐ the role's lead   ○ open   – not needed"


@dataclass(frozen=True, slots=True)
class Grid:
    """The seats of roles (rows) in use cases (columns).

    Attributes:
        titles: The use cases' titles by id, in the order of tier and id; none of retired ones.
        seats: Use case → its seats, in the order of the roles.
        kept: Whether a seat is to be shown.
    """

    titles: dict[str, str]
    seats: dict[str, tuple[RoleSeat, ...]]
    kept: Callable[[RoleSeat], bool] = lambda _seat: True

    @property
    def people(self) -> list[str]:
        """Everybody who holds a seat or backs it up."""
        held = (login for row in self.seats.values() for seat in row for login in seat.people)
        return sorted(set(held))

    @property
    def shown(self) -> Iterator[tuple[str, RoleSeat]]:
        """The seats that are to be shown, with their use case."""
        return (
            (use_case, seat)
            for use_case, row in self.seats.items()
            for seat in row
            if self.kept(seat)
        )

    @property
    def rows(self) -> Iterator[tuple[str, list[RoleSeat | None]]]:
        """A role's title and its seats, None where one is not to be shown; no empty rows."""
        for number, seat in enumerate(next(iter(self.seats.values()), ())):
            row = [every[number] for every in self.seats.values()]
            if any(map(self.kept, row)):
                yield seat.title, [one if self.kept(one) else None for one in row]

    def of(self, login: str) -> Grid:
        """One person's seats alone."""
        return replace(self, kept=lambda seat: login in seat.people)

    def unfilled(self) -> Grid:
        """The open seats alone."""
        kept = self.kept
        return replace(self, kept=lambda seat: seat.open and kept(seat))


def grid(catalog: Catalog) -> Grid:
    """The seats of every use case that is not retired."""
    entries = [one for one in catalog.entries.values() if one.use_case.status != "retired"]
    return Grid(
        {entry.id: entry.use_case.title for entry in entries},
        {entry.id: seats(entry.use_case, catalog.config) for entry in entries},
    )


def shown(found: Grid) -> RenderableType:
    """The grid for a terminal: a sign a seat, the use cases by number, and open seats by name."""
    table = Table(box=None, padding=(0, 1), header_style="bold")
    table.add_column("Role", overflow="ellipsis", no_wrap=True)
    for number in range(1, len(found.titles) + 1):
        table.add_column(str(number), justify="center")
    for title, row in found.rows:
        table.add_row(plain(title), *(_sign(seat) for seat in row))
    legend = Table(box=None, padding=(0, 1), show_header=False)
    for number, (use_case, title) in enumerate(found.titles.items(), start=1):
        legend.add_row(str(number), use_case, plain(title))
    empty = [seat for _, seat in found.shown if seat.open]
    said = Text(f"{counted(len(empty), 'open seat')}. {LEGEND}", style="dim")
    return Group(table, "", legend, "", said)


def _sign(seat: RoleSeat | None) -> str:
    if seat is None:
        return ""
    return LEAD if seat.by_lead else SIGNS[seat.state]


def as_markdown(found: Grid) -> str:
    """The grid as a Markdown table with logins; nobody is mentioned."""
    head = ["Role", *(cell(title) for title in found.titles.values())]
    lines = [head, [":--"] * len(head)]
    for title, row in found.rows:
        lines.append([cell(title), *(_people(seat) for seat in row)])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _people(seat: RoleSeat | None) -> str:
    if seat is None:
        return ""
    if not seat.people:
        return "**open**" if seat.open else "–"
    lead = " (leads the role)" if seat.by_lead else ""
    return escape(", ".join(seat.people)) + lead


def as_json(found: Grid) -> str:
    """The seats that are shown, one entry each."""
    every = [
        {
            "use_case": use_case,
            "role": seat.role,
            "state": "open" if seat.open else seat.state.value,
            "people": list(seat.people),
            "by_lead": seat.by_lead,
        }
        for use_case, seat in found.shown
    ]
    return json_text({"version": 1, "seats": every})
