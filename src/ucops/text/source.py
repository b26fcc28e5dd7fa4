"""The text of a file, and where in it every key and value stands."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from ucops.text import places
from ucops.text.compose import compose
from ucops.text.data import Path, made
from ucops.text.straight import Straight

__all__ = ["CONFIG_NAME", "START", "Path", "Source", "Span"]

CONFIG_NAME = "ucops.yaml"
"""The file that holds the configuration; every other one that is read is a use case."""

_LINE_END = re.compile(r"\r?\n")
_CACHED = 8
"""How many files' nodes are kept at hand: places are mostly asked for file by file."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: lines and columns from 1, columns in code points.

    The end column is the one after the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    def __contains__(self, other: Span) -> bool:
        """Whether another stretch lies within this one."""
        starts = (self.line, self.column) <= (other.line, other.column)
        return starts and (other.end_line, other.end_column) <= (self.end_line, self.end_column)


START = Span(1, 1, 1, 1)
Step = tuple[Any, Any]
"""A (key, value) pair of nodes; the key is None in a list and for the root."""


class Source:
    """One file as it was read.

    Attributes:
        file: Path relative to the root, with forward slashes.
        text: The whole text, without a byte-order mark, line ends as in the file.
        readable: The text with the same lines, in which what YAML cannot read is put right or
            left out; the same as `text` for nearly every file.
        whole: Whether nothing was left out of the readable text.
        data: What the readable text says, as plain data; None where nothing can be read.
        noted: What was noted of a text in which nothing is odd; gone once it was looked at.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.readable = text
        self.whole = True
        self.data: object = None
        self.noted: Straight | None = None
        self._places: array[int] | None = None
        self._sizes: places.Sizes = {}

    def read_as(self, readable: str, *, whole: bool) -> Source:
        """The same file with another readable text."""
        source = Source(self.file, self.text)
        source.readable = readable
        source.whole = whole
        return source

    @property
    def readable_lines(self) -> list[str]:
        """The lines of the readable text, as many as `lines`."""
        return self.lines if self.readable is self.text else _LINE_END.split(self.readable)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; only LF and CRLF end a line."""
        return _LINE_END.split(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        ends = accumulate(len(line) + 1 for line in self.readable.split("\n"))
        return [0, *ends][:-1]

    def forget_lines(self) -> None:
        """Let go of where the lines are, which is found again when it is asked for."""
        for name in ("lines", "_starts"):
            self.__dict__.pop(name, None)
        self._sizes = {}

    def position(self, index: int) -> tuple[int, int]:
        """The line and column, both from 1, of a code point of the readable text."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The stretch between two code points, without white space at its end."""
        kept = start + len(self.readable[start:end].rstrip())
        return Span(*self.position(start), *self.position(kept))

    def hold(self, data: object, held: list[int] | None, sizes: places.Sizes | None = None) -> None:
        """Keep what the text says, and where, unless that has to be looked up every time.

        Args:
            data: What it says.
            held: Where everything stands, as `ucops.text.places` keeps it.
            sizes: How many places mappings and lists have, if that is known.
        """
        self.data = data
        self._sizes = sizes or {}
        self._places = None if held is None else array("I", held)

    def node_span(self, node: Node) -> Span:
        """The stretch of a node; of a mapping or list in lines of its own, the first line."""
        return self._stretch(*_bounds(node), block=node.__class__ is not ScalarNode)

    def _stretch(self, start: int, end: int, *, block: bool) -> Span:
        if block and self.readable[start : start + 1] not in {"[", "{"}:
            line_end = self.readable.find("\n", start, end)
            end = end if line_end < 0 else line_end
        return self.span(start, end)

    def locate(self, path: Path, *, key: bool = False) -> Span:
        """The place of a value, or of its key.

        Where the path leads nowhere, the key of the nearest thing on the way; for the whole
        file, its first key.
        """
        bounds = self._bounds(path, key=key)
        return START if bounds is None else self._stretch(*bounds[:2], block=bounds[2])

    def raw(self, path: Path, *, key: bool = False) -> str:
        """The text of a value, or of its key, as it is written: with its quotes, if any."""
        bounds = self._bounds(path, key=key)
        return "" if bounds is None else self.readable[bounds[0] : bounds[1]].rstrip()

    def _bounds(self, path: Path, *, key: bool) -> tuple[int, int, bool] | None:
        """Where a value or its key starts and ends, and whether it is a mapping or list."""
        if self._places is None:
            node = _node(self.readable, path, key=key)
            return node and (*_bounds(node), node.__class__ is not ScalarNode)
        found = places.find(self.data, path, self._sizes)
        if not found.steps:
            return (*places.bounds(self._places, 1), False) if self.data else None
        if found.key is not None and (key or found.steps < len(path)):
            return *places.bounds(self._places, found.key), False
        block = isinstance(found.data, dict | list)
        return *places.bounds(self._places, found.value), block

    def rewritten(self, path: Path, text: str, *, key: bool = False) -> str:
        """The line of a value or key with another text in its place; empty if it has several."""
        span = self.locate(path, key=key)
        if span.line != span.end_line:
            return ""
        line = self.readable_lines[span.line - 1]
        return (line[: span.column - 1] + text + line[span.end_column - 1 :]).strip()


def _node(text: str, path: Path, *, key: bool) -> Any:  # noqa: ANN401 - stubs type a node's value too narrowly
    """The node of a value or its key, for a text whose data has other places than its nodes."""
    root = _composed(text)
    if root is None:
        return None
    found = _walk(root, path)
    if not found:
        return _first_key(root)
    name, value = found[-1]
    return name if name is not None and (key or len(found) < len(path)) else value


def _bounds(node: Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


@lru_cache(maxsize=_CACHED)
def _composed(text: str) -> Node | None:
    try:
        return compose(text)
    except YAMLError:
        return None


def _walk(root: Node, path: Path) -> list[Step]:
    """The pairs on the way as far as the path leads."""
    found: list[Step] = []
    node: Any = root
    for step in path:
        child = _child(node, step)
        if child is None:
            break
        found.append(child)
        node = child[1]
    return found


def _child(node: Any, step: str | int) -> Step | None:  # noqa: ANN401 - as above
    if isinstance(node, MappingNode):
        return _pair(node, str(step))
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return None, node.value[step]
    return None


def _pair(node: Any, name: str) -> Step | None:  # noqa: ANN401 - as above
    """The last pair of that name, which is the one that counts, else one merged in."""
    pairs: list[Step] = [pair for pair in reversed(node.value) if pair[0].__class__ is ScalarNode]
    for pair in pairs:
        if pair[0].value == name:
            return pair
    for pair in pairs:
        if pair[0].tag is not None and str(made(pair[0])) == name:
            return pair
    return _merged_pair(pairs, name)


def _merged_pair(pairs: list[Step], name: str) -> Step | None:
    for key, value in pairs:
        if key.value == "<<":
            for inner in value.value if isinstance(value, SequenceNode) else [value]:
                if isinstance(inner, MappingNode) and (found := _pair(inner, name)):
                    return found
    return None


def _first_key(root: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(root, MappingNode) and root.value:
        return root.value[0][0]
    return None
