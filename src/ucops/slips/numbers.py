"""Numbers and quantities as people write them."""

from __future__ import annotations

import re
import unicodedata

from ucops.model import shape
from ucops.model.config import NO_LIMIT
from ucops.model.values import placeholder
from ucops.slips.misfit import Misfit, Said, shown
from ucops.slips.misread import explained, odd_number
from ucops.text.correction import UNSAID, sure
from ucops.text.scalars import maker

_IN_FRONT = "€$£¥≈~≥≤<>= "
_UNIT = r"\s?(?![kKmM]\b)[^\W\d]+|\s?[%€$£]"
_NUMBER = re.compile(
    rf"(?:#|https?://\S+/(?:issues|pull)/)?(\d{{1,15}}(?:\.\d{{1,2}})?)(?:{_UNIT})?"
)
_WITH_UNIT = re.compile(rf"(.*?\d)(?:{_UNIT})?")
_DIGITS = re.compile(r"([-+]?)(\d+)(\.\d+)?")
_GROUPED = re.compile(r"[-+]?(?:\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+(?:(?<=\d)[.,]\d+)?|\d+,\d+)")
_RANGE = re.compile(r"(\d{1,6})\s*(?:to|[-–—]|\.\.)\s*(\d{1,6})")
_COUNT = re.compile(r"(?:tier\W*|#\s*)?(\d{1,3})(?:\.0+)?(?:\s*[(–-].*)?")
_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_LEAST = re.compile(
    r"(?:at least|min\.?|minimum|>=|≥)\s*(\d{1,6})|(\d{1,6}) (?:or more|and more|plus)",
    re.IGNORECASE,
)
_PIECES = re.compile(r"([1-9]\d{0,2})\s*[^\W\d_]{3,20}")
"""A number of pieces with what they are: 3 videos."""
_YEARS = 1000
"""What starts with such a number is rather a day or a month than a range of pieces."""


def not_number(misfit: Misfit) -> Said:
    """What to say about something else where a number belongs."""
    value = misfit.value
    alone = plain(value) or number(value)
    if plain(value) and misfit.raw[:1] in {'"', "'"}:
        return quoted(misfit, alone)
    whole = "a whole number" if misfit.kind == "int_type" else "a number"
    message = f"{misfit.name} is {whole}, but {shown(misfit)} stands here"
    if isinstance(value, str) and placeholder(value):
        return Said("wrong-type", message, "leave the line out until the number is known")
    return Said("wrong-type", message, misfit.write(alone) if alone else "write digits alone")


def quoted(misfit: Misfit, alone: str) -> Said:
    """What to say about a number in quotes."""
    said = str(misfit.value).strip()
    make = None if odd_number(said) else maker(alone)
    made = make(alone) if make else None
    wants_float = shape.bare(shape.expected(misfit.model, misfit.path)) is float
    fits = isinstance(made, int) or (isinstance(made, float) and wants_float)
    message = f"the number {said} stands in quotes"
    return Said(
        "quoted-number", message, misfit.write(alone, UNSAID if made is None else made, sure(fits))
    )


def not_quantity(misfit: Misfit) -> Said:
    """What to say about something else where a quantity belongs."""
    raw, text = misfit.raw, str(misfit.value).strip()
    rule = odd_number(raw) if isinstance(misfit.value, int | float) else None
    if rule is not None:
        return Said(rule, explained(rule, raw, misfit.value), "write 3, 2-3 or 1+")
    if isinstance(misfit.value, str) and re.fullmatch(r"[1-9]\d*", text):
        return quoted(misfit, text)
    meant = quantity(text)
    hint = misfit.write(meant) if meant else "write 3, 2-3 or 1+"
    return Said("bad-quantity", f"{shown(misfit)} is not a quantity", hint)


def out_of_range(misfit: Misfit) -> Said:
    """What to say about a number that is too small or too large."""
    if misfit.kind == "zero_limit":
        message = f"{misfit.name} is 0, which allows nothing at all"
        advice = misfit.write(NO_LIMIT, after=" (takes the limit away)")
        return Said("out-of-range", message, advice)
    small = misfit.kind.startswith("greater")
    message = f"{misfit.name} cannot be {'as small' if small else 'as large'} as {misfit.value}"
    hint = "write 1 or a larger number" if small else "write a smaller number"
    if misfit.path[0] == "limits":
        hint = (
            "write 1 or more; none takes the limit away"
            if small
            else "write a number from 1 to 100"
        )
    return Said("out-of-range", message, hint)


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
    """The digits of the small number that `Tier 1` or `1.0` names; otherwise empty."""
    found = _COUNT.fullmatch(text.strip().casefold())
    return plain(found[1]) if found else ""


def quantity(text: str) -> str:
    """The range in `2 to 3` or `3-2`; otherwise empty."""
    if text.casefold() in _WORDS:
        return str(_WORDS.index(text.casefold()) + 1)
    if least := _LEAST.fullmatch(text):
        return f"{least[1] or least[2]}+"
    found = _RANGE.fullmatch(text)
    if found is None:
        counted_ = _PIECES.fullmatch(text)
        return plain(counted_[1]) if counted_ else ""
    low, high = sorted((int(found[1]), int(found[2])))
    return f"{low}-{high}" if low and high < _YEARS else ""
