"""The texts in a file, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ucops.rules.context import Context

if TYPE_CHECKING:
    from ucops.catalog.source import Path, Source

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


def matches(
    context: Context, pattern: re.Pattern[str], skip: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Path, re.Match[str]]]:
    """The first match in each text of every file, with the file and the place.

    A file in whose text the pattern is nowhere found is not looked into, which keeps the cost of
    a rule over all texts to one search a file.

    Args:
        context: The files.
        pattern: What to look for.
        skip: Keys below which nothing is looked at.
    """
    for file, source in context.loaded.sources.items():
        if not may_match(pattern, source.text):
            continue
        for path, text in texts(source):
            found = pattern.search(text)
            if found and not skip.intersection(path):
                yield file, path, found


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a search through a file's texts may find anything; escapes are not seen through."""
    return "\\" in text or pattern.search(text) is not None
