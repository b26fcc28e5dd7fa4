"""YAML nodes to plain data, and everything wrong that only the nodes can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ucops.catalog.scalars import MERGE

DEPTH_LIMIT = 50
"""Levels of nesting; a use case has eight."""

Pair = tuple[Node, Node]


class TooDeepError(Exception):
    """Values nested deeper than `DEPTH_LIMIT`; the argument is the node."""


@dataclass
class Builder:
    """Makes plain data of nodes, as PyYAML's safe loader would, and reports what it would not.

    Attributes:
        report: Called with a rule's name, the node at fault and another one that matters.
        odd: The scalars that were read as something else than text, in a way few people expect.
    """

    report: Callable[[str, Node, Node | None], None]
    depth: int = field(default=0)

    def build(self, node: Node) -> object:
        """The plain data that a node stands for."""
        kind = node.__class__
        if kind is ScalarNode:
            return self._scalar(node)
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise TooDeepError(node)
        if node.tag is not None:
            self.report("tag", node, None)
        data = (
            self._mapping(node)
            if isinstance(node, MappingNode)
            else [self.build(child) for child in node.value]
        )
        self.depth -= 1
        return data

    def _scalar(self, node: Node) -> object:
        make = node.tag
        if make is None:
            return node.value
        if isinstance(make, str):
            self.report("tag", node, None)
            return node.value
        try:
            value = make(node.value)
        except ValueError:
            return node.value
        return node.value if value is MERGE else value

    def _mapping(self, node: MappingNode) -> dict[object, object]:
        data: dict[object, object] = {}
        own: dict[object, Node] = {}
        for key, value in node.value:
            name = self._key(key)
            if name is MERGE:
                self._merge(data, value)
                continue
            if name in own:
                self.report("duplicate-key", key, own[name])
            own[name] = key
            data[name] = self.build(value)
        return data

    def _key(self, key: Node) -> object:
        if not isinstance(key, ScalarNode):
            self.report("unusable-key", key, None)
            return ""
        if key.tag is not None and not isinstance(key.tag, str) and key.value == "<<":
            return MERGE
        return self._scalar(key)

    def _merge(self, data: dict[object, object], value: Node) -> None:
        for mapping in self._merged(value):
            merged = self._mapping(mapping)
            data.update({key: item for key, item in merged.items() if key not in data})

    def _merged(self, value: Node) -> Iterator[MappingNode]:
        mappings = value.value if isinstance(value, SequenceNode) else [value]
        for mapping in mappings:
            if isinstance(mapping, MappingNode):
                yield mapping
            else:
                self.report("bad-merge", mapping, None)
