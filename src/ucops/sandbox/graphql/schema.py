"""What a GraphQL schema is here: types as tables of fields, each with its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ucops.sandbox.access import Caller
from ucops.sandbox.features import Features
from ucops.sandbox.refusals import Refusal
from ucops.sandbox.world import World

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a resolver may look at.

    Attributes:
        root: The address of the pages that people look at.
    """

    world: World
    features: Features
    who: Caller
    root: str


Resolver = Callable[[Scene, Any, Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field: the name of its type ("" for a scalar), its arguments' types, its resolver."""

    type: str
    resolve: Resolver
    arguments: Mapping[str, str] = field(default_factory=dict)
    connection: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """Object types, abstract types with their members, input types, and enumerations."""

    objects: Mapping[str, Mapping[str, FieldType]]
    abstract: Mapping[str, tuple[str, ...]]
    inputs: Mapping[str, Mapping[str, str]]
    enums: Mapping[str, tuple[str, ...]]

    def fields(self, type_name: str) -> Mapping[str, FieldType]:
        """The fields of a type; an abstract one has those that all its members have."""
        if type_name in self.objects:
            return self.objects[type_name]
        members = [self.objects[name] for name in self.abstract[type_name]]
        return {
            name: kind for name, kind in members[0].items() if all(name in it for it in members)
        }


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a connection.

    Attributes:
        numbered: Whether the nodes stand in the order of their numbers, which cursors name then:
            they keep their place when a node before them goes away.
    """

    nodes: Sequence[Any]
    total: int
    start: int
    numbered: bool = False

    @property
    def end(self) -> int:
        """The position after its last node."""
        return self.start + len(self.nodes)

    @property
    def cursor(self) -> str | None:
        """The cursor of its last node."""
        if not self.nodes:
            return None
        return f"{self.end}:{self.nodes[-1].number}" if self.numbered else str(self.end)


@dataclass(frozen=True, slots=True)
class Edge:
    """A node of a connection with its place."""

    cursor: str
    node: Any


class Failed(Exception):  # noqa: N818 - an answer of GitHub's, not a mistake of the program
    """A field that could not be resolved, with GitHub's `type` of the error."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def types(text: str) -> dict[str, str]:
    """Arguments or input fields from their short notation: `name: Type` separated by commas."""
    pairs = (part.split(":") for part in text.split(",") if part.strip())
    return {name.strip(): kind.strip() for name, kind in pairs}


def scalar(resolve: Callable[[Any], Any]) -> FieldType:
    """A field whose value comes from its object alone."""
    return FieldType("", lambda _scene, thing, _arguments: resolve(thing))


def attribute(name: str) -> FieldType:
    """A field that is an attribute of its object."""
    return scalar(lambda thing: getattr(thing, name))


def one(type_name: str, resolve: Resolver, arguments: str = "") -> FieldType:
    """A field with an object, or with a list of them."""
    return FieldType(type_name, resolve, types(arguments))


def connection(
    type_name: str, resolve: Resolver, arguments: str = "", *, numbered: bool = False
) -> FieldType:
    """A field with pages of objects; `resolve` gives them all."""
    paging = "first: Int, last: Int, after: String, before: String"
    everything = types(f"{paging}, {arguments}")

    def paged(scene: Scene, thing: object, given: Mapping[str, Any]) -> Page:
        return page(resolve(scene, thing, given), given, numbered=numbered)

    return FieldType(f"{type_name}Connection", paged, everything, connection=True)


def page(nodes: Sequence[Any], given: Mapping[str, Any], *, numbered: bool = False) -> Page:
    """The page that `first`, `last`, `after` and `before` ask for."""
    start = _start(nodes, given["after"]) if given.get("after") else 0
    end = _place(given["before"]) - 1 if given.get("before") else len(nodes)
    if given.get("first") is not None:
        end = min(end, start + given["first"])
    if given.get("last") is not None:
        start = max(start, end - given["last"])
    return Page(nodes[start:end], len(nodes), start, numbered)


def connection_types(type_name: str) -> dict[str, dict[str, FieldType]]:
    """The two types that pages of a type need."""
    return {
        f"{type_name}Connection": {
            "nodes": one(type_name, lambda _s, it, _a: [*it.nodes]),
            "edges": one(f"{type_name}Edge", lambda _s, it, _a: _edges(it)),
            "totalCount": scalar(lambda it: it.total),
            "pageInfo": one("PageInfo", lambda _s, it, _a: it),
        },
        f"{type_name}Edge": {
            "node": one(type_name, lambda _s, edge, _a: edge.node),
            "cursor": attribute("cursor"),
        },
    }


PAGE_INFO = {
    "hasNextPage": scalar(lambda it: it.end < it.total),
    "hasPreviousPage": scalar(lambda it: it.start > 0),
    "endCursor": attribute("cursor"),
    "startCursor": scalar(lambda it: str(it.start + 1) if it.nodes else None),
}


def _start(nodes: Sequence[Any], cursor: str) -> int:
    """How many nodes stand before a cursor; one of an issue names it and no count."""
    number, _, issue = cursor.partition(":")
    if not issue:
        return _place(number)
    return sum(node.number <= _place(issue) for node in nodes)


def _place(cursor: str) -> int:
    if not cursor.isdecimal():
        message = f"`{cursor}` does not appear to be a valid cursor."
        raise Failed("INVALID_CURSOR_ARGUMENTS", message)
    return int(cursor)


def _edges(of: Page) -> list[Edge]:
    return [Edge(str(of.start + place), node) for place, node in enumerate(of.nodes, 1)]


def refused(refusal: Refusal) -> Failed:
    """A refusal of the world as a failed field."""
    return Failed(refusal.kind, refusal.detail or refusal.message)
