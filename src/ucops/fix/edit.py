"""Replacing stretches of a text, and what that makes the text say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ucops.text.source import Path

_LINE_END = re.compile(r"\r?\n")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a node of the text before stands for once the text is mended.

    Attributes:
        at: Where the node starts, in code points.
        value: The plain data that it stands for afterwards.
        whole: Whether it is a mapping or list rather than the scalar that starts there.
    """

    at: int
    value: object
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One stretch of text that is replaced.

    Attributes:
        rule: The rule that is broken there, or a name of our own where none is.
        start, end: The stretch, in code points from 0.
        text: What stands there afterwards.
        means: What that makes the file say.
        path: What it is about, as its keys are spelled afterwards; empty where nothing below it
            can have been hidden by what was wrong.
    """

    rule: str
    start: int
    end: int
    text: str
    means: tuple[Meaning, ...]
    path: Path = ()


def applied(text: str, fixes: Iterable[Fix]) -> str:
    """The text with every stretch replaced; they do not overlap."""
    pieces, at = [], 0
    for fix in sorted(fixes, key=lambda fix: fix.start):
        pieces += [text[at : fix.start], fix.text]
        at = fix.end
    return "".join([*pieces, text[at:]])


def apart(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes in the order of the text, without those that overlap an earlier one."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: (fix.start, fix.end)):
        if not kept or fix.start >= kept[-1].end:
            kept.append(fix)
    return kept


@lru_cache(maxsize=2)
def line_starts(text: str) -> Sequence[int]:
    """Where every line starts, in code points; LF and CRLF end a line."""
    return [0, *(found.end() for found in _LINE_END.finditer(text))]


def offset(text: str, line: int, column: int) -> int:
    """The code point at a line and column, both from 1."""
    return line_starts(text)[line - 1] + column - 1


def line_start(text: str, index: int) -> int:
    """Where the line of a code point starts."""
    starts = line_starts(text)
    return starts[bisect_right(starts, index) - 1]
