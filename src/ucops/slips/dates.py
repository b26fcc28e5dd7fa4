"""Days as people write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from ucops.model.values import placeholder
from ucops.prose.spans import WRITTEN
from ucops.prose.words import MONTHS
from ucops.slips.misfit import Misfit, Said, shown
from ucops.text.correction import UNSAID, Certainty, Correction, sure

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LANGUAGES = ("en", "de", "fr", "es")
"""The languages whose months are read."""
LONGEST = 40
"""Characters of a day in words; what is longer is a sentence."""
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}", re.ASCII)
"""Where dots are written, the day comes first; a year of two digits leaves that open."""
_YEAR = re.compile(r"\d{4}")
_NUMBERS = re.compile(r"\d\D+\d|\d{8}")
"""A day is told by two numbers at least, for the day and its year."""
_TIMED = re.compile(r"(\d{4}-\d{2}-\d{2})[T\s].*")
_QUOTES = " \u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\"'"
_LONG_DASHES = re.compile("[\u2010-\u2015\u2212]")
_MONTHS = 12
_MAY_BE_SPAN = frozenset({"start", "due", "reviewed", "since", "period"})
"""The days that a month, a quarter, a half-year or a year may stand for."""
_MAY_BE_OPEN = _MAY_BE_SPAN | {"date"}
"""The days that a placeholder may stand for."""
_PART_FIRST = re.compile(
    r"(?:([QH][1-4]|[1-4][QH]|[^\W\d]{3,10}\.?)[-/. ]?|(\d{1,2})[-/. ])(\d{4})", re.IGNORECASE
)
_YEAR_AND_PART = re.compile(
    r"(\d{4})(?:[-/. ]?([QH][1-4]|[1-4][QH])|[-/. ](\d{1,2}))", re.IGNORECASE
)


def guessed(text: str) -> dt.date | None:
    """The day that is meant, where only one can be: 2026/11/30, 30.11.2026, Nov 30, 2026."""
    likely = either(text)
    return likely[0] if len(likely) == 1 else None


def either(text: str) -> tuple[dt.date, ...]:
    """The days that can be meant: two for 12/11/2026, of which people read either."""
    plain = _plainly(text.strip(_QUOTES))
    if not _NUMBERS.search(plain) or len(plain) > LONGEST:
        return ()
    if found := _YEAR_FIRST.fullmatch(plain) or _TOGETHER.fullmatch(plain):
        year, month, day = map(int, found.groups())
        days = [_day(year, month, day) if month <= _MONTHS else _day(year, day, month)]
    else:
        orders = ("DMY",) if _DOTTED.fullmatch(plain) else ("MDY", "DMY")
        days = [_parsed(plain, order) for order in orders]
    return tuple(dict.fromkeys(day for day in days if day is not None))


def spanned(text: str) -> str:
    """The span that is meant, as files write it: `Q1 2027`, `2027/H1`, `Mar 2027`; else empty."""
    plain = _IN_WORDS.sub(_as_part, _plainly(text.strip(_QUOTES)))
    if found := _YEAR_AND_PART.fullmatch(plain):
        year, part = found[1], found[2] or found[3]
    elif found := _PART_FIRST.fullmatch(plain):
        part, year = found[1] or found[2], found[3]
    else:
        return ""
    span = f"{year}-{_part(part)}"
    return span if re.fullmatch(WRITTEN, span) else ""


_COUNTED = ("first", "second", "third", "fourth")
_IN_WORDS = re.compile(
    r"(first|second|third|fourth|[1-4](?:st|nd|rd|th|\.)) (quarter|half)(?: of)?", re.IGNORECASE
)


def _as_part(found: re.Match[str]) -> str:
    """`first quarter` as files write it: `Q1`."""
    word = found[1].casefold()
    number = _COUNTED.index(word) + 1 if word in _COUNTED else word[0]
    return f"{found[2][0].upper()}{number}"


def _part(text: str) -> str:
    """A part of a year as files write it: `Q1`, `H2`, `03`; a month in words by its number."""
    if text.isdigit():
        return text.zfill(2)
    if any(sign.isdigit() for sign in text):
        return "".join(sorted(text.upper(), reverse=True))
    month = text[:3].capitalize()
    return f"{MONTHS.index(month) + 1:02}" if month in MONTHS else ""


def _parsed(text: str, order: str) -> dt.date | None:
    """The day in a text that names nothing but a day with its month and year."""
    try:
        found = _parser(order).get_date_data(text)
    except (ValueError, OverflowError):
        return None
    return found.date_obj.date() if found.date_obj and found.period == "day" else None


@cache
def _parser(order: str) -> DateDataParser:
    from dateparser.date import DateDataParser  # noqa: PLC0415 - only once something is wrong

    strict = {"DATE_ORDER": order, "PREFER_LOCALE_DATE_ORDER": False, "STRICT_PARSING": True}
    return DateDataParser(list(LANGUAGES), settings={**strict, "PARSERS": ["absolute-time"]})


def _plainly(text: str) -> str:
    """A text with ASCII digits, hyphens and spaces where it has others like them."""
    return " ".join(unicodedata.normalize("NFKC", _LONG_DASHES.sub("-", text)).split())


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_AROUND = r"(?:(?:by|until|end of|mid|early|late|ende|fin|in|of|the)\s+)*"
_BEGUN = re.compile(_AROUND)
_PART = re.compile(r"[qQ][1-4]|[hH][12]")
_WEEK = re.compile(
    rf"{_AROUND}(?:cw|kw|week|wk|w)\s?(\d{{1,2}})(?:[\s/'-]*(\d{{4}}))?", re.IGNORECASE
)
_YEARLESS = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})\.?\s+([^\W\d]+)\.?")
_BOUND = re.compile(
    r"(?:by|until|before|due|on|bis|ca\.?|approx\.?|~)?\s*(\d{4}-\d{2}-\d{2})\s*[?!.*]*"
)
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\s*(?:-|–|—|to|until|\.\.)\s*(\d{4}-\d{2}-\d{2})")


def spans(text: str) -> str:
    """The span that is meant, whatever words stand in front, as `end of`; otherwise empty."""
    plain = _plainly(text.strip(_QUOTES))
    return spanned(plain[_end(plain) :])


def _end(plain: str) -> int:
    begun = _BEGUN.match(plain)
    return begun.end() if begun else 0


def yearless(text: str, year: int) -> str:
    """The day, quarter or half year in a text that names no year, in one; else empty."""
    plain = _plainly(text.strip(_QUOTES))
    plain = plain[_end(plain) :]
    if _PART.fullmatch(plain):
        return spanned(f"{plain} {year}")
    if found := _YEARLESS.fullmatch(plain):
        month = spanned(f"{found[1] or found[4]} {year}")
        day = _day(year, int(month[-2:]), int(found[2] or found[3])) if month else None
        return day.isoformat() if day else ""
    return ""


def week(text: str) -> tuple[int, int] | None:
    """The calendar week that a text names, with its year or zero."""
    found = _WEEK.fullmatch(_plainly(text.strip(_QUOTES)))
    return (int(found[1]), int(found[2] or 0)) if found else None


def friday(number: int, year: int) -> str:
    """The Friday of a calendar week; empty where the year has no such week."""
    try:
        return dt.date.fromisocalendar(year, number, 5).isoformat()
    except ValueError:
        return ""


def is_wanted(name: str) -> bool:
    """Whether a field is a day's."""
    return name in _MAY_BE_OPEN


def is_said(text: str) -> bool:
    """Whether a text names a time, in whatever words, or is left open."""
    known = either(text) or spans(text) or yearless(text, 2000) or week(text)
    return bool(known or _BOUND.fullmatch(text) or _RANGE.fullmatch(text) or placeholder(text))


def not_date(misfit: Misfit) -> Said:
    """What to say about something else where a day belongs."""
    value = misfit.value
    if isinstance(value, dt.datetime):
        return _timed(misfit, value.date().isoformat())
    text = str(value).strip()
    if (found := _TIMED.fullmatch(text)) and not _RANGE.fullmatch(text):
        return _timed(misfit, found[1])
    likely = either(text)
    message = f"{shown(misfit)} is not a date"
    if not likely:
        return Said("bad-date", message, _in_words(misfit, text) or _as_a_day(misfit))
    if len(likely) > 1:
        hint = f"write {likely[0]} or {likely[1]}, whichever is meant"
        return Said("bad-date", message, hint)
    if likely[0].isoformat() == _plainly(text):
        message = f"the dashes or digits of {shown(misfit)} are not those of a date"
    certain = sure(_YEAR.match(misfit.raw.strip("\"'").strip()))
    value = UNSAID if misfit.on_key else likely[0]
    return Said("bad-date", message, misfit.write(likely[0].isoformat(), value, certain))


def _in_words(misfit: Misfit, text: str) -> str | Correction:
    """What a time in other words means, as far as it says that itself."""
    if found := _BOUND.fullmatch(text):
        return misfit.write(found[1], certainty=Certainty.SURE)
    if found := _RANGE.fullmatch(text):
        return f"write the two apart: start: {found[1]}, due: {found[2]}"
    if misfit.name in _MAY_BE_SPAN and (span := spans(text)):
        return misfit.write(span, certainty=Certainty.SURE)
    if number := week(text):
        return _week(*number)
    done = text.casefold() in _FINISHED
    return "a finished item says where it is: deliverable: its address" if done else ""


def _week(number: int, year: int) -> str:
    if end := friday(number, year) if year else "":
        return f"week {number} ends on {end}: write that, if its last day is meant"
    return f"say in which year week {number} is, by its last day: year-month-day"


_FINISHED = frozenset({"done", "finished", "complete", "completed", "live"})


def _timed(misfit: Misfit, day: str) -> Said:
    return Said("date-with-time", "a date carries a time", misfit.write(day))


def _as_a_day(misfit: Misfit) -> str:
    """How a day is written, shown by one that nobody takes for the answer."""
    form = "write it as year-month-day, such as 1999-12-31"
    if misfit.name == "retired":
        return f"retired says since which day it is no longer wanted: {form}"
    if misfit.name in _MAY_BE_SPAN:
        form = f"{form}, or as 1999-12, 1999-Q4, 1999-H2 or 1999"
    return f"{form}, or tbd while it is open" if misfit.name in _MAY_BE_OPEN else form


def impossible(misfit: Misfit) -> Said:
    """What to say about a day that is in no calendar."""
    text = str(misfit.value)
    message = f"there is no day {text} in the calendar"
    if swapped := guessed(text):
        return Said("impossible-date", message, misfit.write(swapped.isoformat()))
    last = _last_of_month(text)
    hint = f"that month ends on {last}" if last else _as_a_day(misfit)
    return Said("impossible-date", message, hint)


def _last_of_month(text: str) -> str | None:
    """The last day of the month of an impossible day, or None where the month is none either."""
    year, month = int(text[:4]), int(text[5:7])
    if not 1 <= month <= _MONTHS or not year:
        return None
    return dt.date(year, month, calendar.monthrange(year, month)[1]).isoformat()


def not_period(misfit: Misfit) -> Said:
    """What to say about something else where a day, month or year belongs."""
    if isinstance(misfit.value, dt.datetime):
        return not_date(misfit)
    message = f"{shown(misfit)} is not a day, month or year"
    likely = guessed(str(misfit.value))
    if span := spans(str(misfit.value)):
        return Said("bad-date", message, misfit.write(span, span, Certainty.SURE))
    period = "write it as a day, month or year, such as 1999-12-31, 1999-12 or 1999, or tbd"
    return Said("bad-date", message, misfit.write(likely.isoformat()) if likely else period)
