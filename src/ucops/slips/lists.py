"""Lists that are none, that start with other signs than hyphens, or that say a thing twice."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import PurePath
from typing import Any, Literal, get_args, get_origin

from ucops.model import shape
from ucops.model.values import SLUG, Link, Seat, Slug
from ucops.prose.words import cut, one_line
from ucops.slips import repair, spaces, words
from ucops.slips.misfit import Misfit, Said, value_at
from ucops.slips.suspicion import BULLETS, LONG_DASHES, OF_ITEMS, identity
from ucops.text.correction import (
    Certainty,
    Correction,
    Edit,
    applied,
    bounds,
    line_start,
    said,
    span_of,
    sure,
)
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.scalars import maker
from ucops.text.source import Path, Source, Span

_MARKED = re.compile(rf"([ \t]*(?:- +)*)([{LONG_DASHES}{BULLETS}]|\d{{1,2}}[.)])[ \t\u00a0]+(?=\S)")
_ENTRY = re.compile(rf"( *)(?:[{LONG_DASHES}{BULLETS}]|\d{{1,2}}[.)])[ \t\u00a0]+(\S.*?)\s*")
_MARKS = {"*": "a star", "–": "a long dash", "—": "a long dash"}
_NOT_PLAIN = frozenset("[]{}")
_STEPS = "steps"
"""What happens may happen again later, so only a step right behind itself is one too many."""
_LONGEST = 100
"""Entries; of a longer list not every repetition is reported, so none is taken away."""
_SHOWN = 40
_PIECES = re.compile(
    r"\s*;\s*|\s+(?:/|\||->|→|>)\s+|(?<=\?)\s+(?=[A-ZÄÖÜ¿])|(?:^|\s+)\d{1,2}[.)]\s+(?=\D)"
)
"""What stands between several texts in one."""
_ITEM = re.compile(rf"(?:{SLUG.pattern}/)?{SLUG.pattern}")
"""A name, or that of another use case's item."""


def hyphened(line: str) -> str | None:
    """A line that starts with another sign, with a hyphen in its place; None for other lines."""
    found = _MARKED.match(line)
    return f"{found[1]}- {line[found.end() :]}" if found else None


def mark_column(line: str) -> int:
    """Where the sign stands on a line that starts with one."""
    found = _MARKED.match(line)
    return found.start(2) if found else 0


def mark_explained(line: str) -> str:
    """What is wrong with a line that starts with such a sign."""
    sign = line[mark_column(line)]
    name = "a number" if sign.isdigit() else _MARKS.get(sign, "a bullet")
    return f"an entry of a list starts with a hyphen, and this is {name}"


def not_list(misfit: Misfit) -> Said:
    """What to say about something else where a list belongs."""
    if isinstance(misfit.value, dict):
        message = f"{misfit.name} is a list, but `key: value` lines stand here"
        hint = "write each piece in a line of its own, with a dash in front"
        return Said("list-expected", message, _dashed(misfit) or _paired(misfit) or hint)
    if unspaced := spaces.block(misfit, dashes=True):
        return unspaced
    message = f"{misfit.name} is a list, but one value stands here"
    advice = _marked(misfit) or _listed(misfit)
    if isinstance(advice, Correction):
        advice = replace(advice, otherwise="write each in a line of its own, with a dash in front")
    return Said("list-expected", message, advice)


def _dashed(misfit: Misfit) -> Correction | None:
    """Entries with dashes: one without its dash, or several with names that they do not need."""
    source, path, value = misfit.source, misfit.path, misfit.value
    fields = set(shape.keys(misfit.model, (*path, 0)))
    if source.raw(path).startswith("{") or not fields or not value:
        return None
    keys = [source.locate((*path, str(key)), key=True) for key in value]
    lines = source.readable_lines
    if len({one.column for one in keys}) > 1:
        return None
    if set(value) <= fields:
        last = source.locate((*path, str(list(value)[-1]))).end_line
        left = keys[0].column - 1
        starts = [Span(at, left + 1, at, left + 1) for at in range(keys[0].line, last + 1)]
        edits = [Edit(one, "  ") for one in starts if lines[one.line - 1].strip()]
        edits[0] = Edit(starts[0], "- ")
        entries: list[object] = [dict(value)]
    elif all(isinstance(one, dict) and set(one) <= fields for one in value.values()):
        spans = [source.locate((*path, str(key))) for key in value]
        if any(key.line != one.line for key, one in zip(keys, spans, strict=True)):
            return None
        edits = [
            Edit(Span(key.line, key.column, one.line, one.column), "- ")
            for key, one in zip(keys, spans, strict=True)
        ]
        entries = list(value.values())
    else:
        return None
    line = applied(lines[keys[0].line - 1], [_on_first(edits[0])]).strip()
    return Correction(
        edits=tuple(edits), line=line, path=path, value=entries, certainty=Certainty.SURE
    )


def _paired(misfit: Misfit) -> str:
    """Texts with names in front, as entries of two fields: an objection and its answer."""
    fields = shape.keys(misfit.model, (*misfit.path, 0))[:2]
    texts = [one for one in misfit.value.items() if isinstance(one[1], str)]
    if len(texts) < len(misfit.value) or misfit.path[0] != "objections" or not texts:
        return ""
    pairs = zip(fields, map(repair.as_needed, map(str, texts[0])), strict=True)
    return f"write: - {{{', '.join(f'{field}: {said}' for field, said in pairs)}}}"


def _on_first(edit: Edit) -> Edit:
    return Edit(replace(edit.span, line=1, end_line=1), edit.text)


def _listed(misfit: Misfit) -> str | Correction:
    """One value as a list; texts that a semicolon keeps apart are rather several."""
    if "\n" in misfit.raw:
        return "put a dash in front of it"
    pieces = [one for one in _PIECES.split(str(misfit.value).strip()) if one]
    if len(pieces) > 1 and _entry_kind(misfit) is str:
        entries = ", ".join(f"- {one}" for one in pieces)
        return f"if these are several, write each in a line of its own with a dash: {entries}"
    if str(misfit.value).strip().casefold() in {"all", "alle", "any", "every", "everything"}:
        return f"name each of them: {misfit.name}: [first, second]"
    return _bracketed(misfit)


def _marked(misfit: Misfit) -> Correction | None:
    """Lines that start with numbers or bullets, with hyphens in their place."""
    source, span = misfit.source, misfit.source.locate(misfit.path)
    lines = source.readable_lines[span.line - 1 : span.end_line]
    found = [_ENTRY.fullmatch(line) for line in lines]
    marked = [one for one in found if one]
    if len(marked) < len(lines) or len({one[1] for one in marked}) > 1 or marked[0][1] is None:
        return None
    if source.readable_lines[span.line - 1][: span.column - 1].strip():
        return None
    edits = tuple(
        Edit(Span(at, len(one[1]) + 1, at, len(line.rstrip()) + 1), f"- {_plain_or_quoted(one[2])}")
        for at, (line, one) in enumerate(zip(lines, marked, strict=True), start=span.line)
    )
    return Correction(
        edits=edits,
        line=edits[0].text,
        path=misfit.path,
        value=[one[2] for one in marked],
        certainty=Certainty.SURE,
    )


def _plain_or_quoted(text: str) -> str:
    return text if said(text) == text else repair.quote(text)


def _bracketed(misfit: Misfit) -> Correction:
    """One value in brackets; of a text with commas nobody knows whether it is several."""
    raw, value = misfit.raw, misfit.value
    kind = _entry_kind(misfit)
    if raw[:1] in {'"', "'"}:
        return misfit.write(f"[{raw}]", [value], sure(isinstance(value, str)))
    if not isinstance(value, str):
        text = f'"{raw}"' if is_text(kind) else raw
        return misfit.write(f"[{text}]", [raw if is_text(kind) else value], Certainty.SURE)
    if get_origin(shape.bare(kind)) is Literal:
        words_ = [str(one) for one in get_args(shape.bare(kind))]
        if found := words.several(misfit.name, raw, words_):
            found = list(dict.fromkeys(found))
            return misfit.write(f"[{', '.join(found)}]", found, Certainty.SURE)
    pieces = words.APART.split(raw)
    if len(pieces) > 1 and not _is_prose(kind) and all(_ITEM.fullmatch(one) for one in pieces):
        return misfit.write(f"[{', '.join(pieces)}]", pieces, sure(not any(map(maker, pieces))))
    if "," in raw:
        pieces = [piece.strip() for piece in raw.split(",")]
        return misfit.write(f"[{', '.join(pieces)}]", pieces)
    text = repair.quote(raw) if _NOT_PLAIN & set(raw) else raw
    return misfit.write(f"[{text}]", [value], Certainty.SURE)


def _is_prose(kind: object) -> bool:
    return kind is str


def _entry_kind(misfit: Misfit) -> Any:  # noqa: ANN401 - a type, in any of its forms
    kind = shape.bare(shape.expected(misfit.model, misfit.path))
    inner = get_args(kind)[0] if get_origin(kind) in {tuple, dict} else None
    return shape.required(inner)


def is_text(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a type is written as text."""
    if get_origin(shape.bare(kind)) is Literal:
        return all(isinstance(one, str) for one in get_args(shape.bare(kind)))
    return kind == Slug or shape.bare(kind) in {str, Link, Seat, tuple[Link, ...]}


def repeated(data: dict[Any, Any], source: Source) -> list[Problem]:
    """A problem for everything that stands in its list already."""
    found = list(islice(_repeats(data, PurePath(source.file).stem), PROBLEM_LIMIT + 1))
    problems = [_twice(source, *pair) for pair in found[:PROBLEM_LIMIT]]
    return [*problems, rest(source.file)] if len(found) > PROBLEM_LIMIT else problems


def _repeats(data: dict[Any, Any], use_case: str) -> Iterator[tuple[Path, list[Any], int]]:
    """Where something stands again, with its list, and where in that it stood first."""
    for path, entries in _lists(data, ()):
        field = str(path[-1])
        first: dict[Hashable, int] = {}
        for index, entry in enumerate(entries):
            same = identity(field, entry, use_case if path[0] == "bom" else "")
            if same is None:
                continue
            earlier = first.setdefault(same, index)
            if earlier != index and (field != _STEPS or earlier == index - 1):
                yield (*path, index), entries, earlier
            if field == _STEPS:
                first[same] = index


def _lists(data: dict[Any, Any], path: Path) -> Iterator[tuple[Path, list[Any]]]:
    for key, value in data.items():
        inside = (*path, str(key))
        if inside in {("team",), ("sponsors",)}:
            continue  # who is in a seat twice is a rule's question
        if isinstance(value, dict):
            yield from _lists(value, inside)
        elif isinstance(value, list):
            yield inside, value
            for index, entry in enumerate(value):
                if isinstance(entry, dict):
                    yield from _lists(entry, (*inside, index))


def _twice(source: Source, path: Path, entries: list[Any], earlier: int) -> Problem:
    entry, first = entries[int(path[-1])], entries[earlier]
    message = f"this says the same as the entry in line {source.locate((*path[:-1], earlier)).line}"
    if isinstance(entry, str):
        said = cut(one_line(entry), _SHOWN)
        item = path[-2] in OF_ITEMS and entry != first
        message = f"'{said}' stands in {path[-2]} twice{f', once as {first!r}' if item else ''}"
    return Problem(
        rule="duplicate-entry",
        file=source.file,
        message=message,
        advice=_without(source, path) or "delete this one",
        path=path,
        span=source.locate(path),
    )


def _without(source: Source, path: Path) -> Correction | None:
    """The list without an entry, and without its comma or its line."""
    text, holder = source.readable, path[:-1]
    names, raw = value_at(source.data, holder), source.raw(path)
    alone = isinstance(names, list) and len(names) <= _LONGEST and raw[:1] not in "&*!|>{"
    if not alone or not all(isinstance(name, str) for name in names):
        return None
    first = bounds(text, source.locate(holder))[0]
    start, end = bounds(text, source.locate(path))
    comma = re.search(r",[ \t]*$", text[first:start])
    line = line_start(text, start)
    if text[first] == "[" and comma:
        line = first + comma.start()
    elif text[first] == "-" and text[line:start].strip() == "-":
        ended = re.compile(r"[ \t]*\r?\n").match(text, end)
        end = ended.end() if ended else 0
    else:
        return None
    return Correction(
        edits=(Edit(span_of(text, line, end), ""),),
        line="delete this one",
        otherwise="delete this one",
        path=holder,
        value=list(dict.fromkeys(names)),
        certainty=sure(end),
        before="",
    )
