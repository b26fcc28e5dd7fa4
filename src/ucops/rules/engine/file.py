"""One file as rules see it: its texts are gathered and lowered once, and asked for all signs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.text.source import Path, Source

_ALIKE = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}
"""Letters that a pattern without letter case takes for these, and `str.lower` does not."""
_RARE = frozenset("#&+<@[\\_`{~")
"""Signs that most texts are without, and that are looked for a hundred times faster than a word."""


@dataclass(frozen=True, slots=True)
class Search:
    """Something to look for in all texts.

    Attributes:
        pattern: What it looks like.
        signs: Words in small letters of which a text has to hold one, or nothing is found in it;
            empty for what is only ever found in texts that are not all ASCII.
        skip: Keys below which nothing is looked at.
    """

    pattern: re.Pattern[str]
    signs: tuple[str, ...]
    skip: frozenset[str] = frozenset()


class Texts:
    """Texts that are put into small letters once, and asked for all signs in one piece."""

    def __init__(self, each: list[str]) -> None:
        self.each = each
        joined = "\n".join(each)
        self.ascii = joined.isascii()
        self._small = (joined if self.ascii else _spelt_alike(joined)).lower()

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(one) + 1 for one in self.each), initial=0))

    def holding(self, signs: Iterable[str]) -> list[int]:
        """Which of the texts hold one of the signs, in their order."""
        found = set()
        for sign in signs:
            if (mark := _mark(sign)) and mark not in self._small:
                continue
            start = self._small.find(sign)
            while start >= 0:
                at = bisect_right(self._starts, start) - 1
                found.add(at)
                start = self._small.find(sign, self._starts[at + 1])
        return sorted(found)

    def foreign(self) -> list[int]:
        """Which of the texts hold something outside ASCII."""
        return [] if self.ascii else [at for at, one in enumerate(self.each) if not one.isascii()]


def _spelt_alike(text: str) -> str:
    """A text with these letters replaced.

    Each is looked for by itself: `str.translate` looks up every letter of a text, which takes as
    long as reading the file.
    """
    for letter, plain in _ALIKE.items():
        text = text.replace(letter, plain)
    return text


@cache
def _mark(sign: str) -> str:
    """The rarest letter of a sign, where it has one that is rare."""
    return next((letter for letter in sign if letter in _RARE), "")


class File:
    """One file.

    Attributes:
        source: What it says, and where.
        entry: Its use case; None for `ucops.yaml`, and where another file has the same id.
    """

    def __init__(self, source: Source, entry: Entry | None) -> None:
        self.source = source
        self.entry = entry

    @property
    def name(self) -> str:
        """Its path relative to the root."""
        return self.source.file

    @cached_property
    def texts(self) -> Texts:
        """Every text value, in the order of the file."""
        found: list[str] = []
        _gather([self.source.data], found)
        return Texts(found)

    @cached_property
    def paths(self) -> list[Path]:
        """Where each of the texts stands."""
        return [path for path, _ in texts(self.source)]

    @cached_property
    def lines(self) -> Texts:
        """Every line, comments included."""
        return Texts(self.source.text.split("\n"))

    def holding(self, *signs: str) -> Iterator[tuple[Path, str]]:
        """The texts that hold one of the signs, each with its place."""
        return ((self.paths[at], self.texts.each[at]) for at in self.texts.holding(signs))

    def matches(self, search: Search) -> Iterator[tuple[Path, re.Match[str]]]:
        """The first match in each text, with the text's place."""
        for at in self.texts.holding(search.signs) if search.signs else self.texts.foreign():
            found = search.pattern.search(self.texts.each[at])
            if found and not search.skip.intersection(self.paths[at]):
                yield self.paths[at], found


def texts(source: Source) -> Iterator[tuple[Path, str]]:
    """Every text value of a file with its place, outermost first."""
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


def _gather(values: list[object], found: list[str]) -> None:
    """The same without the places, which are asked for only where something is found."""
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            _gather([one for key, one in value.items() if isinstance(key, str)], found)
        elif isinstance(value, list):
            _gather(value, found)
