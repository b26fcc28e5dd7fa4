"""Days as people write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", re.ASCII)
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.|er)?\s(?:of\s)?([^\W\d]+)\.?,?\s(\d{4})", re.ASCII
)
_NAMED_DAY = re.compile(r"([^\W\d]+)\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})", re.ASCII)
_LONG_DASHES = re.compile("[\u2010-\u2015\u2212]")
_MONTHS = 12
_NAMES = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "january february march april may june july august september october november december",
    "januar februar maerz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
_NUMBERS = {name: at for names in _NAMES for at, name in enumerate(names.split(), 1)}


def guessed(text: str) -> dt.date | None:
    """The day that is meant, where only one can be: 2026/11/30, 30.11.2026, Nov 30, 2026."""
    likely = either(text)
    return likely[0] if len(likely) == 1 else None


def either(text: str) -> tuple[dt.date, ...]:
    """The days that can be meant: two for 12/11/2026, of which people read either."""
    plain = plainly(text)
    if found := _YEAR_FIRST.fullmatch(plain) or _TOGETHER.fullmatch(plain):
        written = [(found[1], found[2], found[3])]
    elif found := _YEAR_LAST.fullmatch(plain):
        written = [(found[3], found[2], found[1])]
    elif found := _SLASHED.fullmatch(plain):
        written = [(found[3], found[1], found[2]), (found[3], found[2], found[1])]
    elif found := _DAY_NAMED.fullmatch(plain):
        written = [(found[3], str(_month(found[2])), found[1])]
    elif found := _NAMED_DAY.fullmatch(plain):
        written = [(found[3], str(_month(found[1])), found[2])]
    else:
        return ()
    known = (_day(*map(int, numbers)) for numbers in written)
    return tuple(dict.fromkeys(day for day in known if day is not None))


def plainly(text: str) -> str:
    """A text with ASCII digits, letters, hyphens and spaces where it has others like them."""
    spelt = text.casefold().replace("ä", "ae")
    letters = unicodedata.normalize("NFKD", _LONG_DASHES.sub("-", spelt))
    return " ".join("".join(one for one in letters if unicodedata.category(one) != "Mn").split())


def _month(name: str) -> int:
    """The number of a month; 0, which is none, for any other word."""
    return _NUMBERS.get(name, 0)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def last_of_month(text: str) -> str | None:
    """The last day of the month of an impossible day, or None where the month is none either."""
    found = re.match(r"([0-9]{4})-([0-9]{2})", text)
    if found is None or not 1 <= int(found[2]) <= _MONTHS or not int(found[1]):
        return None
    year, month = int(found[1]), int(found[2])
    return dt.date(year, month, calendar.monthrange(year, month)[1]).isoformat()
