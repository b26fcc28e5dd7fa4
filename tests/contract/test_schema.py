"""The sandbox's GraphQL schema is a part of GitHub's: same types, arguments and inputs."""

from __future__ import annotations

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)

from ucops.sandbox.features import EVERYTHING
from ucops.sandbox.graphql.github import schema

OURS = schema(EVERYTHING)
FIELDS = [(type_name, field) for type_name, fields in OURS.objects.items() for field in fields]


@pytest.mark.parametrize(("type_name", "field"), FIELDS)
def test_a_field_is_github_s(type_name: str, field: str, github_schema: GraphQLSchema) -> None:
    theirs = github_schema.type_map[type_name]
    assert isinstance(theirs, GraphQLObjectType)
    assert field in theirs.fields
    kind = OURS.objects[type_name][field]
    answer = get_named_type(theirs.fields[field].type)
    assert (answer.name == kind.type) if kind.type else is_leaf_type(answer)
    arguments = theirs.fields[field].args
    assert kind.arguments == {name: str(arguments[name].type) for name in kind.arguments}
    paged = {"first", "last"} <= set(arguments)
    assert kind.connection == paged


@pytest.mark.parametrize("name", OURS.inputs)
def test_an_input_is_github_s(name: str, github_schema: GraphQLSchema) -> None:
    theirs = github_schema.type_map[name]
    assert isinstance(theirs, GraphQLInputObjectType)
    known = {field: str(it.type) for field, it in theirs.fields.items()}
    assert OURS.inputs[name] == {field: known.get(field) for field in OURS.inputs[name]}
    required = {field for field, kind in known.items() if kind.endswith("!")}
    assert required <= set(OURS.inputs[name])


@pytest.mark.parametrize("name", OURS.enums)
def test_an_enumeration_is_github_s(name: str, github_schema: GraphQLSchema) -> None:
    theirs = github_schema.type_map[name]
    assert isinstance(theirs, GraphQLEnumType)
    assert set(OURS.enums[name]) == set(theirs.values)


@pytest.mark.parametrize("name", OURS.abstract)
def test_an_abstract_type_s_members_are_github_s(name: str, github_schema: GraphQLSchema) -> None:
    theirs = github_schema.type_map[name]
    assert isinstance(theirs, GraphQLInterfaceType | GraphQLUnionType)
    members = {it.name for it in github_schema.get_possible_types(theirs)}
    assert set(OURS.abstract[name]) <= members
