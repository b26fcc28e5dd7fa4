"""Lines in a block of text that were hardly meant as text: keys, and the entries of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from yaml import MappingNode, ScalarNode

from ucops.model import shape
from ucops.model.config import Config
from ucops.model.usecase import UseCase
from ucops.slips import layout, marks, repair
from ucops.text.data import Path
from ucops.text.problem import Problem
from ucops.text.source import Source, Span

_OPENED = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#[^\n]*)?\r?\n")
_KEY = re.compile(r" *([a-z_]+):(?:\s+(\S.*))?\s*")
_MARKED = re.compile(rf" *(?:[-{marks.LONG_DASHES}{marks.BULLETS}]|\d{{1,2}}[.)])[ \t\u00a0]+\S")
_ENDED = (".", "!", "?", "…", ":", ")", '"', "”")
FILLED = 60
"""Characters: a line that ends before may well have been ended by hand."""

Holders = Mapping[Path, tuple[int, frozenset[str]]]
"""The column and the keys of each mapping."""


def suspicious(text: str) -> bool:
    """Whether a block of text holds a line that looks like a key or like an entry of a list."""
    done = 0
    for found in _OPENED.finditer(text):
        if found.end() >= done:
            done = _odd(text, found.end())
            if done < 0:
                return True
    return False


def _odd(text: str, start: int) -> int:
    """Where the indented lines from a place on end; -1 where one of them is odd."""
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        line = text[start:end]
        if not line.startswith(" ") and line.strip():
            return start
        if _KEY.fullmatch(line) or _MARKED.match(line):
            return -1
        start = end
    return start


def holders(every: Iterable[tuple[Path, bool, Any]]) -> Holders:
    """The column and the keys of each mapping in lines of its own, by path."""
    return {
        path: (
            node.start_mark.column,
            frozenset(str(key.value) for key, _ in node.value if key.__class__ is ScalarNode),
        )
        for path, is_key, node in every
        if not is_key and node.__class__ is MappingNode and not node.flow_style
    }


def swallowed(
    source: Source, node: ScalarNode, path: Path, known: Holders
) -> Iterator[tuple[int, str, Problem]]:
    """Keys in a text that are missing in what holds the text.

    Yields:
        The line, from 0, how it was meant, and what to say.
    """
    lines = source.readable_lines
    for at in _edge(lines, source.span(node.start_mark.index, node.end_mark.index)):
        found = _KEY.fullmatch(lines[at])
        column = _column(found[1], path, known) if found else None
        if found and column is not None and not _goes_on(lines[at - 1], found[2] or ""):
            fixed = " " * column + lines[at].strip()
            message, hint = _as_key(found[1], path, fixed)
            start, end = len(repair.indentation(lines[at])), len(lines[at].rstrip())
            span = Span(at + 1, start + 1, at + 1, end + 1)
            rule, file = "bad-indentation", source.file
            yield at, fixed, Problem(rule=rule, file=file, message=message, hint=hint, span=span)


def _edge(lines: list[str], span: Span) -> list[int]:
    """The lines of a block of text that start where its first one does."""
    inside = [at for at in range(span.line, span.end_line) if lines[at].strip()]
    left = len(repair.indentation(lines[inside[0]])) if inside else 0
    return [at for at in inside if left and len(repair.indentation(lines[at])) == left]


def _column(name: str, path: Path, known: Holders) -> int | None:
    """Where a key belongs that has a meaning around a text and is missing there."""
    model = Config if "version" in known.get((), (0, ()))[1] else UseCase
    for end in range(len(path) - 1, -1, -1):
        column, names = known.get(path[:end], (0, frozenset((name,))))
        if name not in names and name in shape.keys(model, path[:end]):
            return column
    return None


def _goes_on(above: str, value: str) -> bool:
    """Whether a sentence of the line above goes on in words, with a colon among them."""
    full = len(above.strip()) >= FILLED and not above.rstrip().endswith(_ENDED)
    return full and " " in value


def _as_key(name: str, path: Path, fixed: str) -> tuple[str, str]:
    """What to say about a key in the text of another one, and how its line was meant."""
    holder = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    spaces = layout.spaces(len(repair.indentation(fixed)))
    message = f"this line looks like the key {name}, but belongs to the text of {holder}"
    unless = "(if it is text, start it with a capital letter)"
    return message, f"put {spaces} in front of it {unless}: {fixed.strip()}"


def run_together(source: Source, node: ScalarNode, path: Path) -> Iterator[Problem]:
    """A list in a text whose lines YAML joins, because of the sign > in front of it."""
    lines = source.readable_lines
    span = source.span(node.start_mark.index, node.end_mark.index)
    marked = [at for at in _edge(lines, span) if _MARKED.match(lines[at])]
    joined = [at for at in marked if at > span.line and lines[at - 1].strip()]
    surely = len(marked) > 1 or any(lines[at - 1].rstrip().endswith(":") for at in joined)
    if node.style != ">" or not joined or not surely:
        return
    line = lines[span.line - 1]
    column = span.column - 1
    fixed = f"{line[:column]}|{line[column + 1 :]}".strip()
    yield Problem(
        rule="joined-lines",
        file=source.file,
        message=f"the sign > joins the lines of this text, and line {joined[0] + 1} "
        "looks like an entry of a list",
        hint=f"write: {fixed}, so that the lines stay apart",
        path=path,
        span=Span(span.line, span.column, span.line, len(line.rstrip()) + 1),
    )
