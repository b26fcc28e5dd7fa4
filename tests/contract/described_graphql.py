"""GitHub's GraphQL schema, asked about a document, its variables and an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_composite_type,
    parse,
    validate,
    visit,
)
from graphql.execution.values import get_variable_values

SCALARS: Mapping[str, tuple[type, ...]] = {
    "Int": (int,),
    "Float": (int, float),
    "Boolean": (bool,),
}


class Shape:
    """Compares an answer with what a document selects."""

    def __init__(self, schema: GraphQLSchema, document: str) -> None:
        self.schema = schema
        self.document = parse(document)
        assert validate(schema, self.document) == []
        assert list(self.unpaged()) == []
        self.fragments = {
            it.name.value: it
            for it in self.document.definitions
            if isinstance(it, FragmentDefinitionNode)
        }

    def problems(self, answer: Mapping[str, Any]) -> list[str]:
        for definition in self.document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                root = self.schema.get_root_type(definition.operation)
                assert root is not None
                return list(self.of(root, definition.selection_set, answer["data"], "data"))
        raise AssertionError("no operation")

    def unpaged(self) -> list[str]:
        """Connections without first or last, which GitHub refuses and its schema allows."""
        found: list[str] = []
        info = TypeInfo(self.schema)

        class Paging(Visitor):
            def enter_field(self, node: FieldNode, *_: object) -> None:
                field = info.get_field_def()
                given = {it.name.value for it in node.arguments or ()}
                asked = {
                    it.name.value
                    for it in (node.selection_set.selections if node.selection_set else ())
                    if isinstance(it, FieldNode)
                }
                paged = field is not None and {"first", "last"} <= set(field.args)
                if paged and asked & {"nodes", "edges"} and not given & {"first", "last"}:
                    found.append(node.name.value)

        visit(self.document, TypeInfoVisitor(info, Paging()))
        return found

    def variable_problems(self, given: Mapping[str, Any]) -> list[str]:
        """What the values of the variables have against them."""
        definitions = [
            variable
            for it in self.document.definitions
            if isinstance(it, OperationDefinitionNode)
            for variable in it.variable_definitions
        ]
        values = get_variable_values(self.schema, definitions, dict(given))
        return [str(error) for error in values] if isinstance(values, list) else []

    def of(
        self, kind: GraphQLCompositeType, selected: SelectionSetNode, value: object, path: str
    ) -> Iterator[str]:
        fields = dict(self.fields(kind, selected))
        certain = isinstance(kind, GraphQLObjectType)
        if unknown := set(value) - set(fields):
            yield f"{path}: {unknown} was not selected"
        for name, (node, parent) in fields.items():
            if name in value and node.name.value != "__typename":
                answer = parent.fields[node.name.value].type  # type: ignore[union-attr]
                yield from self.one(answer, node, value[name], f"{path}.{name}")
            elif name not in value and certain:
                yield f"{path}.{name} is missing"

    def one(
        self, kind: GraphQLOutputType, node: FieldNode, value: object, path: str
    ) -> Iterator[str]:
        if isinstance(kind, GraphQLNonNull):
            if value is None:
                yield f"{path} may not be null"
                return
            kind = kind.of_type
        if value is None:
            return
        if isinstance(kind, GraphQLList):
            for place, item in enumerate(value):
                yield from self.one(kind.of_type, node, item, f"{path}[{place}]")
        elif is_composite_type(kind):
            assert node.selection_set is not None
            yield from self.of(kind, node.selection_set, value, path)
        elif isinstance(kind, GraphQLEnumType):
            if value not in kind.values:
                yield f"{path}: {value} is no {kind.name}"
        elif not isinstance(value, SCALARS.get(get_named_type(kind).name, (str,))):
            yield f"{path}: {value!r} is no {kind}"

    def fields(
        self, kind: GraphQLCompositeType, selected: SelectionSetNode
    ) -> Iterator[tuple[str, tuple[FieldNode, GraphQLCompositeType]]]:
        for node in selected.selections:
            if isinstance(node, FieldNode):
                yield (node.alias or node.name).value, (node, kind)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.fragments[node.name.value]
                yield from self.fields(self.named(fragment), fragment.selection_set)
            else:
                on = self.named(node) if node.type_condition else kind
                yield from self.fields(on, node.selection_set)

    def named(self, node: object) -> GraphQLCompositeType:
        found = self.schema.type_map[node.type_condition.name.value]
        assert is_composite_type(found)
        return found
