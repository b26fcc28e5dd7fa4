"""Lines that YAML cannot read, and that can only have been meant in one way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from yaml import (
    CLoader,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    MarkedYAMLError,
    YAMLError,
    scan,
)
from yaml.reader import ReaderError

from ucops.slips import invisible, repair
from ucops.slips.diagnosis import Diagnosis
from ucops.slips.syntax import diagnose
from ucops.text.compose import compose
from ucops.text.source import Source

INVISIBLE = "control-character"
SURE = frozenset(
    {
        "at-sign",
        "colon-in-text",
        "comment-cut",
        INVISIBLE,
        "missing-space",
        "special-character",
        "tab",
    }
)
"""The rules that a line is mended for; what else stops YAML has more than one way out."""
LIMIT = 200
"""How many lines of one file are mended."""

_BLOCK = ("|", ">")
_TAIL = re.compile(r"[ \t]#[ \t].*$")
_INDENTED = re.compile(r"(?m)^( +)(?=\S)")
_TABBED = re.compile(r"\t+(?=[^\s])")
_KEY_OR_DASH = re.compile(r"\t+(?:- |[\w-]+:(?:\s|$))")
_WHOLE_PAIR = re.compile(r" +(?:- .+|[\w-]+:\s+[^\s#|>&].*)")
_UNITS = (2, 4)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was mended.

    Attributes:
        rule: The rule that it broke.
        line: Which line, from 0.
        column: Where on it what may have been meant in another way starts, from 0.
    """

    rule: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """What stops YAML and cannot be mended: the rule that it breaks, and the line, from 1."""

    rule: str
    line: int


@dataclass
class Readable:
    """A text that YAML can read once all is mended that stops it.

    Attributes:
        text: With every line mended so far.
        mended: What was mended, in this order.
    """

    text: str
    mended: list[Line] = field(default_factory=list)


def readable(text: str) -> Readable | Stopped:
    """Mend line after line until YAML can read a text, or until one cannot be mended for sure."""
    result = Readable(text)
    stop = _stop(text)
    while stop is not None:
        better = _mended(result.text, stop) if _goes_on(result, stop) else None
        if better is None:
            return Stopped(stop.rule, stop.line + 1)
        result.mended.append(Line(stop.rule, stop.line, _doubtful_from(result.text, stop)))
        result.text = better
        stop = _stop(better)
    return result


def _stop(text: str) -> Diagnosis | None:
    """What stops YAML from reading a text, if anything."""
    try:
        compose(text)
    except MarkedYAMLError as error:
        return diagnose(error, Source("", text))
    except ReaderError as error:
        line = text.encode()[: error.position].count(b"\n")
        return Diagnosis(INVISIBLE, "", "", line, 0)
    return None


def _goes_on(result: Readable, stop: Diagnosis) -> bool:
    """Whether YAML came further on this line than when it stopped there before."""
    before = [one.column for one in result.mended if one.line == stop.line and one.rule != "tab"]
    return len(result.mended) < LIMIT and stop.column > max(before, default=-1)


def _mended(text: str, found: Diagnosis) -> str | None:
    if found.rule not in SURE:
        return None
    if found.rule == "tab":
        return _untabbed(text)
    lines = text.split("\n")
    line = lines[found.line].removesuffix("\r")
    fixed = _visible(line, found) if found.rule == INVISIBLE else _fixed(line, found)
    if fixed is None or _is_inside(lines, found.line):
        return None
    lines[found.line] = fixed + lines[found.line][len(line) :]
    return "\n".join(lines)


def _visible(line: str, found: Diagnosis) -> str | None:
    """The line with plain spaces for what looks like them where YAML wants them; else None."""
    wanted = invisible.structural(line) == found.column and invisible.line_break(line) is None
    return invisible.without_at(line, found.column) if wanted else None


def _fixed(line: str, found: Diagnosis) -> str | None:
    """The line as the diagnosis has it, where nothing is lost."""
    return found.fixed if _only_more(line, found) and not _lost_quote(line, found) else None


def _lost_quote(line: str, found: Diagnosis) -> bool:
    """Whether a text would be quoted that ends with half a pair of quotes."""
    fixed = found.fixed or ""
    start = next(
        (at for at, (one, new) in enumerate(zip(line, fixed, strict=False)) if one != new), 0
    )
    return fixed[start : start + 1] in {"'", '"'} and repair.lost_quote(repair.piece(line, start))


def _doubtful_from(text: str, found: Diagnosis) -> int:
    """Where what may have been meant in another way starts: the whole line, in brackets."""
    return 0 if _is_open(text.split("\n")[found.line][: found.column]) else found.column


def _is_open(before: str) -> bool:
    """Whether a bracket that is opened in a text is not closed there."""
    depth = 0
    try:
        for token in scan(before, Loader=CLoader):
            depth += isinstance(token, FlowMappingStartToken | FlowSequenceStartToken)
            depth -= isinstance(token, FlowMappingEndToken | FlowSequenceEndToken)
    except YAMLError:
        pass
    return depth > 0


def _is_inside(lines: Sequence[str], line: int) -> bool:
    """Whether a line is inside brackets that are opened above it, where commas end a value."""
    return _is_open("\n".join(lines[:line]))


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
    lines = text.split("\n")
    unit = min((len(found) for found in _INDENTED.findall(text)), default=_UNITS[0])
    fixed = [_without_tabs(lines, number, unit) for number in range(len(lines))]
    tabs_left = any("\t" in repair.indentation(line) for line in fixed if line.strip())
    return None if tabs_left or fixed == lines else "\n".join(fixed)


def _without_tabs(lines: Sequence[str], number: int, unit: int) -> str:
    """A line with spaces for the tabs in front of it, as its neighbours have or as usual."""
    line = lines[number]
    if not _TABBED.match(line):
        return line
    around = {
        _neighbour(lines[number - 1 :: -1] if number else ()),
        _neighbour(lines[number + 1 :]),
    }
    if len(around) == 1 and (front := around.pop()) and _KEY_OR_DASH.match(line):
        return front + line.lstrip("\t")
    return _TABBED.sub(lambda found: " " * unit * len(found[0]), line) if unit in _UNITS else line


def _neighbour(lines: Sequence[str]) -> str:
    """The spaces in front of the next line with a key and a value; empty where that is another."""
    said = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return repair.indentation(said) if _WHOLE_PAIR.match(said) else ""
