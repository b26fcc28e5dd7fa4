"""Texts that need quotes, or whose quotes do not fit together."""

from __future__ import annotations

import re

from yaml import ScalarToken, YAMLError

from ucops.model import shape
from ucops.slips import links, repair
from ucops.slips.diagnosis import Diagnosis, Stop
from ucops.slips.misfit import Misfit, Said, wrong_type
from ucops.slips.misread import explained, misread, quoted
from ucops.text.compose import tokens
from ucops.text.correction import Certainty, Correction, Edit, sure
from ucops.text.source import Span

_ENTRY_OR_KEY = re.compile(r"( *)(?:- |[\w-]+:(?:\s|$))")
_QUOTES = ('"', "'")


def not_text(misfit: Misfit) -> Said:
    """What to say about something else where a text belongs."""
    value, raw = misfit.value, misfit.raw
    if isinstance(value, list | dict):
        return _collection(misfit)
    rule = misread(value, raw)
    if rule is None:
        return wrong_type(misfit)
    if hint := _question(misfit, rule):
        return Said(rule, explained(rule, raw, value), hint)
    if misfit.on_key and raw[:1] in _QUOTES:  # the same name stands in quotes, and is found first
        message = f"{value} stands here twice, once in quotes and once as a number"
        return Said("bare-digit-slug", message, "join the two, or give one of them another name")
    wants_slug = misfit.on_key or shape.is_slug(misfit.model, misfit.path)
    if rule == "bare-number" and wants_slug and raw.isdigit():
        message = f"YAML reads {raw} as a number, but it is a name"
        return Said("bare-digit-slug", message, quoted(misfit))
    return Said(rule, explained(rule, raw, value), quoted(misfit))


def _question(misfit: Misfit, rule: str) -> str:
    """What to ask where quotes would make something of a value that was not meant."""
    if misfit.name == "skip":
        return "say why it is not needed, or delete the line"
    if links.is_place(misfit.path) and rule == "yes-no-word":
        return "give the address where it is, or tbd until there is one"
    if misfit.name == "title" and rule == "bare-date" and misfit.path[0] == "bom":
        return f"if that is when it is due, write due: {misfit.value}; a title says what it is"
    return ""


def _collection(misfit: Misfit) -> Said:
    """What to say about a list or `key: value` lines where a text belongs."""
    value, raw = misfit.value, misfit.raw
    if isinstance(value, dict) and isinstance(text := value.get("title"), str) and len(value) == 1:
        message = f"{misfit.name} is a plain text, without `title:` in front"
        return Said("wrong-type", message, misfit.write(repair.as_needed(text)))
    if isinstance(value, dict) and list(value.values()) == [None] and raw.startswith("{"):
        message = "braces around a text mean something to YAML"
        return Said("wrong-type", message, misfit.write(repair.quote(raw)))
    if isinstance(value, dict) and len(value) == 1 and "\n" not in raw:
        return Said("colon-in-text", "a colon inside the text makes a key of it", _colon(misfit))
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return Said("wrong-type", f"{misfit.name} is a text, not a list", _alone(misfit, value[0]))
    if isinstance(value, list):
        message = f"{misfit.name} is one text, not a list"
        hint = "write one text, or put | behind the key and leave the lines as they are below it"
        return Said("wrong-type", message, hint)
    found = "a list" if isinstance(value, list) else "`key: value` lines"
    hint = "write one value, without brackets, braces or dashes"
    return Said("wrong-type", f"{misfit.name} is a text, but {found} stands here", hint)


def _alone(misfit: Misfit, text: str) -> Correction | str:
    """The one text of a list behind its key."""
    source, path = misfit.source, misfit.path
    if source.raw(path).startswith("["):
        alone, whole = repair.as_needed(text), repair.quote(source.raw(path))
        return f"write {alone}, or {whole} if the brackets are part of the text"
    key, entry = source.locate(path, key=True), source.locate((*path, 0))
    if entry.line != entry.end_line or entry.line <= key.line:
        return "write it behind its key, without a dash"
    span = Span(key.line, key.end_column, entry.line, entry.end_column)
    written = f": {repair.as_needed(text)}"
    line = source.readable_lines[key.line - 1][: key.end_column - 1] + written
    return Correction(
        edits=(Edit(span, written),),
        line=line.strip(),
        path=path,
        value=text,
        certainty=Certainty.SURE,
    )


def _colon(misfit: Misfit) -> Correction:
    """The text in quotes in which a colon makes a key, as in an entry `Two things: speed, cost`."""
    path, source = misfit.path, misfit.source
    name, inner = next(iter(misfit.value.items()))
    key, end = source.locate((*path, str(name)), key=True), source.locate((*path, str(name)))
    line = source.readable_lines[key.line - 1]
    said = line[key.column - 1 : end.end_column - 1]
    starts = line[: key.column - 1].rstrip().endswith(("-", "[", ","))
    if key.line != end.end_line or not starts or inner is None:
        return misfit.write(repair.quote(misfit.raw.strip("{}")))
    span = Span(key.line, key.column, key.line, end.end_column)
    plain = said[:1] not in "{[\"'&*!" and said[-1:] not in _QUOTES
    text = repair.quote(said)
    return Correction(
        edits=(Edit(span, text),),
        line=f"{line[: key.column - 1]}{text}{line[end.end_column - 1 :]}".strip(),
        path=path,
        value=said,
        certainty=sure(plain),
    )


def after_quote(stop: Stop) -> Diagnosis:
    """What to say about text behind a closing quote, which may be one that was meant to open."""
    above = _quotes_end(stop)
    if above is not None and _is_torn(stop, *above):
        return unclosed(stop.lines[above[0]], *above)
    fixed = None if above else repair.quoted_at(stop.text, stop.column)
    hint = "put the text in quotes, or compare the line with one that works"
    if fixed:
        hint = "use the other kind of quotes around it"
    message = "text goes on after the closing quote"
    return Diagnosis("quote-in-text", message, hint, stop.line, stop.column, fixed)


def unclosed(text: str, line: int, column: int) -> Diagnosis:
    """What to say about a quote that opens and is never closed."""
    message = "the quote that opens here is never closed"
    return Diagnosis(
        "unclosed-quote", message, "close it", line, column, text.rstrip() + text[column]
    )


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
        for token in tokens("\n".join(stop.lines)):
            if token.start_mark.line > stop.line:
                break
            ends_here = token.end_mark.line == stop.line and token.end_mark.column <= stop.column
            if isinstance(token, ScalarToken) and token.start_mark.line < stop.line and ends_here:
                start = (token.start_mark.line, token.start_mark.column)
    except YAMLError:
        pass  # what stopped YAML lies behind what is looked for
    return start
