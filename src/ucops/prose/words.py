"""Days, counts, lists and cuts as people read them, whatever the machine's language. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ucops.prose.spans import Span

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SHOWN = 6
"""How many names a sentence lists: more of them nobody reads."""


def day(date: dt.date) -> str:
    """The one spelling of a day for people: `11 Dec 2026`; of a span, as planned: `Q1 2027`.

    What stands in a file, or is to be written into one, keeps the form `2026-12-11`.
    """
    if isinstance(date, Span) and date.written:
        return span(date.written)
    return f"{date.day} {month(date)}"


def span(written: str) -> str:
    """A month, quarter, half-year or year of a file as people say it: `2027-Q1` is `Q1 2027`."""
    year, _, part = written.partition("-")
    if not part:
        return year
    return f"{part if part[0] in 'QH' else MONTHS[int(part) - 1]} {year}"


def month(date: dt.date) -> str:
    """The month of a day: `Dec 2026`."""
    return f"{MONTHS[date.month - 1]} {date.year}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number and its noun: `1 item`, `2 items`, `1,200 items`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Iterable[str], shown: int = SHOWN) -> str:
    """Join names the way a sentence does, the first few of them: `a, b and c`."""
    known = list(names)
    if len(known) > shown:
        return f"{', '.join(known[:shown])} and {len(known) - shown} more"
    return " and ".join(filter(None, [", ".join(known[:-1]), *known[-1:]]))


def one_line(text: str) -> str:
    """The text with one blank wherever it has several, a line end or a tab."""
    return " ".join(text.split())


def cut(text: str, limit: int) -> str:
    """The text in at most so many signs, an ellipsis among them where something is left out."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def sentence(text: str) -> str:
    """Begin a text with a capital and end it with a full stop, as messages do."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")
