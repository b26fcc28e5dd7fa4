"""GitHub's schema as far as it is known here, each field with the function that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, build_schema, get_named_type

from ucops.sandbox import ids
from ucops.sandbox.graphql import boards, mutations, queries
from ucops.sandbox.graphql.paging import paged
from ucops.sandbox.graphql.scene import Info, Resolver, Resolvers

NUMBERED = ("Repository", "issues")
"""The connection whose cursors name issues."""


def published() -> str:
    """The schema's text."""
    return (files("ucops.sandbox.graphql") / "github.graphql").read_text("utf-8")


@lru_cache(maxsize=16)
def schema(text: str) -> GraphQLSchema:
    """A schema from its text: a server's that lacks something has less of it."""
    made = build_schema(text)
    for kind, name, field in _fields(made):
        field.resolve = _resolver(kind, name, field)
    return made


def type_name(thing: object, _info: object, _abstract: object) -> str:
    """The name of a value's GraphQL type."""
    if isinstance(thing, boards.BoardValue):
        return boards.value_type(thing)
    return queries.type_name(thing)


def _fields(made: GraphQLSchema) -> Iterator[tuple[GraphQLObjectType, str, GraphQLField]]:
    for kind in made.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            for name, field in kind.fields.items():
                yield kind, name, field


def _resolver(kind: GraphQLObjectType, name: str, field: GraphQLField) -> Resolver:
    resolve = RESOLVERS.get(kind.name, {}).get(name)
    if resolve is None and name == "id" and any(it.name == "Node" for it in kind.interfaces):
        resolve = _node_id
    if resolve is None:
        resolve = _attribute(name)
    if get_named_type(field.type).name.endswith("Connection"):
        return paged(resolve, numbered=(kind.name, name) == NUMBERED)
    return resolve


def _attribute(field: str) -> Resolver:
    """What GraphQL calls `createdAt` is the attribute `created_at` here."""
    name = re.sub(r"([A-Z])", r"_\1", field).lower()

    def resolve(thing: Any, _info: Info, **_given: object) -> object:  # noqa: ANN401 - any object
        return thing[field] if isinstance(thing, dict) else getattr(thing, name)

    return resolve


def _node_id(thing: Any, _info: Info) -> str:  # noqa: ANN401 - an entity or a login
    return ids.user_node_id(thing) if isinstance(thing, str) else ids.node_id(thing)


RESOLVERS: Resolvers = {
    name: {
        **queries.RESOLVERS.get(name, {}),
        **mutations.RESOLVERS.get(name, {}),
        **boards.RESOLVERS.get(name, {}),
    }
    for name in {*queries.RESOLVERS, *mutations.RESOLVERS, *boards.RESOLVERS}
}
