"""The sandbox's GraphQL schema is a part of GitHub's: same types, arguments and inputs."""

from __future__ import annotations

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
)

from ucops.sandbox.graphql.schema import RESOLVERS, published, schema

OURS = schema(published())
TYPES = [name for name in OURS.type_map if not name.startswith("__")]


def of_kind(*kinds: type[GraphQLNamedType]) -> list[str]:
    return [name for name in TYPES if isinstance(OURS.type_map[name], kinds)]


FIELDS = [
    (name, field)
    for name in of_kind(GraphQLObjectType, GraphQLInterfaceType)
    for field in OURS.type_map[name].fields  # type: ignore[attr-defined]
]


@pytest.mark.parametrize("name", TYPES)
def test_a_type_is_github_s(name: str, github_schema: GraphQLSchema) -> None:
    assert type(OURS.type_map[name]) is type(github_schema.type_map[name])


@pytest.mark.parametrize(("type_name", "field"), FIELDS)
def test_a_field_is_github_s(type_name: str, field: str, github_schema: GraphQLSchema) -> None:
    ours = OURS.type_map[type_name].fields[field]
    theirs = github_schema.type_map[type_name].fields[field]
    assert str(ours.type) == str(theirs.type)
    known = {name: str(theirs.args[name].type) for name in ours.args}
    assert {name: str(it.type) for name, it in ours.args.items()} == known
    assert ("first" in ours.args) == ("first" in theirs.args)


@pytest.mark.parametrize("name", of_kind(GraphQLInputObjectType))
def test_an_input_is_github_s(name: str, github_schema: GraphQLSchema) -> None:
    known = {field: str(it.type) for field, it in github_schema.type_map[name].fields.items()}
    ours = {field: str(it.type) for field, it in OURS.type_map[name].fields.items()}
    assert ours == {field: known.get(field) for field in ours}
    assert {field for field, kind in known.items() if kind.endswith("!")} <= set(ours)


@pytest.mark.parametrize("name", of_kind(GraphQLEnumType))
def test_an_enumeration_is_github_s(name: str, github_schema: GraphQLSchema) -> None:
    assert set(OURS.type_map[name].values) == set(github_schema.type_map[name].values)


@pytest.mark.parametrize("name", of_kind(GraphQLInterfaceType, GraphQLUnionType))
def test_an_abstract_type_s_members_are_github_s(name: str, github_schema: GraphQLSchema) -> None:
    ours = {it.name for it in OURS.get_possible_types(OURS.type_map[name])}
    theirs = {it.name for it in github_schema.get_possible_types(github_schema.type_map[name])}
    assert ours
    assert ours <= theirs


def test_a_resolver_is_of_a_field() -> None:
    given = {(kind, name) for kind, fields in RESOLVERS.items() for name in fields}
    shared = {("PullRequest", name) for name in RESOLVERS["Issue"]}
    assert given - shared <= set(FIELDS)


def test_scalars_are_few() -> None:
    own = set(of_kind(GraphQLScalarType)) - {"Int", "Float", "String", "Boolean", "ID"}
    assert own == {"Base64String", "BigInt", "Date", "DateTime", "GitObjectID", "URI"}
