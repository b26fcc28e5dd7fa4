"""Lines that YAML takes for part of a text, and that were hardly meant as text.

YAML accepts them, and a person may have meant them so: they are read as they stand, and what is
said of them is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ucops.model import shape
from ucops.slips import indentation, lists, quotes, repair
from ucops.slips.misfit import model_of
from ucops.slips.suspicion import BULLETS, LONG_DASHES
from ucops.text.correction import Correction, Edit
from ucops.text.data import nodes
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import Path, Source, Span

FILLED = 60
"""Characters: a line that ends before may well have been ended by hand."""
_SIGNS = LONG_DASHES + BULLETS
_MARKED = re.compile(rf"( +)[-{_SIGNS}][ \t\u00a0]+\S")
_NUMBERED = re.compile(rf" *(?:[-{_SIGNS}]|\d{{1,2}}[.)])[ \t\u00a0]+\S")
_BELOW = re.compile(rf"\n( +)[-{_SIGNS}][ \t\u00a0]+\S")
_QUOTED = re.compile(r""" (?:\"[^"\n]*\n|'[^'\n]*\n)""")
_DASHLESS = re.compile(r"\n( *)- [^\n]*\n\1 +[^\W\d_a-z]")
_OPENED = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#[^\n]*)?\r?\n")
_KEY = re.compile(r" *([a-z_]+):(?:\s+(\S.*))?\s*")
_ANY_KEY = re.compile(r"( *)(?:- +)*[a-z][\w-]*:(?:\s|$)")
_ENDED = (".", "!", "?", "…", ":", ")", '"', "”")

Holders = Mapping[Path, tuple[int, frozenset[str]]]
"""The column and the keys of each mapping in lines of its own."""


def joined(source: Source, root: Node) -> list[Problem]:
    """A problem for each text with lines in it that look like entries of a list, or like keys.

    A file that is one text as a whole has another problem.
    """
    if root.__class__ is ScalarNode or not _suspicious(source.readable):
        return []
    every = list(nodes(root))
    holders = _holders(every)
    found = list(islice(_found(source, every, holders), PROBLEM_LIMIT + 1))
    return [*found[:PROBLEM_LIMIT], *([rest(source.file)] if len(found) > PROBLEM_LIMIT else [])]


def _suspicious(text: str) -> bool:
    """Whether it is worth looking: whether a line may belong to another text than it seems to."""
    if _QUOTED.search(text) or _DASHLESS.search(text) or _odd_blocks(text):
        return True
    return any(_is_below_text(text, found) for found in _BELOW.finditer(text))


def _is_below_text(text: str, found: re.Match[str]) -> bool:
    above = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].rstrip()
    if lists.hyphened(above):
        return True
    left = len(repair.indentation(above)) + above.lstrip().startswith("- ")
    return not above.endswith(":") and left <= len(found[1])


def _odd_blocks(text: str) -> bool:
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
        if _KEY.fullmatch(line) or _NUMBERED.match(line):
            return -1
        start = end
    return start


def _found(
    source: Source, every: list[tuple[Path, bool, Any]], holders: Holders
) -> Iterator[Problem]:
    for path, is_key, node in every:
        if is_key:
            continue
        if node.__class__ is ScalarNode and node.start_mark.line < node.end_mark.line:
            span = source.span(node.start_mark.index, node.end_mark.index)
            if node.style in {"|", ">"}:
                keys = list(_keys(source, span, path, holders))
                yield from keys or _run_together(source, span, path, node.style)
            elif node.style:
                yield from _torn(source, span, path)
            else:
                yield from _entries(source, span, path)
        elif node.__class__ is SequenceNode and not node.flow_style:
            yield from _dashless(source, node, path)


def _holders(every: Iterable[tuple[Path, bool, Any]]) -> Holders:
    return {
        path: (
            node.start_mark.column,
            frozenset(str(key.value) for key, _ in node.value if key.__class__ is ScalarNode),
        )
        for path, is_key, node in every
        if not is_key and node.__class__ is MappingNode and not node.flow_style
    }


def _keys(source: Source, span: Span, path: Path, holders: Holders) -> Iterator[Problem]:
    """Keys in a block of text that are missing in what holds the text."""
    lines = source.readable_lines
    for at in _edge(lines, span):
        found = _KEY.fullmatch(lines[at])
        column = _column(source, found[1], path, holders) if found else None
        if found and column is not None and not _goes_on(lines[at - 1], found[2] or ""):
            holder = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
            message = (
                f"this line looks like the key {found[1]}, but is part of the text of {holder}"
            )
            before = f"if it is the key, put {indentation.spaces(column)} in front of it: "
            yield _problem(source, path, at, message, _indented(lines, [at], column, before))


def _edge(lines: list[str], span: Span) -> list[int]:
    """The lines of a block of text that start where its first one does."""
    inside = [at for at in range(span.line, span.end_line) if lines[at].strip()]
    left = len(repair.indentation(lines[inside[0]])) if inside else 0
    return [at for at in inside if left and len(repair.indentation(lines[at])) == left]


def _column(source: Source, name: str, path: Path, holders: Holders) -> int | None:
    """Where a key belongs that has a meaning around a text and is missing there."""
    for end in range(len(path) - 1, -1, -1):
        column, names = holders.get(path[:end], (0, frozenset((name,))))
        if name not in names and name in shape.keys(model_of(source), path[:end]):
            return column
    return None


def _goes_on(above: str, value: str) -> bool:
    """Whether a sentence of the line above goes on in words, with a colon among them."""
    full = len(above.strip()) >= FILLED and not above.rstrip().endswith(_ENDED)
    return full and " " in value


def _run_together(source: Source, span: Span, path: Path, style: str) -> Iterator[Problem]:
    """A list in a text whose lines YAML joins, because of the sign > in front of it."""
    lines = source.readable_lines
    marked = [at for at in _edge(lines, span) if _NUMBERED.match(lines[at])]
    joined_ = [at for at in marked if at > span.line and lines[at - 1].strip()]
    surely = len(marked) > 1 or any(lines[at - 1].rstrip().endswith(":") for at in joined_)
    if style != ">" or not joined_ or not surely:
        return
    line, column = lines[span.line - 1], span.column - 1
    message = (
        f"the sign > joins the lines of this text, and line {joined_[0] + 1} looks like an entry "
        "of a list"
    )
    sign = Edit(Span(span.line, span.column, span.line, span.column + 1), "|")
    fixed = f"{line[:column]}|{line[column + 1 :]}".strip()
    advice = Correction(edits=(sign,), line=fixed, after=", so that the lines stay apart")
    found = _problem(source, path, span.line - 1, message, advice)
    yield replace(found, span=Span(span.line, span.column, span.line, len(line.rstrip()) + 1))


def _entries(source: Source, span: Span, path: Path) -> Iterator[Problem]:
    """Entries of a list below a text without quotes."""
    lines = source.readable_lines
    marked = [at for at in range(span.line, span.end_line) if _is_entry(lines, at)]
    first = span.line - 1
    front = lines[first][: span.column - 1]
    if not front.strip() and (repair.spaced(lines[first]) or "").lstrip().startswith("- "):
        return  # the space behind the first dash is missing, and a misfit of its own
    if marked and re.fullmatch(r" *(?:- +)+", front):
        yield _apart(source, path, front.rindex("-"), marked)
    elif marked and not front.strip() and lists.hyphened(lines[first]):
        yield _apart(source, path, span.column - 1, [first, *marked])
    elif len(marked) > 1 or (marked and (isinstance(path[-1], int) or not front.strip())):
        message = "these lines look like a list, but YAML joins them to one text"
        hint = (
            "start every entry with a hyphen on a line of its own, or, if it is a text, put | "
            "behind its key and the text below it"
        )
        yield _problem(source, path, marked[0], message, hint)


def _is_entry(lines: list[str], at: int) -> bool:
    """Whether a line starts as an entry of a list does, not as a sentence may go on."""
    if not _MARKED.match(lines[at]):
        return False
    return lines[at].lstrip()[:1] not in LONG_DASHES or len(lines[at - 1].strip()) < FILLED


def _apart(source: Source, path: Path, column: int, marked: list[int]) -> Problem:
    """Entries that start further right than the one above, or with another sign."""
    lines = source.readable_lines
    more = f" ({len(marked) - 1} more below it)" if len(marked) > 1 else ""
    if lists.hyphened(lines[marked[0]]):
        message, before = lists.mark_explained(lines[marked[0]]), "write: "
    else:
        message = "this entry starts further right than the one above, so YAML joins the two"
        before = f"put {indentation.spaces(column)} in front of it: "
    advice = _indented(lines, marked, column, before)
    return _problem(source, path, marked[0], f"{message}{more}", advice)


def _indented(lines: list[str], marked: list[int], column: int, before: str) -> Correction:
    """Lines at the column where they belong, with a hyphen for any other sign."""
    fixed = [(lists.hyphened(lines[at]) or lines[at]).strip() for at in marked]
    edits = tuple(
        Edit(Span(at + 1, 1, at + 1, len(lines[at].rstrip()) + 1), " " * column + text)
        for at, text in zip(marked, fixed, strict=True)
    )
    return Correction(edits=edits, line=fixed[0], before=before)


def _dashless(source: Source, node: Any, path: Path) -> Iterator[Problem]:  # noqa: ANN401 - stubs type a node's value too narrowly
    """Lines below an entry that look like entries whose dash is lost."""
    lasting = [one.start_mark.line < one.end_mark.line for one in node.value]
    if sum(lasting) != 1 or len(lasting) == 1:
        return
    index = lasting.index(True)
    entry = node.value[index]
    if entry.__class__ is not ScalarNode or entry.style:
        return
    others = [*node.value[:index], *node.value[index + 1 :]]
    width = max(FILLED, *(one.end_mark.column for one in others))
    span = source.span(entry.start_mark.index, entry.end_mark.index)
    lines = source.readable_lines
    for at in range(span.line, span.end_line):
        above, line = lines[at - 1].rstrip(), lines[at].strip()
        short = len(above) + 1 + len(line.partition(" ")[0]) <= width
        if line[:1].isupper() and (short or above.endswith((".", "!", "?"))):
            message = "this line looks like an entry of its own, but YAML joins it to the one above"
            hint = f"put the dash back (or the whole text in quotes): - {line}"
            yield _problem(source, (*path, index), at, message, hint)


def _torn(source: Source, span: Span, path: Path) -> Iterator[Problem]:
    """Quotes that hold lines with keys that start no further right: one quote is missing."""
    lines = source.readable_lines
    at = span.line - 1
    line = lines[at].rstrip()
    left = len(repair.indentation(line))
    keys = (_ANY_KEY.match(lines[inner]) for inner in range(span.line, span.end_line))
    if any(key is not None and len(key[1]) <= left for key in keys):
        said = quotes.unclosed(line, at, span.column - 1)
        fixed = said.fixed or line
        advice = Correction(
            edits=(Edit(Span(at + 1, 1, at + 1, len(line) + 1), fixed),),
            line=fixed.strip(),
            before=f"{said.hint}: ",
        )
        found = _problem(source, path, at, said.message, advice)
        yield replace(found, span=Span(at + 1, span.column, at + 1, len(line) + 1))


def _problem(
    source: Source, path: Path, at: int, message: str, advice: str | Correction
) -> Problem:
    line = source.readable_lines[at]
    return Problem(
        rule="joined-lines",
        file=source.file,
        message=message,
        advice=advice,
        path=path,
        span=Span(at + 1, len(repair.indentation(line)) + 1, at + 1, len(line.rstrip()) + 1),
    )
