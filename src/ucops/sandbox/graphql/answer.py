"""GraphQL requests are read, checked and run by graphql-core, and refused in GitHub's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLSchema,
    GraphQLSyntaxError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    Undefined,
    Visitor,
    execute_sync,
    get_operation_ast,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
    parse,
    type_from_ast,
    validate,
    visit,
)
from graphql.utilities import coerce_input_value

from ucops.sandbox.graphql.scene import Scene
from ucops.sandbox.graphql.schema import type_name
from ucops.sandbox.refusals import Refusal

Json = dict[str, Any]


def answer(schema: GraphQLSchema, here: Scene, request: Mapping[str, Any]) -> Json:
    """Answer a request of `query`, `variables` and `operationName`."""
    document, wrong = _checked(schema, str(request.get("query") or ""))
    if document is None or wrong:
        return {"errors": wrong}
    operation = get_operation_ast(document, request.get("operationName"))
    if operation is None:
        return {"errors": [{"message": "No operation was chosen"}]}
    given = request.get("variables") or {}
    if wrong := _variable_errors(schema, operation, given):
        return {"errors": wrong}
    result = execute_sync(
        schema,
        document,
        context_value=here,
        variable_values=given,
        operation_name=request.get("operationName"),
        type_resolver=type_name,
    )
    errors = [_refused(error) for error in result.errors or ()]
    return {"data": result.data} | ({"errors": errors} if errors else {})


def operation_title(query: str) -> str | None:
    """The kind and name of a document's first operation, or None when it cannot be read."""
    try:
        operations = [
            it for it in _read(query).definitions if isinstance(it, OperationDefinitionNode)
        ]
    except GraphQLSyntaxError:
        return None
    return _title(operations[0]) if operations else None


def _title(operation: OperationDefinitionNode) -> str:
    name = operation.name.value if operation.name else ""
    return f"{operation.operation.value} {name}".strip()


@lru_cache(maxsize=256)
def _read(query: str) -> DocumentNode:
    return parse(query)


@lru_cache(maxsize=256)  # the same few documents come again and again
def _checked(schema: GraphQLSchema, query: str) -> tuple[DocumentNode | None, list[Json]]:
    """The document, and what is wrong with it before it runs."""
    try:
        document = _read(query)
    except GraphQLSyntaxError as error:
        return None, [_unreadable(query, error)]
    return document, [_invalid(document, it) for it in validate(schema, document)]


def _unreadable(query: str, error: GraphQLSyntaxError) -> Json:
    place = (error.locations or [])[0]
    rest = query.splitlines()[place.line - 1 :]
    what = rest[0][place.column - 1 :][:20] if rest else ""
    message = f'Parse error on "{what or "end of file"}" at [{place.line}, {place.column}]'
    return {"message": message, "locations": [place.formatted]}


WORDS = (
    (
        "undefinedField",
        r"Cannot query field '(?P<fieldName>\w+)' on type '(?P<typeName>\w+)'",
        "Field '{fieldName}' doesn't exist on type '{typeName}'",
    ),
    (
        "selectionMismatch",
        r"Field '(?P<fieldName>\w+)' of type '(?P<typeName>.+)' must have a selection of subfields",
        "Field must have selections (field '{fieldName}' returns {typeName})",
    ),
    (
        "undefinedType",
        r"Unknown type '(?P<typeName>\w+)'",
        "No such type {typeName}, so it can't be a fragment condition",
    ),
    (
        "argumentNotAccepted",
        r"Unknown argument '(?P<argumentName>\w+)' on field '\w+\.(?P<name>\w+)'",
        "Field '{name}' doesn't accept argument '{argumentName}'",
    ),
    (
        "argumentNotAccepted",
        r".*'(?P<name>\w+)' not to include unknown field '(?P<argumentName>\w+)'",
        "InputObject '{name}' doesn't accept argument '{argumentName}'",
    ),
    (
        "missingRequiredArguments",
        r"Argument '\w+\.(?P<name>\w+)\((?P<arguments>\w+):\)' of type .* is required",
        "Field '{name}' is missing required arguments: {arguments}",
    ),
    (
        "missingRequiredInputObjectAttribute",
        r".* of type '(?P<inputObjectType>\w+)!?' to include required field '(?P<argumentName>\w+)",
        "Argument '{argumentName}' on InputObject '{inputObjectType}' is required",
    ),
    (
        "cannotSpreadFragment",
        r"Fragment.*objects of type '(?P<parentName>\w+)' can never be of type '(?P<typeName>\w+)",
        "Fragment on {typeName} can't be spread inside {parentName}",
    ),
    (
        "useAndDefineFragment",
        r"Unknown fragment '(?P<fragmentName>\w+)'",
        "Fragment {fragmentName} was used, but not defined",
    ),
    (
        "variableNotUsed",
        r"Variable '\$(?P<variableName>\w+)' is never used",
        "Variable ${variableName} is declared but not used",
    ),
)
"""GitHub's code for what is wrong, graphql-core's words for it, and GitHub's."""


def _invalid(document: DocumentNode, error: GraphQLError) -> Json:
    places = [place.formatted for place in error.locations or ()]
    found: Json = {"path": _path(document, error.nodes), "locations": places}
    for code, theirs, message in WORDS:
        if match := re.match(theirs, error.message):
            said = match.groupdict()
            found["extensions"] = {"code": code, **said}
            return found | {"message": message.format(**said)}
    return found | {"message": error.message}


def _path(document: DocumentNode, nodes: list[Node] | None) -> list[str]:
    """The fields from the operation down to the node that is wrong."""
    path: list[str] = []

    class Search(Visitor):
        def enter(self, node: Node, _key: Any, _parent: Any, _way: Any, above: list[Any]) -> None:  # noqa: ANN401 - graphql-core's
            if nodes and node is nodes[0]:
                path.extend(filter(None, map(_step, (*above, node))))

    visit(document, Search())
    return path


def _step(node: object) -> str | None:
    if isinstance(node, OperationDefinitionNode):
        return _title(node)
    if isinstance(node, FieldNode):
        return (node.alias or node.name).value
    if isinstance(node, InlineFragmentNode) and node.type_condition:
        return f"... on {node.type_condition.name.value}"
    return None


def _variable_errors(
    schema: GraphQLSchema, operation: OperationDefinitionNode, given: Mapping[str, Any]
) -> list[Json]:
    """Variables that are missing or do not fit their types."""
    errors = []
    for definition in operation.variable_definitions or ():
        name = definition.variable.name.value
        kind: Any = type_from_ast(schema, definition.type)
        if name not in given and definition.default_value is not None:
            continue
        if problems := list(_problems(kind, given.get(name), [])):
            said = ", ".join(map(_said, problems))
            message = f"Variable ${name} of type {kind} was provided invalid value for {said}"
            extensions = {"value": given.get(name), "problems": problems}
            errors.append({"message": message, "extensions": extensions})
    return errors


def _said(problem: Json) -> str:
    path = ".".join(map(str, problem["path"]))
    return f"{path} ({problem['explanation']})" if path else str(problem["explanation"])


def _problems(kind: GraphQLInputType, value: Any, path: list[str | int]) -> Iterator[Json]:  # noqa: ANN401 - JSON
    """What a variable's value has against it, each part with its place."""
    if is_non_null_type(kind):
        if value is None:
            yield {"path": path, "explanation": "Expected value to not be null"}
            return
        kind = kind.of_type
    if value is None:
        return
    if is_list_type(kind):
        for place, item in enumerate(value if isinstance(value, list) else [value]):
            yield from _problems(kind.of_type, item, [*path, place])
    elif is_input_object_type(kind) and isinstance(value, Mapping):
        yield from _member_problems(kind, value, path)
    elif coerce_input_value(value, kind) is Undefined:
        yield {"path": path, "explanation": f"Could not coerce value {value!r} to {kind}"}


def _member_problems(
    kind: GraphQLInputObjectType, value: Mapping[str, Any], path: list[str | int]
) -> Iterator[Json]:
    for name in value:
        if name not in kind.fields:
            yield {"path": [*path, name], "explanation": f"Field is not defined on {kind}"}
    for name, field in kind.fields.items():
        if name in value or is_required_input_field(field):
            yield from _problems(field.type, value.get(name), [*path, name])


def _refused(error: GraphQLError) -> Json:
    """A field that failed, in GitHub's shape; what is no refusal is a mistake of the sandbox."""
    refusal = error.original_error
    if not isinstance(refusal, Refusal):
        raise refusal or error
    return {
        "type": refusal.kind,
        "path": error.path,
        "locations": [place.formatted for place in error.locations or ()],
        "message": refusal.detail or refusal.message,
    }
