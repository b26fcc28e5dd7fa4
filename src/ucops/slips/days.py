"""Days as people write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_SIGNS = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]", re.ASCII)
_SHORT_YEAR = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{2})", re.ASCII)
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", re.ASCII)
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.|er)?\s(?:of\s)?([^\W\d]+)\.?,?\s(\d{4})", re.ASCII
)
_NAMED_DAY = re.compile(r"([^\W\d]+)\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})", re.ASCII)
_QUOTES = " \u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb\"'"
_LONG_DASHES = re.compile("[\u2010-\u2015\u2212]")
_MONTHS = 12
_SPREADSHEET = dt.date(1899, 12, 30).toordinal()
"""From which day on spreadsheets count."""
_FIRST_COUNTED = dt.date(2000, 1, 1).toordinal() - _SPREADSHEET
_LAST_COUNTED = dt.date(2099, 12, 31).toordinal() - _SPREADSHEET
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
    plain = plainly(text.strip(_QUOTES))
    if found := _SIGNS.fullmatch(unicodedata.normalize("NFC", plain)):
        written = [(found[1], found[2], found[3])]
    elif found := _YEAR_FIRST.fullmatch(plain) or _TOGETHER.fullmatch(plain):
        written = [(found[1], found[2], found[3])]
        if int(found[2]) > _MONTHS:
            written = [(found[1], found[3], found[2])]
    elif found := _SHORT_YEAR.fullmatch(plain):
        year = f"20{found[4]}"
        written = [(year, found[1], found[3]), (year, found[3], found[1])]
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


def counted(number: object) -> dt.date | None:
    """The day that a spreadsheet shows for a number of days, within this century; or None."""
    if not isinstance(number, int) or not _FIRST_COUNTED <= number <= _LAST_COUNTED:
        return None
    return dt.date.fromordinal(_SPREADSHEET + number)


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
