"""What is said of texts: quotes, people's names, and where in a value some words stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ucops.text.source import Span

if TYPE_CHECKING:
    from ucops.text.source import Path, Source

QUOTES = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
CURLY = re.compile(f"[{QUOTES}][^{QUOTES}]*[{QUOTES}]")
"""A text that is wrapped in quotes of a word processor."""
NOT_PROSE = frozenset({"team", "owner", "lead", "yaml-language-server"})
"""Keys under which people are named on purpose."""


def written_at(source: Source, path: Path, words: str, nth: int) -> Span | None:
    """Where words stand in a value; None where they are written in another way, as an escape.

    Args:
        source: The file.
        path: Where the value stands.
        words: What to look for, on one line.
        nth: How often they stand in the value before that.
    """
    value, sign = source.locate(path), re.compile(re.escape(words))
    for number in range(value.line, value.end_line + 1):
        start = value.column - 1 if number == value.line else 0
        for found in sign.finditer(source.readable_lines[number - 1], start):
            if nth == 0:
                return Span(number, found.start() + 1, number, found.end() + 1)
            nth -= 1
    return None
