"""Pages of GraphQL's connections: `first`, `last`, `after`, `before`, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, FragmentSpreadNode, SelectionNode, SelectionSetNode

from ucops.sandbox.graphql.scene import Info, Resolver, failed

MOST = 100


@dataclass(frozen=True, slots=True)
class Edge:
    """A node of a connection with its place."""

    cursor: str
    node: Any


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a connection, its properties named like GraphQL's fields.

    Attributes:
        start: How many nodes stand before it.
        numbered: Whether the nodes stand in the order of their numbers, which cursors name then:
            they keep their place when a node before them goes away.
    """

    nodes: Sequence[Any]
    total_count: int
    start: int
    numbered: bool

    @property
    def edges(self) -> list[Edge]:
        """Its nodes, each with its place."""
        return [Edge(str(self.start + place), node) for place, node in enumerate(self.nodes, 1)]

    @property
    def page_info(self) -> Page:
        """What GraphQL tells of the page."""
        return self

    @property
    def has_next_page(self) -> bool:
        """Whether nodes follow."""
        return self.start + len(self.nodes) < self.total_count

    @property
    def has_previous_page(self) -> bool:
        """Whether nodes stand before it."""
        return self.start > 0

    @property
    def start_cursor(self) -> str | None:
        """The cursor of its first node."""
        return str(self.start + 1) if self.nodes else None

    @property
    def end_cursor(self) -> str | None:
        """The cursor of its last node."""
        if not self.nodes:
            return None
        end = self.start + len(self.nodes)
        return f"{end}:{self.nodes[-1].number}" if self.numbered else str(end)


def paged(resolve: Resolver, *, numbered: bool) -> Resolver:
    """The resolver of a connection, out of one that gives all of its nodes."""

    def answer(
        thing: object,
        info: Info,
        first: int | None = None,
        last: int | None = None,
        after: str | None = None,
        before: str | None = None,
        **given: object,
    ) -> Page:
        if any(_asks_for_nodes(info, node.selection_set) for node in info.field_nodes):
            _check_bounds(info.field_name, first, last)
        nodes = resolve(thing, info, **given)
        start = _start(nodes, after) if after else 0
        end = _place(before) - 1 if before else len(nodes)
        if first is not None:
            end = min(end, start + first)
        if last is not None:
            start = max(start, end - last)
        return Page(nodes[start:end], len(nodes), start, numbered)

    return answer


def _asks_for_nodes(info: Info, selected: SelectionSetNode | None) -> bool:
    """Whether a connection is asked for more than its total."""

    def asks(selection: SelectionNode) -> bool:
        if isinstance(selection, FieldNode):
            return selection.name.value in {"nodes", "edges"}
        if isinstance(selection, FragmentSpreadNode):
            return _asks_for_nodes(info, info.fragments[selection.name.value].selection_set)
        return _asks_for_nodes(info, getattr(selection, "selection_set", None))

    return selected is not None and any(map(asks, selected.selections))


def _check_bounds(name: str, first: int | None, last: int | None) -> None:
    if first is None and last is None:
        message = f"You must provide a `first` or `last` value to properly paginate the `{name}`"
        raise failed("MISSING_PAGINATION_BOUNDARIES", f"{message} connection.")
    for word, size in (("first", first), ("last", last)):
        if size is not None and not 0 <= size <= MOST:
            message = f"Requesting {size} records on the `{name}` connection exceeds the `{word}`"
            raise failed("EXCESSIVE_PAGINATION", f"{message} limit of {MOST} records.")


def _start(nodes: Sequence[Any], cursor: str) -> int:
    """How many nodes stand before a cursor; one of an issue names it and no count."""
    number, _, issue = cursor.partition(":")
    if not issue:
        return _place(number)
    return sum(node.number <= _place(issue) for node in nodes)


def _place(cursor: str) -> int:
    if not cursor.isdecimal():
        raise failed(
            "INVALID_CURSOR_ARGUMENTS", f"`{cursor}` does not appear to be a valid cursor."
        )
    return int(cursor)
