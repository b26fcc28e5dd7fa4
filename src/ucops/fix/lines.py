"""Lines that YAML cannot read, and that can only have been meant in one way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from yaml import MarkedYAMLError, YAMLError

from ucops.catalog import repair
from ucops.catalog.compose import compose
from ucops.catalog.diagnosis import Diagnosis
from ucops.catalog.source import Source
from ucops.catalog.syntax import diagnose

SURE = frozenset(
    {"at-sign", "colon-in-text", "comment-cut", "missing-space", "special-character", "tab"}
)
"""The rules that a line is mended for; what else stops YAML has more than one way out."""
LIMIT = 200
"""How many lines of one file are mended."""

_BLOCK = ("|", ">")
_TAIL = re.compile(r"[ \t]#[ \t].*$")
_INDENTED = re.compile(r"(?m)^( +)(?=\S)")
_TABBED = re.compile(r"(?m)^\t+(?=[^\s])")
_UNITS = (2, 4)


@dataclass(frozen=True, slots=True)
class Readable:
    """A text that YAML can read, and the rules that its lines were mended for."""

    text: str
    mended: dict[int, str]


def readable(text: str) -> Readable | None:
    """Mend lines until YAML can read a text; None where one cannot be mended for sure."""
    mended: dict[int, str] = {}
    for _ in range(LIMIT):
        try:
            compose(text)
        except MarkedYAMLError as error:
            found = diagnose(error, Source("", text))
            better = None if found.line in mended else _mended(text, found)
            if better is None:
                return None
            text, mended[found.line] = better, found.rule
        except YAMLError:
            return None
        else:
            return Readable(text, mended)
    return None


def _mended(text: str, found: Diagnosis) -> str | None:
    if found.rule not in SURE:
        return None
    if found.rule == "tab":
        return _untabbed(text)
    lines = text.split("\n")
    line = lines[found.line].removesuffix("\r")
    if found.fixed is None or not _only_more(line, found):
        return None
    lines[found.line] = found.fixed + lines[found.line][len(line) :]
    return "\n".join(lines)


def _only_more(line: str, found: Diagnosis) -> bool:
    """Whether the mended line has all that the line has, its comment where it was."""
    fixed = found.fixed or ""
    if found.rule == "at-sign":
        return _is_within(line[: found.column] + line[found.column + 1 :], fixed)
    if line[found.column : found.column + 1] in _BLOCK or line == fixed:
        return False
    tail = _TAIL.search(line)
    return _is_within(line, fixed) and fixed.endswith(tail[0] if tail else "")


def _is_within(part: Iterable[str], whole: str) -> bool:
    """Whether all characters of one text stand in another, in their order."""
    left = iter(whole)
    return all(sign in left for sign in part)


def _untabbed(text: str) -> str | None:
    """The text with spaces for tabs in front of lines; None where nobody knows how many."""
    unit = min((len(found) for found in _INDENTED.findall(text)), default=_UNITS[0])
    fixed = _TABBED.sub(lambda found: " " * unit * len(found[0]), text)
    tabs_left = any("\t" in repair.indentation(line) for line in fixed.split("\n") if line.strip())
    return None if unit not in _UNITS or tabs_left or fixed == text else fixed
