"""Days as people write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_MONTHS = 12


def guessed(text: str) -> dt.date | None:
    """The day that is meant, where only one can be: 2026/11/30, 20261130 or 30.11.2026."""
    if found := _YEAR_FIRST.fullmatch(text) or _TOGETHER.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def last_of_month(text: str) -> str | None:
    """The last day of the month of an impossible day, or None where the month is none either."""
    found = re.match(r"(\d{4})-(\d{2})", text)
    if found is None or not 1 <= int(found[2]) <= _MONTHS or not int(found[1]):
        return None
    year, month = int(found[1]), int(found[2])
    return dt.date(year, month, calendar.monthrange(year, month)[1]).isoformat()
