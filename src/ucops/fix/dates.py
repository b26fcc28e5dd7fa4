"""Entries with dates, put in the order of their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ucops.fix.edit import line_start
from ucops.slips import repair
from ucops.text.compose import compose

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SORTED = "sorted-dates"
Part = tuple[str, int, int]
"""An entry's day, and the stretch of text that is its own."""


def dated(text: str) -> str:
    """The text with `measures.*.values` and `feedback` in the order of their dates.

    What is newest first throughout stays so. So does everything where it is not certain which
    comment belongs to which entry.
    """
    for index in range(len(_dated_nodes(text))):
        text = _in_order(text, _dated_nodes(text)[index])
    return text


def _dated_nodes(text: str) -> list[Node]:
    root = compose(text)
    feedback = _child(root, "feedback")
    values = [_child(measure, "values") for measure in _children(_child(root, "measures"))]
    return [node for node in (feedback, *values) if node is not None]


def _child(node: Node | None, name: str) -> Any:  # noqa: ANN401 - stubs type a node's value too narrowly
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    return None


def _children(node: Node | None) -> list[Node]:
    return [value for _, value in node.value] if isinstance(node, MappingNode) else []


def _in_order(text: str, node: Node) -> str:
    entries = list(_entries(node))
    days = [day for day, _, _ in entries]
    if len(days) < 2 or not all(map(DAY.fullmatch, days)) or days == sorted(days, reverse=True):  # noqa: PLR2004 - one entry has no order
        return text
    flow = text[node.start_mark.index] in "[{"
    parts = _on_one_line(text, entries) if flow else _in_lines(text, entries)
    return text if parts is None else _permuted(text, parts)


def _entries(node: Any) -> Iterator[Part]:  # noqa: ANN401 - as above
    """Every entry's day, empty where it has none, with the stretch from its key to its value."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            day = key.value if isinstance(key, ScalarNode) else ""
            yield day, key.start_mark.index, _end(value)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            date = _child(value, "date")
            day = date.value if isinstance(date, ScalarNode) else ""
            yield day, value.start_mark.index, _end(value)


def _end(node: Any) -> int:  # noqa: ANN401 - as above
    """Where a node's last piece of text ends; a mapping in lines of its own ends further on."""
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return _end(node.value[-1][1])
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def _on_one_line(text: str, entries: Sequence[Part]) -> Sequence[Part] | None:
    """The entries between brackets, where no line break can hide a comment."""
    return None if "\n" in text[entries[0][1] : entries[-1][2]] else entries


def _in_lines(text: str, entries: Sequence[Part]) -> Sequence[Part] | None:
    """The lines of every entry, with the comments above it; None where there is doubt."""
    starts = [line_start(text, start) for _, start, _ in entries]
    ends = [_line_end(text, start, end) for _, start, end in entries]
    fronts = {text[start:at] for (_, at, _), start in zip(entries, starts, strict=True)}
    front = fronts.pop()
    above = text[: starts[0]].rstrip().rpartition("\n")[2].lstrip()
    if fronts or front.strip(" ") not in {"", "-"} or above.startswith("#") or 0 in ends:
        return None
    comment = repair.indentation(front) + "#"
    starts[1:] = [_with_comments(text, start, comment) for start in starts[1:]]
    between = (text[end:start] for end, start in zip(ends, starts[1:], strict=False))
    if any(gap.strip() for gap in between):
        return None
    days = (day for day, _, _ in entries)
    return list(zip(days, starts, ends, strict=True))


def _line_end(text: str, start: int, end: int) -> int:
    """Where the last line with something of an entry on it ends; 0 where the file does, too."""
    said = start + len(text[start:end].rstrip())
    return text.find("\n", said) + 1


def _with_comments(text: str, start: int, comment: str) -> int:
    """Where the lines of comment right above a line start."""
    while start:
        above = line_start(text, start - 1)
        if not text.startswith(comment, above):
            return start
        start = above
    return start


def _permuted(text: str, parts: Sequence[Part]) -> str:
    """The text with its parts in the order of their days, and what is between them left."""
    ordered = [text[start:end] for _, start, end in sorted(parts, key=lambda part: part[0])]
    for (_, start, end), piece in reversed(list(zip(parts, ordered, strict=True))):
        text = text[:start] + piece + text[end:]
    return text
