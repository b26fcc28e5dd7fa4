"""A line of a file with what is meant underlined, cut to a width."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from ucops.prose.visible import printable
from ucops.rules.engine.finding import Finding

__all__ = ["excerpt", "printable"]

BEFORE = 20
"""Columns that are kept in front of what is meant when a line is too long."""


def excerpt(finding: Finding, lines: list[str], width: int) -> tuple[str, str]:
    """The line that a finding points at, and the carets to put under it.

    Args:
        finding: What was found.
        lines: The lines of its file.
        width: The most columns that a line may have.
    """
    line = lines[finding.line - 1] if finding.line <= len(lines) else ""
    start = min(finding.column - 1, len(line))
    end = min(finding.end_column - 1, len(line)) if finding.end_line == finding.line else len(line)
    before = _before(line, start, width)
    last = start + 2 * width  # what lies beyond is out of sight, however long it is
    marked = printable(line[start : min(end, last)])
    shown = _cut(before + marked + printable(line[min(end, last) : last]), width)
    carets = max(1, min(cell_len(marked), cell_len(shown) - cell_len(before)))
    return shown, " " * cell_len(before) + "^" * carets


def _before(line: str, start: int, width: int) -> str:
    """What stands in front of a place: all of it where the whole line and a caret have room."""
    if len(line) <= width and cell_len(printable(line)) <= width:
        before = printable(line[:start])
        if cell_len(before) < width:
            return before
    before = printable(line[max(0, start - BEFORE) : start])
    while cell_len(before) > BEFORE:
        before = before[1:]
    return f"…{before}" if len(before) < start else before


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"
