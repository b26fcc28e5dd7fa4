"""Spreadsheets as plain data: reading and writing CSV, Excel workbooks and JSON.

A text that a spreadsheet program would take for a formula stays a text: in a workbook its cell is
marked as one, in CSV an apostrophe stands before it, which reading takes off again
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from ucops.errors import UsageError
from ucops.prose.visible import json_text

ENDINGS = (".csv", ".xlsx", ".json")
Cell = str | int | float | dt.date | None
LARGEST = 20 * 2**20
"""Bytes of a file that is read: a sheet of 10,000 rows has one or two million."""
MOST_CELLS = 500_000
"""Cells that are read, so that a small file cannot unpack to more than the memory holds."""
LONGEST_PIECE = 64 * 1024
"""Characters of a comment, of an instruction, or of the attributes of an element."""
MOST_UNPACKED = 200 * 2**20
"""Bytes that a workbook's parts may have unpacked: a sheet of 500,000 cells has some 30 MB."""
MOST_ELEMENTS = 10 * MOST_CELLS
"""Elements of XML in all parts of a workbook: a cell and its text are two to five."""
_AREAS = frozenset({"mergeCell", "hyperlink", "comment"})
"""Elements for whose areas every cell is made, however few of them hold anything."""
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_UNREADABLE = (
    *(AssertionError, AttributeError, EOFError, IndexError, KeyError, NotImplementedError, OSError),
    *(RecursionError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error),
)
"""What openpyxl, which checks nothing, meets in a file that somebody spoiled."""
_FORMULA = re.compile(r"[=+\-@\t\r]")
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it is: texts in rows, the first row of the file first.

    Attributes:
        name: What the sheet is called; of a file of text, the file's name.
        rows: The texts of each row, empty where a cell is; cells that are merged repeat theirs.
        colors: The fill of each cell such as `FF00B050`, empty where there is none; no rows where
            the file knows no colours.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    colors: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """What is written as a sheet.

    Attributes:
        name: The sheet's name.
        headings: The names of the columns.
        rows: A value for each column.
        choices: What may be chosen in a column, by its heading.
        colors: The colour of a row by the value in a column: heading → value → RGB.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    colors: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Every sheet of a file that holds anything.

    Raises:
        UsageError: The file cannot be read, is too large, or is of no kind that is known.
    """
    ending = path.suffix.casefold()
    if ending not in (*ENDINGS, ".tsv", ".txt"):
        raise UsageError(f"{path.name} is no spreadsheet", f"name a file in {', '.join(ENDINGS)}")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", "name a file") from error
    if len(raw) > LARGEST:
        raise UsageError(f"{path.name} has over {LARGEST >> 20} MiB", "split it")
    read = {".xlsx": _read_workbook, ".json": _read_json}.get(ending, _read_text)
    return tuple(sheet for sheet in read(raw, path.name) if any(map(any, sheet.rows)))


def _read_text(raw: bytes, name: str) -> Iterator[Sheet]:
    """A file of text with separators; in the letters of old Windows where it is no UTF-8."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    try:
        yield Sheet(name, tuple(_lines(text)))
    except csv.Error as error:
        hint = "close every quote, and keep a cell below 131,072 characters"
        raise UsageError(f"{name} cannot be read as a table: {error}", hint) from error


def _lines(text: str) -> Iterator[tuple[str, ...]]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield tuple(_GUARDED.sub("", cell.strip(), count=1) for cell in line)


def _read_workbook(raw: bytes, name: str) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and CSV does without
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - as above

    try:
        _check_size(raw, name)
        book = load_workbook(io.BytesIO(raw), data_only=True)
    except (InvalidFileException, *_UNREADABLE) as error:
        raise UsageError(f"{name} is no workbook that can be read", "save it as .xlsx") from error
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            raise UsageError(
                f"the sheet {sheet.title} has over {MOST_CELLS:,} cells",
                "delete its empty rows and columns, or export it as CSV",
            )
        yield _sheet(sheet)


def _check_size(raw: bytes, name: str) -> None:
    """Refuse a workbook that is small in the file and has no end in memory.

    Reading stops at the size that the archive's directory names, so that this can be trusted. Every
    part is looked through, as a workbook may name any of them a sheet.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise _too_large(name, f"unpacks to over {MOST_UNPACKED >> 20} MiB")
        counted = _Counted(name)
        for part in archive.namelist():
            with suppress(expat.ExpatError):  # a picture; or what openpyxl does not read, either
                counted.look_through(archive.read(part))


@dataclass(slots=True)
class _Counted:
    """What reading a workbook makes, counted before anything is made.

    Attributes:
        name: The file's name.
        elements: Elements of XML.
        cells: Cells, those included that openpyxl makes one by one for each area of `_AREAS`.
    """

    name: str
    elements: int = 0
    cells: int = 0

    def look_through(self, part: bytes) -> None:
        """Look through a part in one go: what openpyxl reads by and by is long in no piece then.

        An expat from before CVE-2023-52425 looks at an unfinished piece from its beginning again
        whenever more of it arrives, which takes a quarter of an hour for a comment of 15 MB.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._element
        parser.CommentHandler = parser.ProcessingInstructionHandler = self._piece
        parser.Parse(part, True)  # noqa: FBT003 - as expat has it: that is all

    def _piece(self, *texts: str) -> None:
        if sum(map(len, texts)) > LONGEST_PIECE:
            raise _too_large(self.name, "holds a piece that no spreadsheet program writes")

    def _element(self, named: str, attributes: dict[str, str]) -> None:
        self._piece(*attributes.values())
        kind = named.rpartition(" ")[2]
        self.elements += 1
        self.cells += _area(attributes.get("ref", "")) if kind in _AREAS else kind == "c"
        if self.cells > MOST_CELLS:
            raise _too_large(self.name, f"has, merges or marks over {MOST_CELLS:,} cells")
        if self.elements > MOST_ELEMENTS:
            raise _too_large(self.name, f"has over {MOST_ELEMENTS:,} elements")


def _area(ref: str) -> int:
    """How many cells an area has; 0 for what openpyxl takes for none, either."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - slow to import, as above

    try:
        left, top, right, bottom = range_boundaries(ref.rpartition("!")[2].upper())
    except (TypeError, ValueError):
        return 0
    return ((right or _LAST_COLUMN) - (left or 1) + 1) * ((bottom or _LAST_ROW) - (top or 1) + 1)


def _too_large(name: str, why: str) -> UsageError:
    return UsageError(f"{name} {why}", "save the sheet that is meant alone, or export it as CSV")


def _sheet(sheet: Any) -> Sheet:  # noqa: ANN401 - a worksheet of a library that is loaded late
    rows = [[_text(cell.value) for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        value = rows[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, merged.max_row):
            for column in range(merged.min_col - 1, merged.max_col):
                rows[row][column] = value
    colors = tuple(tuple(_color(cell) for cell in row) for row in sheet.iter_rows())
    return Sheet(sheet.title, tuple(map(tuple, rows)), colors)


def _color(cell: Any) -> str:  # noqa: ANN401 - as above
    fill = cell.fill
    color = fill.fgColor.rgb if fill and fill.fill_type == "solid" else None
    return color if isinstance(color, str) else ""


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case dt.datetime():
            return value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).strip()


def _read_json(raw: bytes, name: str) -> Iterator[Sheet]:
    """What `export` writes as JSON: sheets of rows, each with its values by heading."""
    try:
        sheets = json.loads(raw)["sheets"]
        for title, entries in sheets.items():
            headings = list(dict.fromkeys(key for entry in entries for key in entry))
            if len(headings) * len(entries) > MOST_CELLS:
                raise UsageError(f"{name} has over {MOST_CELLS:,} cells in {title}", "split it")
            rows = [tuple(_text(entry.get(key)) for key in headings) for entry in entries]
            yield Sheet(str(title), (tuple(headings), *rows))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"{name} holds no sheets", "it has to look as ucops export writes JSON"
        ) from error


def write_tables(path: Path, tables: Sequence[Table]) -> Mapping[Path, bytes]:
    """The files that hold these tables, by their paths: one, or for several as CSV one for each.

    Raises:
        UsageError: The ending says no format that is known.
    """
    match path.suffix.casefold():
        case ".xlsx":
            return {path: _workbook(tables)}
        case ".json":
            return {path: _json(tables).encode()}
        case ".csv" if len(tables) == 1:
            return {path: _csv(tables[0]).encode("utf-8-sig")}
        case "" if len(tables) > 1:
            return {path / f"{one.name}.csv": _csv(one).encode("utf-8-sig") for one in tables}
    several = "a folder for CSV, or a file in .xlsx or .json" if len(tables) > 1 else ""
    raise UsageError(
        f"{path.name} says no format that is known",
        f"name {several or 'a file in ' + ', '.join(ENDINGS)}",
    )


def _csv(table: Table) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_guarded(_text(value)) for value in row] for row in table.rows)
    return out.getvalue()


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _json(tables: Sequence[Table]) -> str:
    def plain(value: Cell) -> str | int | float | None:
        return value.isoformat() if isinstance(value, dt.date) else value

    return json_text(
        {
            "version": 1,
            "sheets": {
                table.name: [
                    dict(zip(table.headings, map(plain, row), strict=True)) for row in table.rows
                ]
                for table in tables
            },
        }
    )


def _workbook(tables: Sequence[Table]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import, and CSV does without

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    book.properties.creator = "ucops"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, table: Table) -> None:  # noqa: ANN401 - as above
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet.append(table.headings)
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # what begins with = is a text of ours and no formula
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="24292F")
    for column, heading in enumerate(table.headings, start=1):
        longest = max((len(_text(row[column - 1])) for row in table.rows), default=0)
        width = min(max(longest, len(heading)) + 2, 48)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    _guide(sheet, table)


def _guide(sheet: Any, table: Table) -> None:  # noqa: ANN401 - as above
    """Choices and colours, which help whoever fills the sheet in."""
    from openpyxl.formatting.rule import FormulaRule  # noqa: PLC0415 - as above
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - as above

    last = max(len(table.rows) + 1, 2)
    for heading, choices in table.choices.items():
        listed = ",".join(choices)
        if heading not in table.headings or len(listed) > 250:  # noqa: PLR2004 - a list in a cell's rule has at most 255 characters
            continue
        letter = get_column_letter(table.headings.index(heading) + 1)
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        rule.errorStyle = "warning"
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{last}")
    for heading, by_value in table.colors.items():
        letter = get_column_letter(table.headings.index(heading) + 1)
        for value, color in by_value.items():
            sheet.conditional_formatting.add(
                f"{letter}2:{letter}{last}",
                FormulaRule(  # type: ignore[no-untyped-call]  # the stubs leave it out
                    formula=[f'${letter}2="{value}"'],
                    fill=PatternFill("solid", bgColor=color),
                ),
            )
