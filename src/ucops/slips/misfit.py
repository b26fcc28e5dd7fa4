"""Why a value does not fit the model, in a marketer's words, with the corrected line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from ucops.text.source import Path, Source


@dataclass(frozen=True, slots=True)
class Said:
    """A rule that is broken, what to say about it, what to do, and the key that was meant."""

    rule: str
    message: str
    hint: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that does not fit.

    Attributes:
        path: Where it stands, the keys as text.
        kind: Pydantic's name for the error, or one of the model's own.
        value: The plain value; the mapping where a field of it is missing.
        on_key: Whether the key does not fit rather than its value.
    """

    model: type[BaseModel]
    source: Source
    path: Path
    kind: str
    value: Any
    on_key: bool = False

    @property
    def name(self) -> str:
        """The key, or the key of the list that the value is in."""
        return str(next((step for step in reversed(self.path) if isinstance(step, str)), ""))

    @property
    def raw(self) -> str:
        """The value or key as it is written."""
        return self.source.raw(self.path, key=self.on_key)

    def write(self, text: str) -> str:
        """A hint with the line as it should be, another text in the place of what does not fit."""
        return f"write: {self.source.rewritten(self.path, text, key=self.on_key) or text}"


def empty(misfit: Misfit) -> Said:
    """What to say about a key without a value."""
    if misfit.path and isinstance(misfit.path[-1], int):
        hint = "write the value after the dash, or delete the line"
        return Said("empty-value", f"an entry of {misfit.name} has no value", hint)
    hint = "write the value after the colon, or delete the line"
    return Said("empty-value", f"{misfit.name} has no value", hint)


def did_you_mean(name: str, known: list[str]) -> str:
    """A question with the likeliest of the known names, or all of them where they are few."""
    if close := nearest(name, known):
        return f"did you mean '{close}'?"
    return f"known are: {', '.join(known)}" if 0 < len(known) <= 25 else ""  # noqa: PLR2004 - three lines' worth


def nearest(name: str, known: list[str]) -> str:
    """The likeliest of the known names; empty where none is like it."""
    plain = {re.sub("[_ ]", "-", one).casefold(): one for one in known}
    close = get_close_matches(re.sub("[_ ]", "-", name).casefold(), plain, 1, 0.6)
    return plain[close[0]] if close else ""


def shown(misfit: Misfit) -> str:
    """The value as written, when that is short."""
    value = misfit.value
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an entry with `key: value` lines"
    text = " ".join((value if isinstance(value, str) else misfit.raw).splitlines())
    return f"'{text[:37]}…'" if len(text) > 40 else f"'{text}'"  # noqa: PLR2004 - half a line


def left_edge(misfit: Misfit) -> str:
    """A hint for a part of the file that slipped below another one."""
    return f"{misfit.name} belongs at the left edge, not below {misfit.path[0]}"


def wrong_type(misfit: Misfit) -> Said:
    """What to say where there is nothing better."""
    return Said("wrong-type", f"{shown(misfit)} does not fit here")
