"""The text of a file, and where in it every key and value stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from yaml import MappingNode, Node, SequenceNode, YAMLError

from ucops.catalog.compose import compose

Path = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

_LINE_END = re.compile(r"\r?\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: lines and columns from 1, columns in code points.

    The end column is the one after the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class Source:
    """One file as it was read.

    Attributes:
        file: Path relative to the root, with forward slashes.
        text: The whole text, without a byte-order mark, line ends as in the file.
        data: What the YAML says, as plain data; None where it cannot be read.
    """

    def __init__(self, file: str, text: str, data: object = None) -> None:
        self.file = file
        self.text = text
        self.data = data

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; only LF and CRLF end a line."""
        return _LINE_END.split(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def position(self, index: int) -> tuple[int, int]:
        """The line and column of a code point, both from 1."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The stretch between two code points, without white space at its end."""
        kept = len(self.text[start:end].rstrip())
        return Span(*self.position(start), *self.position(start + kept))

    def locate(self, path: Path, *, key: bool = False) -> Span:
        """The place of a value, or of its key.

        Where the path leads nowhere, the place of the nearest thing that holds it; the start of
        the file where there is nothing at all.
        """
        start, end = self.bounds(path, key=key)
        return self.span(start, end)

    def bounds(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Like `locate`, as code points from 0."""
        root = _composed(self.text)
        if root is None:
            return 0, 0
        found = _walk(root, path)
        if not found:
            return 0, 0
        name, value = found[-1]
        node = name if name is not None and (key or len(found) <= len(path)) else value
        if not found[:-1] and name is None:
            return 0, 0
        return node.start_mark.index, node.end_mark.index

    def raw(self, path: Path) -> str:
        """The text of a value as it is written, without quotes taken off."""
        start, end = self.bounds(path)
        return self.text[start:end].rstrip()


@lru_cache(maxsize=8)
def _composed(text: str) -> Node | None:
    try:
        return compose(text)
    except YAMLError:
        return None


def _walk(root: Node, path: Path) -> list[tuple[Node | None, Node]]:
    """The (key, value) nodes on the way as far as the path leads, the root first."""
    found: list[tuple[Node | None, Node]] = [(None, root)]
    for step in path:
        child = _child(found[-1][1], step)
        if child is None:
            break
        found.append(child)
    return found


def _child(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, SequenceNode) and isinstance(step, int):
        inside = 0 <= step < len(node.value)
        return (None, node.value[step]) if inside else None
    if isinstance(node, MappingNode):
        return _pair(node, str(step))
    return None


def _pair(node: MappingNode, name: str) -> tuple[Node, Node] | None:
    """The last pair of that name, which is the one that counts, or one merged in."""
    for key, value in reversed(node.value):
        if key.value == name:
            return key, value
    for key, value in reversed(node.value):
        if key.value == "<<":
            merged = value.value if isinstance(value, SequenceNode) else [value]
            for inner in merged:
                if isinstance(inner, MappingNode) and (found := _pair(inner, name)):
                    return found
    return None
