"""Quotes, brackets and braces that do not fit together: why, and what was probably meant."""

from __future__ import annotations

import re

from yaml import CLoader, ScalarToken, YAMLError, scan

from ucops.slips import repair
from ucops.slips.diagnosis import Diagnosis, Stop

_ENTRY_OR_KEY = re.compile(r"( *)(?:- |[\w-]+:(?:\s|$))")
_CLOSING = {"[": "]", "{": "}"}
_OPENING = {"]": "[", "}": "{"}
_QUOTES = ('"', "'")


def after_quote(stop: Stop) -> Diagnosis:
    """What to say about text behind a closing quote, which may be one that was meant to open."""
    above = _quotes_end(stop)
    if above is not None and _is_torn(stop, *above):
        return unclosed(stop.lines[above[0]], *above)
    fixed = None if above else repair.requoted(stop.text)
    hint = "put the text in quotes, or compare the line with one that works"
    if fixed:
        hint = f"use the other kind of quotes around it: {fixed.strip()}"
    message = "text goes on after the closing quote"
    return Diagnosis("quote-in-text", message, hint, stop.line, stop.column, fixed)


def unclosed(text: str, line: int, column: int) -> Diagnosis:
    """What to say about a quote that opens and is never closed."""
    message = "the quote that opens here is never closed"
    fixed = text.rstrip() + text[column]
    return Diagnosis("unclosed-quote", message, f"close it: {fixed.strip()}", line, column, fixed)


def _is_torn(stop: Stop, line: int, column: int) -> bool:
    """Whether quotes that open on a line above hold what cannot be part of their text.

    That is a line with an entry or a key that starts no further right.
    """
    text = stop.lines[line]
    left = len(repair.indentation(text))
    inside = (_ENTRY_OR_KEY.match(line) for line in stop.lines[line + 1 : stop.line + 1])
    return text[column : column + 1] in _QUOTES and any(
        found is not None and len(found[1]) <= left for found in inside
    )


def _quotes_end(stop: Stop) -> tuple[int, int] | None:
    """Where the text in quotes begins that ends where YAML stopped, on a line above."""
    start = None
    try:
        for token in scan("\n".join(stop.lines), Loader=CLoader):
            if token.start_mark.line > stop.line:
                break
            ends_here = token.end_mark.line == stop.line and token.end_mark.column <= stop.column
            if isinstance(token, ScalarToken) and token.start_mark.line < stop.line and ends_here:
                start = (token.start_mark.line, token.start_mark.column)
    except YAMLError:
        pass
    return start


def after_bracket(stop: Stop) -> Diagnosis:
    """What to say about something behind the bracket that closes a value."""
    rest = stop.text[stop.column :].strip()
    if not rest.strip("]} "):
        fixed = stop.text[: stop.column].rstrip()
        message = f"a {rest[0]} closes a bracket that is not open"
        return _bracket(stop, message, f"take it away: {fixed.strip()}", fixed)
    start = repair.bracket_start(stop.text, stop.column)
    if start is None:
        message = "text goes on after the closing bracket"
        return Diagnosis("special-character", message, _QUOTE, stop.line, stop.column)
    fixed = repair.quoted_from(stop.text, start)
    message = f"a {stop.text[start]} at the start of a value opens a list or a mapping"
    hint = f"put it in quotes: {fixed.strip()}"
    return Diagnosis("special-character", message, hint, stop.line, start, fixed)


_QUOTE = "put the whole text in quotes"


def unclosed_bracket(stop: Stop) -> Diagnosis | None:
    """What to say about a bracket that is not closed, or not by its partner."""
    text = stop.lines[stop.began]
    if stop.line == stop.began:
        return _wrong_partner(stop) or _inside_brackets(stop)
    if (column := repair.cut_off(text)) is not None:
        return cut(stop.began, column, repair.quoted_piece(text, column))
    sign = text[stop.began_column]
    fixed = text + _CLOSING.get(sign, "")
    message = f"the {sign} that opens here is never closed"
    hint = f"close it: {fixed.strip()}"
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
    return _bracket(stop, message, f"write: {fixed.strip()}", fixed)


def _bracket(stop: Stop, message: str, hint: str, fixed: str) -> Diagnosis:
    return Diagnosis(
        "unclosed-bracket", message, hint, stop.line, stop.column, fixed, stop.column + 1
    )


def _inside_brackets(stop: Stop) -> Diagnosis | None:
    if stop.character != ":":
        return None
    fixed = repair.quoted_piece(stop.text, stop.column)
    hint = f"put the text in quotes: {fixed.strip()}"
    message = "a colon inside a text starts a key"
    return Diagnosis("colon-in-text", message, hint, stop.line, stop.column, fixed)


def no_content(stop: Stop) -> Diagnosis | None:
    """What to say where a value is missing between brackets: a # cut it off, or a comma is."""
    for line in range(min(stop.line, len(stop.lines) - 1), max(stop.line - 3, -1), -1):
        if (column := repair.cut(stop.lines[line])) is not None:
            return cut(line, column, repair.quoted_from(stop.lines[line], column))
    if stop.line < len(stop.lines) and stop.character == ",":
        fixed = stop.text[: stop.column].rstrip() + stop.text[stop.column + 1 :]
        hint = f"write: {fixed.strip()}"
        message = "there is one comma too many here"
        end = stop.column + 1
        return Diagnosis("syntax", message, hint, stop.line, stop.column, fixed, end)
    return None


def cut(line: int, column: int, fixed: str) -> Diagnosis:
    """What to say about a # that starts a comment where text was meant to go on."""
    message = "the # starts a comment and cuts the line off"
    hint = f"put it in quotes: {fixed.strip()}"
    return Diagnosis("comment-cut", message, hint, line, column, fixed)
