"""Rows of a spreadsheet to what they change in the files: only cells that say something new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ucops.exchange.sheets import BOM_FIELDS, READ_ONLY, tables
from ucops.exchange.tables import Sheet, Table
from ucops.exchange.values import CellError, emptied, one_of, parser
from ucops.likeness import nearest
from ucops.model.catalog import Catalog
from ucops.model.values import SLUG, SLUG_LIMIT
from ucops.progress.programme import Programme

Keys = tuple[object, ...]
LONGEST = 60
"""Characters of a cell that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the spreadsheet shows it, and its texts by field."""

    sheet: str
    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bad:
    """A row, or one of its cells, that does not fit.

    Attributes:
        reason: Why, and what to do, in a sentence.
        field: The column, or empty for the whole row.
    """

    sheet: str
    number: int
    reason: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that a row puts into a use case's file; an entry that is new comes as a whole."""

    row: Row
    use_case: str
    path: Keys
    value: Any


@dataclass(frozen=True, slots=True)
class Shape:
    """What a sheet's rows are about.

    Attributes:
        name: As in `sheets.NAMES`.
        key: The columns that say which entry a row is about: a use case, and its part.
        fields: The columns that are read.
        path: Where the entry stands in the use case's file.
        whole: Whether the entry is the one field itself rather than a mapping of them.
    """

    name: str
    key: tuple[str, str]
    fields: tuple[str, ...]
    section: str
    whole: bool = False


SHAPES = (
    Shape("bom", ("use_case", "item"), BOM_FIELDS, "bom"),
    Shape("team", ("use_case", "role"), ("people",), "team", whole=True),
    Shape("links", ("use_case", "link_kind"), ("address",), "links", whole=True),
    Shape(
        "requirements",
        ("use_case", "requirement"),
        ("title", "description", "jobs"),
        "market_requirements",
    ),
)


@dataclass(slots=True)
class Read:
    """What rows change, and which do not fit."""

    changes: list[Change] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)


def shape_of(headings: Iterable[str]) -> Shape | None:
    """The shape whose key stands among the headings."""
    known = set(headings)
    fitting = [shape for shape in SHAPES if known >= set(shape.key)]
    return max(fitting, key=lambda shape: len(known & set(shape.fields)), default=None)


def plain_rows(sheet: Sheet) -> list[Row]:
    """The rows below headings that are fields' names, in the first row that is not empty."""
    top = next(number for number, row in enumerate(sheet.rows) if any(row))
    headings = [re.sub(r"[\s-]+", "_", text.strip().casefold()) for text in sheet.rows[top]]
    return [
        Row(
            sheet.name,
            number,
            {name: text for name, text in zip(headings, row, strict=False) if name},
        )
        for number, row in enumerate(sheet.rows[top + 1 :], start=top + 2)
        if any(row)
    ]


def read_rows(
    rows: Sequence[Row],
    shape: Shape,
    programme: Programme,
    catalog: Catalog,
    people: Mapping[str, str],
) -> Read:
    """What the rows change, compared with what an export would say now."""
    found, known = Read(), _known(programme, shape)
    parsers = {name: parser(name, catalog.config, people) for name in shape.fields}
    seen: dict[tuple[str, str], int] = {}
    unread = _unread(rows, shape)
    found.bad += unread
    for row in rows:
        try:
            key = _key(row, shape, catalog)
        except CellError as error:
            found.bad.append(Bad(row.sheet, row.number, str(error)))
            continue
        if (first := seen.setdefault(key, row.number)) != row.number:
            again = f"is about {'/'.join(key)} as row {first} is: keep one of them"
            found.bad.append(Bad(row.sheet, row.number, again))
            continue
        values = dict(_values(row, known.get(key), parsers, found.bad))
        found.changes += _changes(row, shape, key, values, known=key in known)
    return found


def _known(programme: Programme, shape: Shape) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """What every entry says now, as an export shows it, by its key."""
    (table,) = tables(programme, (shape.name,))
    texts = [{name: _shown(value) for name, value in _pairs(table, row)} for row in table.rows]
    return {(one[shape.key[0]], one[shape.key[1]]): one for one in texts}


def _pairs(table: Table, row: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    return zip(table.headings, row, strict=True)


def _shown(value: Any) -> str:  # noqa: ANN401 - any value of a cell
    return "" if value is None else str(value)


def _unread(rows: Sequence[Row], shape: Shape) -> list[Bad]:
    """Columns that nothing reads, once for the sheet: they would be lost in silence."""
    names = dict.fromkeys(name for row in rows[:1] for name in row.cells)
    fields = (*shape.key, *shape.fields)
    strange = [name for name in names if name not in fields and name not in READ_ONLY]
    return [
        Bad(rows[0].sheet, 1, f"no field is called so{_meant(name, fields)}", name)
        for name in strange
    ]


def _meant(name: str, fields: Sequence[str]) -> str:
    meant = nearest(name, fields)
    return f": did you mean '{meant}'?" if meant else ": take the column out, or map it"


def _key(row: Row, shape: Shape, catalog: Catalog) -> tuple[str, str]:
    use_case, part = (row.cells.get(name, "").strip() for name in shape.key)
    titles = {entry.id: entry.use_case.title for entry in catalog.entries.values()}
    if not use_case:
        raise CellError("names no use case")
    found = _named(use_case, titles)
    part = part or slug(row.cells.get("title", ""))
    if not SLUG.fullmatch(part) or len(part) > SLUG_LIMIT:
        raise CellError(
            f"names no {shape.key[1]}: it takes small letters, digits and hyphens"
            if part
            else f"names no {shape.key[1]}"
        )
    return found, part


def _named(use_case: str, titles: Mapping[str, str]) -> str:
    try:
        return one_of(use_case, titles, "use case")
    except CellError as error:
        raise CellError(f"'{use_case}' {error}") from None


def slug(text: str) -> str:
    """A title as a key: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:SLUG_LIMIT].strip("-")


def _values(
    row: Row,
    before: Mapping[str, str] | None,
    parsers: Mapping[str, Callable[[str], Any]],
    bad: list[Bad],
) -> Iterator[tuple[str, Any]]:
    """The fields of which a row says something else than the files do."""
    for name, parse in parsers.items():
        text = row.cells.get(name)
        now = (before or {}).get(name, "")
        if text is None or text == now:
            continue
        try:
            value = parse(text) if text else emptied(name)
            if not now or value != parse(now):
                yield name, value
        except CellError as error:
            shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
            said = f"'{shown}' {error}" if text else str(error)
            bad.append(Bad(row.sheet, row.number, said, name))


def _changes(
    row: Row, shape: Shape, key: tuple[str, str], values: Mapping[str, Any], *, known: bool
) -> Iterator[Change]:
    """A change for each value; a new entry is one change, with the fields that it says."""
    use_case, part = key
    path: Keys = (shape.section, part)
    if shape.whole:
        yield from (Change(row, use_case, path, value) for value in values.values())
    elif known:
        yield from (Change(row, use_case, (*path, name), value) for name, value in values.items())
    elif values:
        yield Change(row, use_case, path, dict(values))
