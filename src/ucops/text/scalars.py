"""How YAML 1.1 reads a plain scalar: word for word what PyYAML's safe loader makes of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

Make = Callable[[str], object]


class Merge:
    """The plain key `<<`: what it points at is merged into the mapping."""


MERGE = Merge()


def _merge(_text: str) -> object:
    return MERGE


def _words() -> dict[str, object]:
    said = {
        True: ("yes", "true", "on"),
        False: ("no", "false", "off"),
        None: ("null",),
    }
    words: dict[str, object] = {"~": None, "": None}
    for value, texts in said.items():
        for text in texts:
            words.update({text: value, text.capitalize(): value, text.upper(): value})
    return words


WORDS = _words()
"""The words that are not text: yes, no, on, off, true, false, null and their other spellings."""

_INT = re.compile(
    r"[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
    r"|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"
)
_FLOAT = re.compile(
    r"[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_TIMESTAMP = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9][0-9]?)-(?P<day>[0-9][0-9]?)"
    r"(?:(?:[Tt]|[ \t]+)(?P<hour>[0-9][0-9]?):(?P<minute>[0-9][0-9]):(?P<second>[0-9][0-9])"
    r"(?:\.(?P<fraction>[0-9]*))?"
    r"(?:[ \t]*(?P<zone>Z|(?P<sign>[-+])(?P<zone_hour>[0-9][0-9]?)"
    r"(?::(?P<zone_minute>[0-9][0-9]))?))?)?"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _word(text: str) -> object:
    return WORDS[text]


def _sign(text: str) -> tuple[int, str]:
    bare = text.replace("_", "")
    return (-1 if bare.startswith("-") else 1), bare.lstrip("+-")


def _int(text: str) -> object:
    sign, digits = _sign(text)
    if ":" in digits:
        value = 0
        for part in digits.split(":"):
            value = value * 60 + int(part)
        return sign * value
    for prefix, base in (("0b", 2), ("0x", 16), ("0", 8)):
        if digits.startswith(prefix) and digits != "0":
            return sign * int(digits[len(prefix) :], base)
    return sign * int(digits)


def _float(text: str) -> object:
    sign, digits = _sign(text.lower())
    if digits in {".inf", ".nan"}:
        return sign * float(digits[1:])
    if ":" not in digits:
        return sign * float(digits)
    value = 0.0
    base = 1
    for part in reversed(digits.split(":")):
        value += float(part) * base
        base *= 60
    return sign * value


def _timestamp(text: str) -> object:
    """Read a day or a moment; one that no calendar knows stays text."""
    found = _TIMESTAMP.fullmatch(text)
    if found is None:
        return text
    try:
        day = dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
        return day if found["hour"] is None else _moment(day, found)
    except (ValueError, OverflowError):
        return text


def _moment(day: dt.date, found: re.Match[str]) -> dt.datetime:
    micros = int((found["fraction"] or "0")[:6].ljust(6, "0"))
    time = dt.time(int(found["hour"]), int(found["minute"]), int(found["second"]), micros)
    moment = dt.datetime.combine(day, time)
    if found["sign"]:
        away = dt.timedelta(hours=int(found["zone_hour"]), minutes=int(found["zone_minute"] or 0))
        zone = dt.timezone(away if found["sign"] == "+" else -away)
        return moment.replace(tzinfo=zone)
    return moment.replace(tzinfo=dt.UTC) if found["zone"] else moment


NUMERIC = frozenset("0123456789+-.")
"""The first characters of all numbers and days."""
LONGEST_NUMBER = 100
"""Characters; what is longer is text, for nobody counts that far."""


def maker(text: str) -> Make | None:
    """What turns this plain scalar into its value, or None where it is text."""
    if text[:1] in NUMERIC:
        return _number_maker(text) if len(text) <= LONGEST_NUMBER else None
    if text in WORDS:
        return _word
    return _merge if text == "<<" else None


def _number_maker(text: str) -> Make | None:
    if _INT.fullmatch(text):
        return _int
    if _FLOAT.fullmatch(text):
        return _float
    if _DATE.fullmatch(text) or (":" in text and _TIMESTAMP.fullmatch(text)):
        return _timestamp
    return None
