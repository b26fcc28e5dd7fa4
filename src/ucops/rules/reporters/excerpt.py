"""A line of a file with what is meant underlined, cut to a width."""

from __future__ import annotations

from rich.cells import cell_len

from ucops.rules.finding import Finding

BEFORE = 20
"""Columns that are kept in front of what is meant when a line is too long."""


def printable(text: str) -> str:
    """Put a visible sign in the place of what a terminal or a reader would not show."""
    return "".join(sign if sign.isprintable() else "�" for sign in text.replace("\t", " "))


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
    cut = max(0, start - BEFORE) if cell_len(printable(line)) > width else 0
    before = ("…" if cut else "") + printable(line[cut:start])
    marked, after = printable(line[start:end]), printable(line[end:])
    shown = _cut(before + marked + after, width)
    carets = max(1, min(cell_len(marked), cell_len(shown) - cell_len(before)))
    return shown, " " * cell_len(before) + "^" * carets


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    while cell_len(text) > width - 1:
        text = text[:-1]
    return text + "…"
