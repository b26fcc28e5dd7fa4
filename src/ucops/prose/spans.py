"""Days as people plan: a day, or the last or first day of a month, quarter, half-year or year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

WRITTEN = r"[1-9]\d{3}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]))?"
"""A span as files write it: `2027`, `2027-03`, `2027-Q1` or `2027-H1`."""

_QUARTER, _HALF, _YEAR = 3, 6, 12
"""Months of each."""


class Span(dt.date):
    """A day that stands for a span of days, such as the last one of a quarter.

    It counts and compares as that day. Days computed from it are plain ones again.

    Attributes:
        written: How the file says it, such as `2027-Q1`; empty for a plain day.
    """

    written: str = ""

    @classmethod
    def ending(cls, written: str) -> Span:
        """The last day of a span as files write it."""
        year, first, months = _months(written)
        month = first + months - 1
        return cls._of(dt.date(year, month, calendar.monthrange(year, month)[1]), written)

    @classmethod
    def starting(cls, written: str) -> Span:
        """The first day of a span as files write it."""
        year, first, _ = _months(written)
        return cls._of(dt.date(year, first, 1), written)

    @classmethod
    def _of(cls, day: dt.date, written: str) -> Span:
        made = cls(day.year, day.month, day.day)
        made.written = written
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle it with what is written."""
        return Span._of, (dt.date(self.year, self.month, self.day), self.written)


def written(date: dt.date) -> str:
    """A day or span as a file has it: `2027-Q1`, `2027-03-31`."""
    said = date.written if isinstance(date, Span) else ""
    return said or date.isoformat()


def _months(text: str) -> tuple[int, int, int]:
    """The year, the first month and the number of months of a written span."""
    if not re.fullmatch(WRITTEN, text):
        raise ValueError(text)
    year, _, part = text.partition("-")
    if not part:
        return int(year), 1, _YEAR
    if part[0] in "QH":
        length = _QUARTER if part[0] == "Q" else _HALF
        return int(year), (int(part[1]) - 1) * length + 1, length
    return int(year), int(part), 1
