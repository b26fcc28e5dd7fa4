"""Brackets and braces that do not fit together: why, and what was probably meant."""

from __future__ import annotations

from yaml import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    YAMLError,
)

from ucops.slips import repair
from ucops.slips.diagnosis import Diagnosis, Stop
from ucops.text.compose import tokens

_CLOSING = {"[": "]", "{": "}"}
_OPENING = {"]": "[", "}": "{"}


def after_bracket(stop: Stop) -> Diagnosis:
    """What to say about something behind the bracket that closes a value."""
    rest = stop.text[stop.column :].strip()
    if not rest.strip("]} "):
        fixed = stop.text[: stop.column].rstrip()
        message = f"a {rest[0]} closes a bracket that is not open"
        return _bracket(stop, message, "take it away", fixed)
    start = repair.value_start(stop.text)
    if start is None or stop.text[start] not in _CLOSING:
        message = "text goes on after the closing bracket"
        return Diagnosis("special-character", message, _QUOTE, stop.line, stop.column)
    fixed = repair.quoted_at(stop.text, start)
    message = f"a {stop.text[start]} at the start of a value opens a list or a mapping"
    hint = "put it in quotes"
    return Diagnosis("special-character", message, hint, stop.line, start, fixed)


_QUOTE = "put the whole text in quotes"


def unclosed(stop: Stop) -> Diagnosis | None:
    """What to say about a bracket that is not closed, or not by its partner."""
    text = stop.lines[stop.began]
    if stop.line == stop.began:
        return _wrong_partner(stop) or _inside_brackets(stop)
    if (column := repair.cut_off(text)) is not None:
        return cut(stop.began, column, repair.quoted_at(text, column))
    sign = text[stop.began_column]
    fixed = text + _CLOSING.get(sign, "")
    message = f"the {sign} that opens here is never closed"
    hint = "close it"
    return Diagnosis("unclosed-bracket", message, hint, stop.began, stop.began_column, fixed)


def _wrong_partner(stop: Stop) -> Diagnosis | None:
    """A bracket that closes where another one is open."""
    if stop.character not in _OPENING:
        return None
    opened = stop.text[stop.began_column]
    partner = _CLOSING.get(opened, "")
    before, after = stop.text[: stop.column], stop.text[stop.column + 1 :]
    fixed = before + after if partner in after else before + partner + after
    message = f"a {stop.character} stands here, but it is a {opened} that is open"
    return _bracket(stop, message, "write", fixed)


def _bracket(stop: Stop, message: str, hint: str, fixed: str) -> Diagnosis:
    return Diagnosis(
        "unclosed-bracket", message, hint, stop.line, stop.column, fixed, stop.column + 1
    )


def _inside_brackets(stop: Stop) -> Diagnosis | None:
    if stop.character != ":":
        return None
    fixed = repair.quoted_at(stop.text, stop.column)
    hint = "put the text in quotes"
    message = "a colon inside a text starts a key"
    return Diagnosis("colon-in-text", message, hint, stop.line, stop.column, fixed)


def no_content(stop: Stop) -> Diagnosis | None:
    """What to say where a value is missing between brackets: a # cut it off, or a comma is."""
    for line in range(min(stop.line, len(stop.lines) - 1), max(stop.line - 3, -1), -1):
        if (column := repair.cut(stop.lines[line])) is not None:
            return cut(line, column, repair.quoted_at(stop.lines[line], column))
    if stop.line < len(stop.lines) and stop.character == ",":
        fixed = stop.text[: stop.column].rstrip() + stop.text[stop.column + 1 :]
        hint = "write"
        message = "there is one comma too many here"
        end = stop.column + 1
        return Diagnosis("syntax", message, hint, stop.line, stop.column, fixed, end)
    return None


def cut(line: int, column: int, fixed: str) -> Diagnosis:
    """What to say about a # that starts a comment where text was meant to go on."""
    message = "the # starts a comment and cuts the line off"
    hint = "put it in quotes"
    return Diagnosis("comment-cut", message, hint, line, column, fixed)


def is_open(before: str) -> bool:
    """Whether a bracket that is opened in a text is not closed there."""
    depth = 0
    try:
        for token in tokens(before):
            depth += isinstance(token, FlowMappingStartToken | FlowSequenceStartToken)
            depth -= isinstance(token, FlowMappingEndToken | FlowSequenceEndToken)
    except YAMLError:
        pass  # what is behind the place where YAML stops has no say
    return depth > 0
