"""Quotes around what YAML reads differently from people, and away from what is a number."""

from __future__ import annotations

import re
from typing import Literal, get_args, get_origin

from ucops.fix.edit import Fix, Meaning, offset
from ucops.fix.spot import Spot
from ucops.slips import repair
from ucops.slips.traps import odd_number
from ucops.text.scalars import maker
from ucops.text.source import Path

_CUT_WORD = re.compile(r"#[^\s#,\]}\"']+")
_CUT_TEXT = re.compile(r"[^\r\n]*?(?=[ \t]+#[ \t]+(?![ \t\d])|[ \t]*(?:\r?\n|\Z))")


def misread(spot: Spot) -> Fix | None:
    """Quote a word, time, number or date that is meant as text.

    Whoever writes no where a person belongs means nobody of that name.
    """
    problem = spot.problem
    nobody = problem.rule == "yes-no-word" and not problem.on_key and _is_person(problem.path)
    if maker(spot.raw) is None or nobody:
        return None
    if spot.wants_text:
        return spot.fix(f'"{spot.raw}"', spot.raw)
    return _without_underscores(spot)


def _without_underscores(spot: Spot) -> Fix | None:
    digits = spot.raw.replace("_", "")
    plain = spot.problem.rule == "underscore-number" and odd_number(digits) is None
    return spot.fix(digits, spot.value) if plain and wants_number(spot) else None


def wants_number(spot: Spot) -> bool:
    """Whether the model expects a number."""
    kind = spot.kind
    if get_origin(kind) is Literal:
        return all(isinstance(one, int) for one in get_args(kind))
    return kind in {int, float}


def number(spot: Spot) -> Fix | None:
    """Take the quotes off a number."""
    value = spot.value
    if not isinstance(value, str) or spot.raw[:1] not in {'"', "'"}:
        return None
    bare = value.strip()
    make = maker(bare)
    made = make(bare) if make and not odd_number(bare) else None
    fits = isinstance(made, int) or (isinstance(made, float) and spot.kind is float)
    return spot.fix(bare, made) if fits else None


def cut_off(spot: Spot) -> Fix | None:
    """Quote a chat channel that YAML takes for a comment, and take the # off an issue's number.

    A # after other text may be meant as a comment, so that needs a guess.
    """
    cut = spot.raw
    if spot.problem.path[-1:] == ("issue",) and re.fullmatch(r"#[1-9]\d{0,8}", cut):
        return _instead(spot, cut[1:], int(cut[1:]))
    if not spot.wants_text or _is_person(spot.problem.path):
        return None
    if cut.startswith("#"):
        return _instead(spot, repair.quote(cut), cut) if _CUT_WORD.fullmatch(cut) else None
    found = _CUT_TEXT.match(spot.source.text, spot.start) if spot.guess else None
    return found and _uncut(spot, *found.span())


def _instead(spot: Spot, text: str, value: object) -> Fix:
    """Another text in the place of a comment, whose value starts where its key's line goes on."""
    at = spot.source.locate(spot.problem.path)
    means = (Meaning(offset(spot.source.text, at.line, at.column), value),)
    return Fix(rule=spot.problem.rule, start=spot.start, end=spot.end, text=text, means=means)


def _is_person(path: Path) -> bool:
    """Whether a login is expected, which never starts with #."""
    return path[0] == "team" or path[-1] in {"owner", "lead"}


def _uncut(spot: Spot, start: int, end: int) -> Fix | None:
    said = spot.source.text[start:end]
    if repair.lost_quote(said):
        return None
    means = (Meaning(spot.start, said),)
    return Fix(rule=spot.problem.rule, start=start, end=end, text=repair.quote(said), means=means)


def colon(spot: Spot) -> Fix | None:
    """Quote a text in which a colon makes a key, as in a list item `Two things: speed and cost`."""
    value, path, source = spot.value, spot.problem.path, spot.source
    if not isinstance(value, dict) or len(value) != 1 or None in value.values():
        return None
    name = str(next(iter(value)))
    end = source.locate((*path, name))
    key = source.locate((*path, name), key=True)
    if key.line != end.end_line or not _starts_here(source.lines[key.line - 1][: key.column - 1]):
        return None
    stop = spot.start + end.end_column - key.column
    said = source.text[spot.start : stop]
    if said[:1] in "{[\"'&*!" or {"'", '"'} & set(said[-1:]):
        return None
    return Fix(
        rule=spot.problem.rule,
        start=spot.start,
        end=stop,
        text=repair.quote(said),
        means=(Meaning(spot.start, said, whole=True),),
    )


def _starts_here(before: str) -> bool:
    """Whether what stands before it on its line shows that a text was meant to start there."""
    return before.rstrip().endswith(("-", "[", ","))
