"""Days as files write them: exact ones, planned ones that may be a span, and periods."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ucops.model.patterns import DAY, PERIOD, PLANNED
from ucops.model.values import or_open, placeholder
from ucops.prose.spans import WRITTEN, Span


def _date(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("date_impossible", "no such day in the calendar") from None
    return value


Date = Annotated[
    dt.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})
]
"""A day, written `YYYY-MM-DD`."""


def _planned_date(value: object) -> object:
    return None if placeholder(value) else _date(value)


PlannedDate = Annotated[
    dt.date | None,
    BeforeValidator(_planned_date),
    WithJsonSchema({"type": ["string", "null"], "pattern": or_open(DAY)}),
]
"""A day that may still be open: a placeholder is read as no date."""


def _span(value: object, day: Callable[[str], Span]) -> object:
    """The day that a span stands for; a year may be written as a number."""
    text = str(value) if value.__class__ is int else value
    if isinstance(text, str) and re.fullmatch(WRITTEN, text):
        return day(text)
    return _planned_date(value)


def _due(value: object) -> object:
    return _span(value, Span.ending)


def _start(value: object) -> object:
    return _span(value, Span.starting)


_SPAN_SCHEMA = {
    "type": ["string", "integer", "null"],
    "pattern": or_open(PLANNED),
    "minimum": 1000,
    "maximum": 9999,
}
DueDate = Annotated[dt.date | None, BeforeValidator(_due), WithJsonSchema(_SPAN_SCHEMA)]
"""The last day of something planned: a day, or a month, quarter, half-year or year (its last day).

It may still be open: a placeholder is read as no date.
"""
StartDate = Annotated[dt.date | None, BeforeValidator(_start), WithJsonSchema(_SPAN_SCHEMA)]
"""The first day of something planned, likewise; a span means its first day."""


def _period(value: object) -> str | None:
    if placeholder(value):
        return None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str) and re.fullmatch(PERIOD, text):
        return text
    raise PydanticCustomError("period", "not a day, month or year: 2026-11-30, 2026-11 or 2026")


Period = Annotated[
    str | None,
    BeforeValidator(_period),
    WithJsonSchema(
        {
            "type": ["string", "integer", "null"],
            "pattern": or_open(PERIOD),
            "minimum": 1000,
            "maximum": 9999,
        }
    ),
]
"""A day, a month or a year that may still be open: `2026-11-30`, `2026-11`, `2026` or `tbd`."""
