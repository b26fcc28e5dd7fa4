"""Signs that people start the entries of a list with, and that are no hyphens."""

from __future__ import annotations

import re

BULLETS = "•·▪●◦*"
LONG_DASHES = "–—"
_MARKED = re.compile(rf"([ \t]*(?:- +)*)([{LONG_DASHES}{BULLETS}])[ \t\u00a0]+(?=\S)")
_NAMES = {"*": "a star", "–": "a long dash", "—": "a long dash"}


def hyphened(line: str) -> str | None:
    """A line that starts with another sign, with a hyphen in its place; None for other lines."""
    found = _MARKED.match(line)
    return f"{found[1]}- {line[found.end() :]}" if found else None


def column(line: str) -> int:
    """Where the sign stands on a line that starts with one."""
    found = _MARKED.match(line)
    return found.start(2) if found else 0


def explained(line: str) -> str:
    """What is wrong with a line that starts with such a sign."""
    name = _NAMES.get(line[column(line)], "a bullet")
    return f"an entry of a list starts with a hyphen, and this is {name}"
