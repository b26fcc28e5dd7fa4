"""A table that was pasted from a spreadsheet or a page, where YAML is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_origin

from ucops.model import shape
from ucops.model.usecase import UseCase
from ucops.slips import mappings, repair, terms
from ucops.slips.suspicion import may_be_row
from ucops.text.problem import Problem
from ucops.text.source import Source, Span

_OPENED = re.compile(r"[^#]*(?::|-) [|>][-+0-9]{0,2}\s*(?:#.*)?")
_HEAD = re.compile(r"([a-z][a-z_]*):\s*(?:#.*)?")
"""A part of the file that says nothing on its own line."""
_RULE = re.compile(r"[\s|:+=-]*")
"""A line of a table that only draws one."""
_PIPED = re.compile(r"\s*\|.*\S.*\|\s*")
_APART = {
    "\t": re.compile(r" *\t+ *"),
    "|": re.compile(r"\s*\|+\s*"),
    "<": re.compile(r"\s*(?:</?t[rdh][^>]*>\s*)+"),
    "->": re.compile(r"\s*(?:->|→)\s*"),
    ",": re.compile(r"\s*,\s*"),
    ";": re.compile(r"\s*;\s*"),
    "  ": re.compile(r" {2,}"),
}
_LOOSE = ("->", ",", ";", "  ")
"""What keeps columns apart, but stands in texts as well: it counts right below `bom:` alone."""
_FEWEST = {"\t": 2, "|": 2, "<": 2, "->": 2, ",": 3, ";": 3, "  ": 3}
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
        below = _part(lines, at) == "bom"
        begins = below or any(sign in line for sign in "\t|<")  # nearly no line does; all are seen
        signs = (one for one in _APART if _is_row(line, one, below=below))
        sign = next(signs, "") if begins else ""
        rows = [at]
        while sign and rows[-1] + 1 < len(lines) and _goes_on(lines, rows[-1] + 1, sign):
            rows.append(rows[-1] + 1)
        if sign and (len(rows) > 1 or (below and sign == "\t")):
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
    if sign == "|" and (not below or _PIPED.fullmatch(line)):
        return _PIPED.fullmatch(line) is not None
    return bool(_APART[sign].search(said)) and len(_cells(line, sign)) >= _FEWEST[sign]


def _part(lines: Sequence[str], at: int) -> str:
    """The part of the file that ends in the line above, as far as that says something."""
    above = next((one for one in reversed(lines[max(at - _NEAR, 0) : at]) if one.strip()), "")
    found = _HEAD.fullmatch(above.rstrip())
    return found[1] if found else ""


_NEAR = 3
"""Lines between a part's key and its table: a fence of a chat, an empty one."""


def _cells(line: str, sign: str) -> list[str]:
    said = re.sub(r"^(?:- +)+", "", line.strip())
    said = _APART[sign].sub("", said, count=1) if _APART[sign].match(said) else said
    said = said[: said.rstrip().rfind(sign)] if sign == "|" and said.endswith("|") else said
    said = re.sub(r"(?:</t[rdh]>\s*)+$", "", said)
    return [one.strip(" \"'") for one in _APART[sign].split(said)]


def _problem(source: Source, lines: Sequence[str], rows: list[int], sign: str) -> Problem:
    first, last = rows[0], rows[-1]
    said = [_cells(lines[at], sign) for at in rows if not _RULE.fullmatch(lines[at])]
    heads = [_field(cell) for cell in said[0]]
    named = sum(bool(one) for one in heads) > 1 and len(said) > 1
    part = _part(lines, first)
    example = _entry(heads, said[1]) if named else _entry([], said[0])
    becomes = f"; its first row becomes {example}" if example else ""
    advice = f"take it out of here, save it as bom.csv, and run: {_COMMAND}{becomes}"
    if part != "bom" and (said_ := _as_part(part, said[-1])):
        advice = f"write each row of it as an entry: {said_}"
    return Problem(
        rule="pasted-table",
        file=source.file,
        message=f"this is a table of {len(said)} rows, not `key: value` lines",
        advice=advice,
        path=(part,) if part else (),
        span=Span(first + 1, 1, last + 1, len(lines[last].rstrip()) + 1),
        stops=True,
    )


def _as_part(part: str, cells: list[str]) -> str:
    """What a row becomes in a part of the file whose entries have names; else empty."""
    if get_origin(shape.bare(shape.expected(UseCase, (part,)))) is not dict:
        return ""
    name = repair.slug(cells[0]) or "name"
    if "title" not in shape.keys(UseCase, (part, "x")):
        return f"{name}: {cells[1]}"
    return f"{name}: {{title: {repair.as_needed(cells[0])}, …}}, with {', '.join(cells[1:])}"


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
