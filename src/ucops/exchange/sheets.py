"""The programme as sheets: the tracking of the BOM, the teams, the key links, the requirements.

Headings are the fields' names. What stands in `READ_ONLY` is derived and is for reading: importing
looks past it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from ucops.exchange.tables import Cell, Table
from ucops.model.config import Config
from ucops.model.facts import Show
from ucops.model.usecase import BomEntry
from ucops.model.values import AUDIENCES, STAGES
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.standing import Standing
from ucops.progress.state import State
from ucops.prose.spans import Span, written

NAMES = ("bom", "team", "links", "requirements")
READ_ONLY = frozenset({"state", "responsible", "issue", "demo", "comparison", "roi"})
STATE_COLORS: Mapping[State, str] = {
    "done": "C6EFCE",
    "needs-refresh": "E2EFDA",
    "in-progress": "DDEBF7",
    "in-review": "DDEBF7",
    "blocked": "FFE699",
    "skipped": "E7E6E6",
    "retired": "E7E6E6",
    "dropped": "E7E6E6",
}
"""Soft fills behind words that say the same, so that no colour stands alone."""
LISTED = frozenset({"stages", "audiences", "depends_on", "people", "address", "jobs"})
"""Columns that hold several values, with commas between them."""
BOM_FIELDS = (
    *("title", "type", "role", "owner", "stages", "audiences", "priority", "quantity"),
    *("start", "due", "milestone", "depends_on", "deliverable", "skip"),
)
"""The columns of the BOM's sheet that importing reads, each a field of a BOM entry."""


def tables(programme: Programme, names: tuple[str, ...] = NAMES) -> tuple[Table, ...]:
    """The sheets of these names."""
    made: Mapping[str, Callable[[Programme], Table]] = {
        "bom": _bom,
        "team": _team,
        "links": _links,
        "requirements": _requirements,
    }
    return tuple(made[name](programme) for name in names)


def _every(programme: Programme) -> Iterator[UseCaseProgress]:
    """The use cases that are not retired, drafts at the end."""
    return (one for one in programme.every if one.entry.use_case.status != "retired")


def _bom(programme: Programme) -> Table:
    config = programme.config
    rows = (
        (
            one.entry.id,
            standing.item.slug,
            *item_cells(standing, one),
            standing.state,
            standing.item.responsible,
            standing.issue.number if standing.issue else None,
        )
        for one in _every(programme)
        for standing in one.items
    )
    return Table(
        "bom",
        ("use_case", "item", *BOM_FIELDS, "state", "responsible", "issue"),
        tuple(rows),
        _choices(config),
        {"state": STATE_COLORS},
    )


def item_cells(standing: Standing, use_case: UseCaseProgress) -> tuple[Cell, ...]:
    """What the columns of `BOM_FIELDS` say of an item.

    `owner` is what the file says: who is responsible follows from the team.
    """
    item = standing.item
    said = use_case.entry.use_case.bom.get(item.slug) or BomEntry.model_validate({})
    own = {"owner": said.owner, "depends_on": ", ".join(_short(item.depends_on, item.use_case))}
    return tuple(own[field] if field in own else cell(getattr(item, field)) for field in BOM_FIELDS)


def _short(keys: tuple[str, ...], use_case: str) -> Iterator[str]:
    """Keys as files write them: without the use case where it is the same."""
    return (key.removeprefix(f"{use_case}/") for key in keys)


def cell(value: object) -> Cell:
    """A field's value as a cell shows it; a span of days as it is written."""
    match value:
        case None:
            return None
        case Span():
            return written(value)
        case dt.date() | int() | float() | str():
            return value
        case tuple() | list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _choices(config: Config) -> Mapping[str, tuple[str, ...]]:
    return {
        "role": tuple(config.roles),
        "type": tuple(config.collateral_types),
        "milestone": tuple(config.milestones),
        "priority": ("1", "2", "3"),
        "stages": STAGES,
        "audiences": (*AUDIENCES, "internal"),
        "state": get_args(State),
    }


def _team(programme: Programme) -> Table:
    rows = (
        (
            one.entry.id,
            seat.role,
            "" if seat.by_lead else ", ".join(seat.people),
            "open" if seat.open else seat.state.value,
            ", ".join(seat.people),
        )
        for one in _every(programme)
        for seat in one.seats
    )
    headings = ("use_case", "role", "people", "state", "responsible")
    return Table("team", headings, tuple(rows), {"role": tuple(programme.config.roles)})


def _links(programme: Programme) -> Table:
    rows = (
        (
            one.entry.id,
            link.kind,
            ", ".join(each.target for each in link.every if each.target),
            link.link.state.value,
        )
        for one in _every(programme)
        for link in one.links
    )
    headings = ("use_case", "link_kind", "address", "state")
    choices = {"link_kind": tuple(programme.config.link_kinds)}
    return Table("links", headings, tuple(rows), choices)


def _requirements(programme: Programme) -> Table:
    rows = (
        (
            one.entry.id,
            requirement.slug,
            said.title,
            said.description,
            cell(said.jobs),
            *(requirement.covers[show] for show in get_args(Show)),
        )
        for one in _every(programme)
        for requirement in one.requirements
        for said in [one.entry.use_case.market_requirements[requirement.slug]]
    )
    headings = (
        "use_case",
        "requirement",
        "title",
        "description",
        "jobs",
        "demo",
        "comparison",
        "roi",
    )
    return Table("requirements", headings, tuple(rows))
