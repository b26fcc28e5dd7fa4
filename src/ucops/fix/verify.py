"""Proof that mended text says what was meant, and has kept every comment.

What the mended text says is compared with what the fixes were to make of it, and then a second
reader, ruamel.yaml, has to find the same nodes in it and the same comments as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from yaml import MappingNode, Node, ScalarNode

from ucops.fix.edit import Fix
from ucops.text.compose import compose
from ucops.text.data import Builder

Version = tuple[int, int]
_VERSIONS: tuple[Version, ...] = ((1, 2), (1, 1))
_SPACES = {ord("\t"): " "}
"""What the other reader sees instead of tabs, which it takes for an error after a value."""


class _Intended(Builder):
    """Builds what a text is to say once it is mended."""

    def __init__(self, fixes: Iterable[Fix]) -> None:
        super().__init__()
        self.meanings = {
            (meaning.at, meaning.whole): meaning.value for fix in fixes for meaning in fix.means
        }

    def build(self, node: Any) -> object:  # noqa: ANN401 - as the method that it extends
        """The plain data that a node is to stand for."""
        place = node.start_mark.index, node.__class__ is not ScalarNode
        return self.meanings[place] if place in self.meanings else super().build(node)


def intended(text: str, fixes: Iterable[Fix]) -> object:
    """The plain data that a text, which YAML can read, is to say once it is mended."""
    root = compose(text)
    return None if root is None else _Intended(fixes).build(root)


def same(one: object, other: object) -> bool:
    """Whether two pieces of plain data are the same, with the same types in the same order."""
    return repr(one) == repr(other)


def well_kept(before: str, after: str, lost: int = 0) -> bool:
    """Whether another reader finds in a text what we do, and all of the comments but a few.

    It reads YAML 1.2, or else 1.1: neither allows all that libyaml does, as a question mark in
    brackets.

    Args:
        before: The text as it was.
        after: The text as it is now.
        lost: How many comments have become text.
    """
    return any(_vouches(version, before, after, lost) for version in _VERSIONS)


def _vouches(version: Version, before: str, after: str, lost: int) -> bool:
    after = after.translate(_SPACES)
    try:
        gone = Counter(comments(before, version)) - Counter(comments(after, version))
        root = _reader("safe", version).compose(after)
    except YAMLError:
        return False
    return gone.total() <= lost and _plain(root) == _plain(compose(after))


def comments(text: str, version: Version = _VERSIONS[0]) -> Iterator[str]:
    """Every line of comment, as ruamel.yaml finds them; it takes seconds for a long text."""
    if "#" not in text:
        return
    for token in _reader("rt", version).scan(text.translate(_SPACES)):
        for part in _flat(token.comment):
            lines = (line.strip() for line in part.value.splitlines())
            yield from (line for line in lines if line.startswith("#"))


def _reader(kind: str, version: Version) -> YAML:
    """A reader of YAML in Python; only the kind `rt` knows of comments, and marks folds."""
    reader = YAML(typ=kind, pure=True)
    reader.version = version
    return reader


def _flat(comment: Any) -> Iterator[Any]:  # noqa: ANN401 - tokens in lists in lists
    if isinstance(comment, list):
        for part in comment:
            yield from _flat(part)
    elif comment is not None:
        yield comment


def _plain(node: Node | Any) -> object:  # noqa: ANN401 - nodes of two libraries
    """A node's scalars as they are written, whichever library it is of."""
    if node is None or isinstance(node.value, str):
        return node and node.value
    if isinstance(node, MappingNode) or node.__class__.__name__ == "MappingNode":
        return [(_plain(key), _plain(value)) for key, value in node.value]
    return [_plain(child) for child in node.value]
