"""The texts in a file, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ucops.rules.engine.context import Context
from ucops.text.source import Span

if TYPE_CHECKING:
    from ucops.text.source import Path, Source

QUOTES = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
CURLY = re.compile(f"[{QUOTES}][^{QUOTES}]*[{QUOTES}]")
"""A text that is wrapped in quotes of a word processor."""
NOT_PROSE = frozenset({"team", "owner", "lead", "yaml-language-server"})
"""Keys under which people are named on purpose."""


def texts(source: Source) -> Iterator[tuple[Path, str]]:
    """Every text value of a file, outermost first."""
    waiting: list[tuple[Path, object]] = [((), source.data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            inner = [((*path, key), one) for key, one in value.items() if isinstance(key, str)]
            waiting.extend(reversed(inner))
        elif isinstance(value, list):
            waiting.extend(((*path, index), value[index]) for index in reversed(range(len(value))))


@dataclass(frozen=True, slots=True)
class Search:
    """Something to look for in all texts.

    Attributes:
        pattern: What it looks like.
        signs: Words in small letters of which a file has to hold one, or nothing can be found.
        skip: Keys below which nothing is looked at.
        foreign: Whether it only ever finds something outside ASCII.
    """

    pattern: re.Pattern[str]
    signs: tuple[str, ...] = ()
    skip: frozenset[str] = frozenset()
    foreign: bool = False


def matches(context: Context, search: Search) -> Iterator[tuple[str, Path, re.Match[str]]]:
    """The first match in each text of every file, with the file and the place.

    Most files are passed over after looking for the signs, which keeps a rule over all texts cheap.
    """
    for file, source in context.loaded.sources.items():
        if not _may_match(search, source.text):
            continue
        for path, text in texts(source):
            found = search.pattern.search(text)
            if found and not search.skip.intersection(path):
                yield file, path, found


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


def _may_match(search: Search, text: str) -> bool:
    """Whether anything may be found in a file; what is written as an escape shows no signs."""
    if "\\" in text:
        return True
    if search.foreign and text.isascii():
        return False
    small = text.lower() if search.signs else ""
    if search.signs and not any(sign in small for sign in search.signs):
        return False
    return search.pattern.search(text) is not None
