"""A table that was pasted from a spreadsheet or a page, where YAML is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ucops.model import shape
from ucops.model.usecase import UseCase
from ucops.slips import mappings, repair, terms
from ucops.slips.suspicion import may_be_row
from ucops.text.problem import Problem
from ucops.text.source import Source, Span

_OPENED = re.compile(r"[^#]*(?::|-) [|>][-+0-9]{0,2}\s*(?:#.*)?")
_BOM = re.compile(r"bom:\s*(?:#.*)?")
_RULE = re.compile(r"[\s|:+=-]*")
"""A line of a table that only draws one."""
_PIPED = re.compile(r"\s*\|.*\S.*\|\s*")
_APART = {
    "\t": re.compile(r" *\t+ *"),
    "|": re.compile(r"\s*\|+\s*"),
    ",": re.compile(r"\s*,\s*"),
    ";": re.compile(r"\s*;\s*"),
    "  ": re.compile(r" {2,}"),
}
_LOOSE = (",", ";", "  ")
"""What keeps columns apart, but stands in texts as well: it counts right below `bom:` alone."""
_FEWEST = {"\t": 2, "|": 2, ",": 3, ";": 3, "  ": 3}
"""Columns that a table has at least."""
_SHOWN = 3
_COMMAND = "ucops import bom.csv"


def without_tables(source: Source) -> tuple[Source, list[Problem]]:
    """The file without the rows of tables, and a problem for each table."""
    lines = source.readable_lines
    found = list(_tables(lines))
    if not found:
        return source, []
    gone = {at for rows, _ in found for at in rows}
    kept = ["" if at in gone else line for at, line in enumerate(lines)]
    problems = [_problem(source, lines, rows, sign) for rows, sign in found]
    return source.read_as("\n".join(kept), whole=True), problems


def _tables(lines: Sequence[str]) -> Iterator[tuple[list[int], str]]:
    """The lines of each table, and what keeps its columns apart."""
    at, inside = 0, -1
    while at < len(lines):
        line = lines[at]
        left = len(repair.indentation(line))
        if inside >= 0 and (not line.strip() or left > inside):
            at += 1
            continue
        inside = left if _OPENED.fullmatch(line) else -1
        below = at > 0 and bool(_BOM.fullmatch(lines[at - 1].rstrip()))
        begins = below or "\t" in line or "|" in line  # nearly no line does, and all are looked at
        signs = (one for one in _APART if _is_row(line, one, below=below))
        sign = next(signs, "") if begins else ""
        rows = [at]
        while sign and rows[-1] + 1 < len(lines) and _goes_on(lines, rows[-1] + 1, sign):
            rows.append(rows[-1] + 1)
        if sign and len(rows) > 1:
            yield rows, sign
        at = rows[-1] + 1


def _goes_on(lines: Sequence[str], at: int, sign: str) -> bool:
    return _is_row(lines[at], sign, below=True) or (sign == "|" and _draws(lines[at]))


def _draws(line: str) -> bool:
    return "--" in line and "|" in line and _RULE.fullmatch(line) is not None


def _is_row(line: str, sign: str, *, below: bool) -> bool:
    """Whether a line is a row of a table whose columns a sign keeps apart."""
    if not may_be_row(line) or (sign in _LOOSE and not below):
        return False
    said = line.strip()
    if sign == "|":
        return _PIPED.fullmatch(line) is not None
    return sign in said and len(_cells(line, sign)) >= _FEWEST[sign]


def _cells(line: str, sign: str) -> list[str]:
    said = re.sub(r"^(?:- +)+", "", line.strip())
    if sign == "|":
        said = said.strip("| ")
    return [one.strip(" \"'") for one in _APART[sign].split(said)]


def _problem(source: Source, lines: Sequence[str], rows: list[int], sign: str) -> Problem:
    first, last = rows[0], rows[-1]
    said = [_cells(lines[at], sign) for at in rows if not _RULE.fullmatch(lines[at])]
    heads = [_field(cell) for cell in said[0]]
    named = sum(bool(one) for one in heads) > 1 and len(said) > 1
    example = _entry(heads, said[1]) if named else _entry([], said[0])
    becomes = f"; its first row becomes {example}" if example else ""
    return Problem(
        rule="pasted-table",
        file=source.file,
        message=f"this is a table of {len(said)} rows, not `key: value` lines",
        advice=f"take it out of here, save it as bom.csv, and run: {_COMMAND}{becomes}",
        path=("bom",) if first and _BOM.fullmatch(lines[first - 1].rstrip()) else (),
        span=Span(first + 1, 1, last + 1, len(lines[last].rstrip()) + 1),
        stops=True,
    )


def _field(head: str) -> str:
    """The field of an item that a column is headed by; `item` for its name."""
    plain = terms.plain(head)
    known = shape.keys(UseCase, ("bom", "item"))
    if plain in {"item", "key", "slug", "id"}:
        return "item"
    return plain if plain in known else terms.field(("bom", "item"), plain)


def _entry(heads: list[str], cells: list[str]) -> str:
    """What a row becomes as an item."""
    if heads:
        pairs = {head: cell for head, cell in zip(heads, cells, strict=False) if head and cell}
        name = pairs.pop("item", "") or pairs.get("title", "")
        fields = [f"{head}: {repair.as_needed(cell)}" for head, cell in pairs.items()]
    else:
        name = cells[0]
        fields = [field for cell in cells[1:] if (field := mappings.field_of(cell))]
    slug = repair.slug(name)
    return f"{slug}: {{{', '.join(fields[:_SHOWN])}}}" if slug and fields else ""
