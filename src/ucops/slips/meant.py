"""What somebody meant who wrote a value in a way of their own."""

from __future__ import annotations

import re
import unicodedata

from ucops.model.values import LOGIN

_NUMBER = re.compile(
    r"(?:#|https?://\S+/(?:issues|pull)/)?(\d{1,15}(?:\.\d{1,2})?)(?:\s?(?![kKmM]\b)[^\W\d]+|\s?[%€$£])?"
)
_UNIT = r"\s?(?![kKmM]\b)[^\W\d]+|\s?[%€$£]"
_WITH_UNIT = re.compile(rf"(.*?\d)(?:{_UNIT})?")
_IN_FRONT = "€$£¥≈~≥≤<>= "
_DIGITS = re.compile(r"([-+]?)(\d+)(\.\d+)?")
_GROUPED = re.compile(r"[-+]?(?:\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+(?:(?<=\d)[.,]\d+)?|\d+,\d+)")
_RANGE = re.compile(r"(\d{1,6})\s*(?:to|bis|à|[-–—]|\.\.)\s*(\d{1,6})")
_PROFILE = re.compile(r"https?://github\.com/|@")
_BETWEEN_PEOPLE = re.compile(r"\s*[,;/&+]\s*|\s+(?:and|or|und|et)\s+")


_YEARS = 1000
"""What starts with such a number is rather a day or a month than a range of pieces."""
_COUNT = re.compile(r"(?:tier\W*|#\s*)?(\d{1,3}|one|two|three|first|second|third)(?:\.0+)?")
_COUNTED = {"one": "1", "two": "2", "three": "3", "first": "1", "second": "2", "third": "3"}


def plain(value: object) -> str:
    """The digits of a text that is nothing but a number, such as `0900`; otherwise empty."""
    found = _DIGITS.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return ""
    ascii_digits = unicodedata.normalize("NFKC", found[2])
    return f"{found[1].replace('+', '')}{ascii_digits.lstrip('0') or '0'}{found[3] or ''}"


def number(value: object) -> str:
    """The number in `900 kUSD`, `€3000`, `#42`, `1.234,5` or an issue's address; otherwise empty.

    What `310k` is depends on the unit, so it is nothing.
    """
    if not isinstance(value, str):
        return ""
    text = value.strip().lstrip(_IN_FRONT)
    grouped = _WITH_UNIT.fullmatch(text)
    if grouped and _GROUPED.fullmatch(grouped[1]):
        return _ungrouped(grouped[1])
    found = _NUMBER.fullmatch(text)
    return found[1] if found else ""


def _ungrouped(text: str) -> str:
    """A number with separators in plain digits; the last sign of its kind starts the decimals."""
    signs = re.findall(r"[.,]", text)
    decimal = signs[-1] if signs and signs.count(signs[-1]) == 1 else ""
    if decimal == "," and len(signs) == 1 and re.search(r",\d{3}$", text):
        decimal = ""
    whole, _, rest = text.rpartition(decimal) if decimal else (text, "", "")
    digits = re.sub(r"[^\d+-]", "", whole)
    return f"{digits}.{rest}" if rest else digits


def counted(text: str) -> str:
    """The digits of the small number that `Tier 1`, `1.0` or `one` names; otherwise empty."""
    found = _COUNT.fullmatch(text.strip().casefold())
    return (_COUNTED.get(found[1]) or plain(found[1])) if found else ""


def quantity(text: str) -> str:
    """The range in `2 to 3` or `3-2`; otherwise empty."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return ""
    low, high = sorted((int(found[1]), int(found[2])))
    return f"{low}-{high}" if low and high < _YEARS else ""


def logins(value: object, *, several: bool) -> str:
    """The login or, where several may stand, the list of them that a text names; or empty."""
    if not isinstance(value, str):
        return ""
    names = [_PROFILE.sub("", name) for name in _split(value.strip())]
    if not all(LOGIN.fullmatch(name) for name in names):
        return ""
    if len(names) == 1:
        return names[0]
    return f"[{', '.join(names)}]" if several else ""


def _split(text: str) -> list[str]:
    return [text] if _PROFILE.match(text) and " " not in text else _BETWEEN_PEOPLE.split(text)
