"""Spreadsheets of any shape, by a small mapping file: what its columns, names and colours mean.

Three shapes are known beside the one that `export` writes: one row a piece, pieces down and use
cases across, and one row a use case with its pieces across.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ucops.errors import UsageError
from ucops.exchange.rows import Bad, Row, slug
from ucops.exchange.sheets import BOM_FIELDS
from ucops.exchange.tables import Sheet
from ucops.exchange.values import CellError, address, day, one_of, person
from ucops.model.catalog import Catalog
from ucops.model.values import Placeholder, placeholder
from ucops.prose.words import listed
from ucops.slips import terms
from ucops.slips.terms import State

Shape = Literal["pieces", "matrix", "use-cases"]
SYNONYMS: Mapping[str, str] = {
    **{field: field for field in ("use_case", "item", *BOM_FIELDS)},
    **dict.fromkeys(("use case", "usecase", "story", "solution"), "use_case"),
    **dict.fromkeys(("asset", "piece", "name", "deliverable name", "bom item", "content"), "title"),
    **dict.fromkeys(("dri", "assignee", "responsible", "who", "owner name"), "owner"),
    **dict.fromkeys(("deadline", "eta", "date", "due date", "target date", "when"), "due"),
    **dict.fromkeys(("link", "url", "address", "where", "location"), "deliverable"),
    **dict.fromkeys(("kind", "format", "asset type", "collateral type"), "type"),
    **dict.fromkeys(("stage", "funnel stage", "journey stage"), "stages"),
    **dict.fromkeys(("audience", "for whom"), "audiences"),
    **dict.fromkeys(("prio", "p"), "priority"),
    **dict.fromkeys(("qty", "count", "number", "#"), "quantity"),
    **dict.fromkeys(("team", "department", "function"), "role"),
    **dict.fromkeys(("sprint", "month", "release"), "milestone"),
    **dict.fromkeys(("start date", "begin"), "start"),
    **dict.fromkeys(("status", "state", "progress"), "state"),
    **dict.fromkeys(("depends on", "blocked by", "needs"), "depends_on"),
}
"""How headings of tracking sheets call the fields, in small letters."""
SKIPPED = "Marked as not needed in the tracking sheet"
_HEADINGS_WITHIN = 10
"""Rows at the top in which the headings are looked for."""


class SheetMapping(BaseModel):
    """What a mapping file says.

    Attributes:
        version: Always 1.
        shape: `pieces`: one row a piece; `matrix`: pieces down, use cases across; `use-cases`: use
            cases down, pieces across.
        sheet: The sheet's name; by default every sheet.
        headings: The row that holds the headings, as the spreadsheet counts.
        columns: Heading → field. Of a matrix, those that describe the piece.
        pieces: The headings that are pieces, where a row is a use case.
        use_cases: How the sheet calls a use case → its id.
        people: How the sheet calls somebody → their login.
        states: A word of the sheet → done, open or skip.
        colors: The fill of a cell → done, open or skip.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    shape: Shape
    sheet: str = ""
    headings: int = Field(1, ge=1)
    columns: dict[str, str] = Field(default_factory=dict)
    pieces: list[str] = Field(default_factory=list)
    use_cases: dict[str, str] = Field(default_factory=dict)
    people: dict[str, str] = Field(default_factory=dict)
    states: dict[str, State] = Field(default_factory=dict)
    colors: dict[str, State] = Field(default_factory=dict)


def read_mapping(text: str, name: str) -> SheetMapping:
    """A mapping file.

    Raises:
        UsageError: It is no mapping; says what in it is wrong.
    """
    try:
        return SheetMapping.model_validate(yaml.safe_load(text) or {})
    except yaml.YAMLError as error:
        raise UsageError(f"{name} cannot be read: {error}".splitlines()[0], "mend it") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise UsageError(
            f"{name}, {where}: {first['msg']}", "see docs/how-to/spreadsheets.md"
        ) from error


def mapped_rows(
    sheet: Sheet, mapping: SheetMapping, catalog: Catalog
) -> tuple[list[Row], list[Bad]]:
    """The rows of a sheet as an export would have them, and what in them does not fit."""
    if mapping.sheet and sheet.name != mapping.sheet:
        return [], []
    bad: list[Bad] = []
    head = (
        [text.strip() for text in sheet.rows[mapping.headings - 1]] if _has(sheet, mapping) else []
    )
    if not head:
        return [], [Bad(sheet.name, mapping.headings, "there is no such row for headings")]
    known = {name.casefold(): field for name, field in mapping.columns.items()}
    columns = {
        at: known[text.casefold()] for at, text in enumerate(head) if text.casefold() in known
    }
    make = {"pieces": _pieces, "matrix": _matrix, "use-cases": _by_use_case}[mapping.shape]
    rows = [
        row
        for number in range(mapping.headings, len(sheet.rows))
        if any(sheet.rows[number])
        for row in make(_Line(sheet, number, head, columns), mapping, catalog, bad)
    ]
    return rows, bad


def _has(sheet: Sheet, mapping: SheetMapping) -> bool:
    return mapping.headings <= len(sheet.rows)


class _Line:
    """One row of a sheet while it is mapped."""

    def __init__(self, sheet: Sheet, at: int, head: list[str], columns: dict[int, str]) -> None:
        self.sheet, self.number, self.head = sheet.name, at + 1, head
        self.texts = [text.strip() for text in sheet.rows[at]]
        self.colors = sheet.colors[at] if at < len(sheet.colors) else ()
        self.fields = {
            field: self.texts[column] for column, field in columns.items() if self.texts[column:]
        }
        self.columns = columns

    def bad(self, reason: str, field: str = "") -> Bad:
        return Bad(self.sheet, self.number, reason, field)

    def color(self, column: int) -> str:
        return self.colors[column] if column < len(self.colors) else ""


def _pieces(line: _Line, mapping: SheetMapping, catalog: Catalog, bad: list[Bad]) -> Iterator[Row]:
    """A row of one piece."""
    cells = {name: text for name, text in line.fields.items() if text and name != "state"}
    if not cells.get("title") and not cells.get("item"):
        return  # a heading between, or a sum below
    use_case = cells.get("use_case", "")
    cells["use_case"] = mapping.use_cases.get(use_case, use_case)
    cells["item"] = cells.get("item") or _item(cells["title"], catalog)
    state = _state(line.fields.get("state", ""), mapping)
    _applied(state, cells, line, "state", bad)
    yield Row(line.sheet, line.number, cells)


def _matrix(line: _Line, mapping: SheetMapping, catalog: Catalog, bad: list[Bad]) -> Iterator[Row]:
    """A row of one piece in several use cases, each in a column of its own."""
    about = {name: text for name, text in line.fields.items() if text and name != "state"}
    title = about.get("title", "")
    if not title:
        return
    about["item"] = about.get("item") or _item(title, catalog)
    for column, use_case in _use_cases(line, mapping, catalog):
        yield from _cell(line, column, {**about, "use_case": use_case}, mapping, bad)


def _by_use_case(
    line: _Line, mapping: SheetMapping, catalog: Catalog, bad: list[Bad]
) -> Iterator[Row]:
    """A row of one use case, with a piece in each of its other columns."""
    named = line.fields.get("use_case", "")
    if not named:
        return
    pieces = {name.casefold() for name in mapping.pieces}
    for column, title in enumerate(line.head):
        if title and title.casefold() in pieces:
            use_case = mapping.use_cases.get(named, named)
            about = {"use_case": use_case, "item": _item(title, catalog), "title": title}
            yield from _cell(line, column, about, mapping, bad)


def _cell(
    line: _Line, column: int, about: dict[str, str], mapping: SheetMapping, bad: list[Bad]
) -> Iterator[Row]:
    """What the cell says that belongs to one piece of one use case; nothing where it is empty."""
    text = line.texts[column] if column < len(line.texts) else ""
    worded = _state(text, mapping)
    state = worded or mapping.colors.get(line.color(column))
    if not text and state is None:
        return
    cells = dict(about)
    if text and worded is None:
        cells |= _meant(text, mapping, line, bad, line.head[column])
    _applied(state, cells, line, line.head[column], bad)
    yield Row(line.sheet, line.number, cells)


def _use_cases(line: _Line, mapping: SheetMapping, catalog: Catalog) -> Iterator[tuple[int, str]]:
    named = {entry.id: entry.use_case.title for entry in catalog.entries.values()}
    for column, text in enumerate(line.head):
        if column in line.columns or not text:
            continue
        try:
            yield column, one_of(mapping.use_cases.get(text, text), named, "use case")
        except CellError:
            continue  # a column of notes, which the proposal names


def _item(title: str, catalog: Catalog) -> str:
    """The standard item of that title, else the title as a key."""
    called = {one.title.casefold(): name for name, one in catalog.config.bom.items() if one.title}
    return called.get(title.casefold(), slug(title))


def _state(text: str, mapping: SheetMapping) -> State | None:
    said = text.casefold()
    own = {word.casefold(): state for word, state in mapping.states.items()}
    if said in own:
        return own[said]
    if placeholder(text) is Placeholder.NOT_APPLICABLE:
        return "skip"
    return "open" if text and placeholder(text) else terms.state(text)


def _applied(
    state: State | None, cells: dict[str, str], line: _Line, field: str, bad: list[Bad]
) -> None:
    """What a state means for the files, which keep none: they say what is skipped, and where."""
    if state == "skip":
        for name in [*cells]:
            if name not in {"use_case", "item"}:
                del cells[name]
        cells["skip"] = SKIPPED
    elif state == "done" and not cells.get("deliverable"):
        reason = "is done, but where it is stands nowhere: give its address, or close its issue"
        bad.append(line.bad(f"{cells['use_case']}/{cells['item']} {reason}", field))


def _meant(
    text: str, mapping: SheetMapping, line: _Line, bad: list[Bad], field: str
) -> dict[str, str]:
    """What a cell of a matrix says: an address, a day, or who is on it; or several of these."""
    said: dict[str, str] = {}
    for part in [text] if _one(text, mapping) else re.split(r"\s*[,;\n]\s*|\s{2,}", text):
        found = _one(part, mapping)
        if found is None or found[0] in said:
            reason = "is neither an address, a day nor somebody: see `people:` of the mapping"
            bad.append(line.bad(f"'{text}' {reason}", field))
            return {}
        said[found[0]] = found[1]
    return said


def _one(text: str, mapping: SheetMapping) -> tuple[str, str] | None:
    readers: dict[str, Callable[[str], object]] = {
        "deliverable": address,
        "due": day,
        "owner": lambda name: person(name, mapping.people),
    }
    for field, read in readers.items():
        try:
            return field, str(read(text))
        except CellError:
            continue
    return None


def proposed(sheets: tuple[Sheet, ...], catalog: Catalog) -> str:
    """A mapping file for a spreadsheet, as far as its headings, names and colours tell.

    Raises:
        UsageError: No row looks like headings.
    """
    named = {entry.id: entry.use_case.title for entry in catalog.entries.values()}
    sheet, at, columns, use_cases = max(
        (_headings(sheet, named) for sheet in sheets), key=_told, default=(None, 0, {}, {})
    )
    if sheet is None or not (columns or use_cases):
        raise UsageError("no row of the spreadsheet looks like headings", "write a mapping by hand")
    matrix = len(use_cases) > 1
    pieces = [] if matrix else _pieces_across(sheet.rows[at], columns, catalog)
    body = sheet.rows[at + 1 :]
    said: dict[str, Any] = {
        "version": 1,
        "shape": "matrix" if matrix else "use-cases" if pieces else "pieces",
        "sheet": sheet.name,
        "headings": at + 1,
        "columns": columns,
    }
    if matrix:
        said["use_cases"] = use_cases
    if pieces:
        said["pieces"] = pieces
    across = use_cases if matrix else dict.fromkeys(pieces, "")
    said["people"] = dict.fromkeys(_strangers(sheet, at, columns, across), "?")
    if colors := _colors(sheet, at):
        said["colors"] = dict.fromkeys(colors, "open")
    unread = [
        text
        for text in dict.fromkeys(sheet.rows[at])
        if text and text not in (columns | use_cases | across)
    ]
    left = f"# Not read: {listed(unread)}.\n" if unread else ""
    return (
        f"# A proposal from the headings in row {at + 1}: correct it, then use it with --map.\n"
        f"# people: who is meant (a login). colors: done, open or skip. {len(body)} rows follow.\n"
        f"{left}{yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=100)}"
    )


def _pieces_across(row: tuple[str, ...], columns: dict[str, str], catalog: Catalog) -> list[str]:
    """The headings that are pieces, where a row is a use case: two at least are standard items."""
    standard = {one.title.casefold() for one in catalog.config.bom.values() if one.title}
    known = sum(text.casefold() in standard for text in row)
    if "title" in columns.values() or "use_case" not in columns.values() or known < 2:  # noqa: PLR2004 - one may be chance
        return []
    return [text for text in dict.fromkeys(row) if text and text not in columns]


_Found = tuple[Sheet, int, dict[str, str], dict[str, str]]


def _headings(sheet: Sheet, named: Mapping[str, str]) -> _Found:
    """The row that tells most as headings: which fields, and which use cases."""
    rows = enumerate(sheet.rows[:_HEADINGS_WITHIN])
    return max((_row_of(sheet, at, row, named) for at, row in rows), key=_told)


def _row_of(sheet: Sheet, at: int, row: tuple[str, ...], named: Mapping[str, str]) -> _Found:
    columns, use_cases = {}, {}
    for text in dict.fromkeys(filter(None, row)):
        plain = re.sub(r"[\s_-]+", " ", text.casefold()).strip(" :?*")
        if field := SYNONYMS.get(plain) or SYNONYMS.get(plain.replace(" ", "_")):
            columns[text] = field
            continue
        try:
            use_cases[text] = one_of(text, named, "use case")
        except CellError:
            continue
    return sheet, at, columns, use_cases


def _told(found: tuple[Any, int, dict[str, str], dict[str, str]]) -> int:
    return len(found[2]) + len(found[3])


def _strangers(
    sheet: Sheet, at: int, columns: dict[str, str], use_cases: dict[str, str]
) -> list[str]:
    """Names that the rows have for people, the most frequent first."""
    found: Counter[str] = Counter()
    for row in sheet.rows[at + 1 :]:
        for heading, text in zip(sheet.rows[at], row, strict=False):
            is_owner = columns.get(heading) == "owner" or heading in use_cases
            if text and is_owner and _is_name(text):
                found[text] += 1
    return [name for name, _ in found.most_common()]


def _is_name(text: str) -> bool:
    """Whether a text looks like somebody's name: one to three words with capital letters."""
    if placeholder(text) or terms.state(text) or _one_is_known(text):
        return False
    return bool(re.fullmatch(r"[A-ZÀ-Þ][\w.'-]*(?: [A-ZÀ-Þ][\w.'-]*){0,2}", text))


def _one_is_known(text: str) -> bool:
    try:
        day(text)
    except CellError:
        return False
    return True


def _colors(sheet: Sheet, at: int) -> list[str]:
    """The fills below the headings, the most frequent first."""
    found = Counter(color for row in sheet.colors[at + 1 :] for color in row if color)
    return [color for color, _ in found.most_common()]
