"""YAML nodes to plain data, and everything wrong that only the nodes can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ucops.text.scalars import MERGE

DEPTH_LIMIT = 50
"""Levels of nesting; a use case has eight."""
EXPANDED_LIMIT = 20_000
"""Nodes after every alias is followed; a use case of 100 items has 3,000."""

Path = tuple[str | int, ...]


class UnbuildableError(Exception):
    """There is no data to be had.

    Attributes:
        fault: Why.
    """

    def __init__(self, rule: str, node: Node) -> None:
        super().__init__(rule)
        self.fault = Fault(rule, node)


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a node breaks, and another node that matters for it."""

    rule: str
    node: Node
    other: Node | None = None


@dataclass
class Builder:
    """Makes plain data of nodes, as PyYAML's safe loader would, and notes what it would not.

    Attributes:
        faults: What is wrong.
        places: Where everything stands, as `ucops.text.places` keeps it.
        regular: Whether the data has exactly the places noted: no key is merged or left out.
    """

    faults: list[Fault] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    regular: bool = True
    depth: int = 0

    def build(self, node: Any) -> object:  # noqa: ANN401 - stubs type a node's value too narrowly
        """The plain data that a node stands for."""
        kind = node.__class__
        self.places += (node.start_mark.index, node.end_mark.index)
        if kind is ScalarNode:
            make = node.tag
            return node.value if make is None else self._made(node)
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise UnbuildableError("too-deep", node)
        if node.tag is not None:
            self.faults.append(Fault("tag", node))
        data = (
            self._mapping(node)
            if kind is MappingNode
            else [self.build(child) for child in node.value]
        )
        self.depth -= 1
        return data

    def _made(self, node: Any) -> object:  # noqa: ANN401 - as above
        if isinstance(node.tag, str):
            self.faults.append(Fault("tag", node))
            return node.value
        value = made(node)
        return node.value if value is MERGE else value

    def _mapping(self, node: Any) -> dict[object, object]:  # noqa: ANN401 - as above
        data: dict[object, object] = {}
        own: dict[object, Node] = {}
        merged: list[dict[object, object]] = []
        for key, value in node.value:
            if key.__class__ is not ScalarNode:
                self.faults.append(Fault("unusable-key", key))
                self.regular = False
                continue
            name = self.build(key)
            if name == "<<" and key.tag is not None:
                merged += self._merged(value)
                self.regular = False
                continue
            if name in own:
                self.faults.append(Fault("duplicate-key", key, own[name]))
                self.regular = False
            own[name] = key
            data[name] = self.build(value)
        return _over(merged, data) if merged else data

    def _merged(self, value: Any) -> list[dict[object, object]]:  # noqa: ANN401 - as above
        """The mappings that a merge key points at, the strongest last."""
        mappings = list(value.value) if isinstance(value, SequenceNode) else [value]
        wrong = [mapping for mapping in mappings if not isinstance(mapping, MappingNode)]
        self.faults += [Fault("bad-merge", mapping) for mapping in wrong]
        built = (self.build(m) for m in reversed(mappings) if isinstance(m, MappingNode))
        return [mapping for mapping in built if isinstance(mapping, dict)]


def _over(merged: list[dict[object, object]], own: dict[object, object]) -> dict[object, object]:
    data: dict[object, object] = {}
    for mapping in (*merged, own):
        data.update(mapping)
    return data


def made(node: Any) -> object:  # noqa: ANN401 - as above
    """The value of a scalar; text where its number or date cannot be made, or a tag stands."""
    if node.tag is None or isinstance(node.tag, str):
        return node.value
    try:
        return node.tag(node.value)
    except ValueError:
        return node.value


def nodes(root: Any) -> Iterator[tuple[Path, bool, Any]]:  # noqa: ANN401 - as above
    """Every node with its path and whether it is a key, each once, in the order of the text."""
    waiting: list[tuple[Path, bool, Any]] = [((), False, root)]
    seen: set[int] = set()
    while waiting:
        path, is_key, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield path, is_key, node
        if node.__class__ is ScalarNode or is_key:
            continue
        inside: list[tuple[Path, bool, Any]] = []
        if isinstance(node, MappingNode):
            for key, value in node.value:
                step = (*path, str(key.value) if key.__class__ is ScalarNode else "")
                inside += [(step, True, key), (step, False, value)]
        else:
            inside = [((*path, index), False, child) for index, child in enumerate(node.value)]
        waiting += reversed(inside)


def check_aliases(root: Node) -> None:
    """Refuse nodes that hold themselves, or that are far too many once aliases are followed.

    Raises:
        UnbuildableError: They are.
    """
    _expanded(root, {}, set())


def _expanded(node: Any, sizes: dict[int, int], open_: set[int]) -> int:  # noqa: ANN401 - as above
    if node.__class__ is ScalarNode:
        return 1
    if id(node) in open_:
        raise UnbuildableError("bad-alias", node)
    if len(open_) > DEPTH_LIMIT:
        raise UnbuildableError("too-deep", node)
    if id(node) not in sizes:
        open_.add(id(node))
        children = (
            (part for pair in node.value for part in pair)
            if isinstance(node, MappingNode)
            else node.value
        )
        sizes[id(node)] = 1 + sum(_expanded(child, sizes, open_) for child in children)
        open_.discard(id(node))
    if sizes[id(node)] > EXPANDED_LIMIT:
        raise UnbuildableError("bad-alias", node)
    return sizes[id(node)]
