"""Entries of a list, and keys, that YAML joins to the text above them without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from yaml import Node, ScalarNode, SequenceNode, YAMLError

from ucops.slips import blocks, enclosed, layout, marks, repair
from ucops.text.compose import compose
from ucops.text.data import Path, nodes
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import Source, Span

_MARKED = re.compile(rf"\n( +)[-{marks.LONG_DASHES}{marks.BULLETS}][ \t\u00a0]+\S")
_OPENED = re.compile(r"""\"(?<= ")[^"\n]*\n|'(?<= ')[^'\n]*\n""")
_KEY = re.compile(r"( *)(?:- +)*[a-z][\w-]*:(?:\s|$)")
_DASHLESS = re.compile(r"\n( *)- [^\n]*\n\1 +[^\W\d_a-z]")


@dataclass
class _Found:
    """What is joined.

    Attributes:
        problems: One for each text that something is joined to.
        fixed: The lines as they were meant, by their number from 0.
    """

    problems: list[Problem] = field(default_factory=list)
    fixed: dict[int, str] = field(default_factory=dict)


def parted(source: Source, root: Node) -> tuple[Source, Node, list[Problem]]:
    """A text and its nodes with entries apart that YAML joins, and a problem for each place."""
    if not _suspicious(source.readable):
        return source, root, []
    found = _Found()
    every = list(nodes(root))
    known = blocks.holders(every)
    for path, is_key, node in every:
        if not is_key and _has_lines(node):
            if node.style in {"|", ">"}:
                _look_into(source, node, path, known, found)
            else:
                _look_at(source, node, path, found)
        elif node.__class__ is SequenceNode and not node.flow_style:
            found.problems += _dashless(source, node, path)
    problems = found.problems
    if len(problems) > PROBLEM_LIMIT:
        problems = [*problems[:PROBLEM_LIMIT], rest(source.file)]
    return *_with(source, root, found.fixed), problems


def _suspicious(text: str) -> bool:
    """Whether a line may belong to another text than it seems to."""
    if _OPENED.search(text) or _DASHLESS.search(text) or blocks.suspicious(text):
        return True
    return any(_is_below_text(text, found) for found in _MARKED.finditer(text))


def _is_below_text(text: str, found: re.Match[str]) -> bool:
    above = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].rstrip()
    if marks.hyphened(above):
        return True
    left = len(repair.indentation(above)) + above.lstrip().startswith("- ")
    return not above.endswith(":") and left <= len(found[1])


def _has_lines(node: Any) -> bool:  # noqa: ANN401 - stubs type a node's value too narrowly
    """Whether a node is a text of several lines."""
    several = node.start_mark.line < node.end_mark.line
    return several and node.__class__ is ScalarNode


def _look_into(
    source: Source, node: ScalarNode, path: Path, known: blocks.Holders, found: _Found
) -> None:
    """Look for keys and lists in a block of text."""
    keys = list(blocks.swallowed(source, node, path, known))
    found.fixed.update((at, fixed) for at, fixed, _ in keys)
    found.problems += [problem for _, _, problem in keys]
    if not keys:
        found.problems += blocks.run_together(source, node, path)


def _look_at(source: Source, node: ScalarNode, path: Path, found: _Found) -> None:
    lines = source.readable_lines
    span = source.span(node.start_mark.index, node.end_mark.index)
    if node.style:
        _unclosed(source, lines, span, found)
        return
    marked = [at for at in range(span.line, span.end_line) if _is_entry(lines, at)]
    front = lines[span.line - 1][: span.column - 1]
    if marked and re.fullmatch(r" *(?:- +)+", front):
        _entries(source, front.rindex("-"), marked, found)
    elif marked and not front.strip() and marks.hyphened(lines[span.line - 1]):
        _entries(source, span.column - 1, [span.line - 1, *marked], found)
    elif len(marked) > 1 or (marked and (isinstance(path[-1], int) or not front.strip())):
        found.problems.append(_list_in_text(source, marked[0], path))


def _is_entry(lines: list[str], at: int) -> bool:
    """Whether a line starts as an entry of a list does, not as a sentence may go on."""
    sign = lines[at].lstrip()[:1]
    if not _MARKED.match(f"\n{lines[at]}"):
        return False
    above = lines[at - 1].strip()
    return sign not in marks.LONG_DASHES or len(above) < blocks.FILLED


def _entries(source: Source, column: int, marked: list[int], found: _Found) -> None:
    lines = source.readable_lines
    for at in marked:
        text = marks.hyphened(lines[at]) or lines[at]
        found.fixed[at] = " " * column + text.lstrip()
    line, fixed = lines[marked[0]], found.fixed[marked[0]].strip()
    if marks.hyphened(line):
        rule, message, hint = "list-mark", marks.explained(line), f"write: {fixed}"
    else:
        message = "this entry starts further right than the one above, so YAML joins the two"
        rule, hint = "bad-indentation", f"put {layout.spaces(column)} in front of it: {fixed}"
    more = f" ({len(marked) - 1} more below it)" if len(marked) > 1 else ""
    found.problems.append(_problem(source, rule, f"{message}{more}", hint, marked[0]))


def _dashless(source: Source, node: Any, path: Path) -> Iterator[Problem]:  # noqa: ANN401 - as above
    """Lines below an entry that look like entries whose dash is lost."""
    lasting = [one.start_mark.line < one.end_mark.line for one in node.value]
    if sum(lasting) != 1 or len(lasting) == 1:
        return
    index = lasting.index(True)
    entry = node.value[index]
    if entry.__class__ is ScalarNode and not entry.style:
        others = [*node.value[:index], *node.value[index + 1 :]]
        width = max(one.end_mark.column for one in others)
        span = source.span(entry.start_mark.index, entry.end_mark.index)
        found = _ended(source.readable_lines, span, width)
        for at in islice(found, PROBLEM_LIMIT + 1):
            yield _without_dash(source, at, (*path, index))


def _ended(lines: list[str], span: Span, width: int) -> Iterator[int]:
    """The lines of a text that start with a capital where the one above was ended by hand."""
    for at in range(span.line, span.end_line):
        above, line = lines[at - 1].rstrip(), lines[at].strip()
        needed = len(above) + 1 + len(line.partition(" ")[0])
        short = needed <= max(width, blocks.FILLED)
        if line[:1].isupper() and (short or above.endswith((".", "!", "?"))):
            yield at


def _without_dash(source: Source, at: int, path: Path) -> Problem:
    message = "this line looks like an entry of its own, but YAML joins it to the one above"
    line = source.readable_lines[at].strip()
    hint = f"put the dash back (or the whole text in quotes): - {line}"
    return replace(_problem(source, "joined-lines", message, hint, at), path=path)


def _list_in_text(source: Source, at: int, path: Path) -> Problem:
    line = source.readable_lines[at]
    rule = "list-mark" if marks.hyphened(line) else "bad-indentation"
    message = "these lines look like a list, but YAML joins them to one text"
    hint = (
        "start every entry with a hyphen on a line of its own, or, if it is a text, put | behind "
        "its key and the text below it"
    )
    return replace(_problem(source, rule, message, hint, at), path=path)


def _unclosed(source: Source, lines: list[str], span: Span, found: _Found) -> None:
    """Look for lines inside quotes that cannot belong there: keys that start no further right."""
    at = span.line - 1
    line = lines[at].rstrip()
    left = len(repair.indentation(line))
    keys = (_KEY.match(lines[inner]) for inner in range(span.line, span.end_line))
    if any(key is not None and len(key[1]) <= left for key in keys):
        said = enclosed.unclosed(line, at, span.column - 1)
        found.fixed[at] = said.fixed or line
        problem = _problem(source, said.rule, said.message, said.hint, at)
        found.problems.append(
            replace(problem, span=Span(at + 1, span.column, at + 1, len(line) + 1))
        )


def _problem(source: Source, rule: str, message: str, hint: str, at: int) -> Problem:
    line = source.readable_lines[at]
    span = Span(at + 1, len(repair.indentation(line)) + 1, at + 1, len(line.rstrip()) + 1)
    return Problem(rule=rule, file=source.file, message=message, hint=hint, span=span)


def _with(source: Source, root: Node, fixed: dict[int, str]) -> tuple[Source, Node]:
    """The text with lines put right, and its nodes; as it is where YAML cannot read that."""
    lines = source.readable.split("\n")
    for at, line in fixed.items():
        lines[at] = line + ("\r" if lines[at].endswith("\r") else "")
    better = source.read_as("\n".join(lines), whole=source.whole)
    try:
        nodes = compose(better.readable) if fixed else None
    except YAMLError:
        nodes = None
    return (source, root) if nodes is None else (better, nodes)
