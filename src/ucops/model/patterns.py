"""How values are written, as regular expressions that JSON Schema understands, too."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ucops.prose.spans import WRITTEN

DAY = (
    r"\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d))"
)
"""A day; leap years aside, one of the calendar."""
PERIOD = r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?"
"""A day, a month or a year."""
PLANNED = rf"(?:{DAY}|{WRITTEN})"
"""A day, or a span of days that stands for its last or first one."""
RANGE = r"([1-9]\d*)\s*[-–]\s*([1-9]\d*)"
AT_LEAST = r"([1-9]\d*)\+"
EXTENSION = re.compile(r"(\d{1,3})[a-z]\d*|\*[a-z]")
"""The key of a scenario's extension: the step and a letter, or `*a` for any step."""


def or_word(pattern: str, words: Iterable[str]) -> str:
    """A pattern that some words in small letters match as well, in any letter case."""
    spelled = ("".join(map(_either_case, word)) for word in sorted(words))
    return rf"^\s*(?:{'|'.join([pattern, *spelled])})\s*$"


def _either_case(sign: str) -> str:
    if sign.isalpha():
        return f"[{sign}{sign.upper()}]"
    return "[?]" if sign == "?" else sign
