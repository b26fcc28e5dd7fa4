"""What is wrong with a document before it runs, in GitHub's words and codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ucops.sandbox.graphql.document import Document, Field, Fragment, Operation, Selection, Spread
from ucops.sandbox.graphql.document import Variable as Var
from ucops.sandbox.graphql.schema import FieldType, Schema

Json = dict[str, Any]
NUMBERS: Mapping[str, tuple[type, ...]] = {
    "Int": (int,),
    "Float": (int, float),
    "Boolean": (bool,),
}


def document_errors(schema: Schema, document: Document, operation: Operation) -> list[Json]:
    """Unknown fields, types and arguments anywhere in an operation."""
    root = operation.kind.capitalize()
    title = f"{operation.kind} {operation.name}" if operation.name else operation.kind
    return list(_selections(schema, document, operation.selections, root, [title]))


def variable_errors(schema: Schema, operation: Operation, given: Mapping[str, Any]) -> list[Json]:
    """Variables that are missing or do not fit their types."""
    errors = []
    for name, (kind, default) in operation.variables.items():
        value = given.get(name, default)
        if problems := list(_problems(schema, kind, value, [])):
            said = ", ".join(
                f"{'.'.join(map(str, it['path']))} ({it['explanation']})"
                if it["path"]
                else it["explanation"]
                for it in problems
            )
            message = f"Variable ${name} of type {kind} was provided invalid value for {said}"
            extensions = {"value": value, "problems": problems}
            errors.append({"message": message, "extensions": extensions})
    return errors


def _selections(
    schema: Schema,
    document: Document,
    selections: tuple[Selection, ...],
    type_name: str,
    path: list[str],
) -> Iterator[Json]:
    for selection in selections:
        if isinstance(selection, Spread):
            if selection.name not in document.fragments:
                message = f"Fragment {selection.name} was used, but not defined"
                yield {"message": message, "path": path}
                continue
            selection = document.fragments[selection.name]  # noqa: PLW2901 - a spread is a fragment
        if isinstance(selection, Fragment):
            yield from _fragment(schema, document, selection, type_name, path)
        elif selection.name != "__typename":
            yield from _field(schema, document, selection, type_name, [*path, selection.alias])


def _fragment(
    schema: Schema, document: Document, fragment: Fragment, type_name: str, path: list[str]
) -> Iterator[Json]:
    on = fragment.on or type_name
    if on not in schema.objects and on not in schema.abstract:
        message = f"No such type {on}, so it can't be a fragment condition"
        extensions = {"code": "undefinedType", "typeName": on}
        yield {"message": message, "path": path, "extensions": extensions}
        return
    yield from _selections(schema, document, fragment.selections, on, [*path, f"... on {on}"])


def _field(
    schema: Schema, document: Document, field: Field, type_name: str, path: list[str]
) -> Iterator[Json]:
    kind = schema.fields(type_name).get(field.name)
    place = {"path": path, "locations": [{"line": field.line, "column": field.column}]}
    if kind is None:
        message = f"Field '{field.name}' doesn't exist on type '{type_name}'"
        code = {"code": "undefinedField", "typeName": type_name, "fieldName": field.name}
        yield place | {"message": message, "extensions": code}
        return
    yield from (place | error for error in _arguments(schema, field, kind, type_name))
    if kind.type and not field.selections:
        message = f"Field must have selections (field '{field.name}' returns {kind.type})"
        yield place | {"message": message, "extensions": {"code": "selectionMismatch"}}
    elif kind.type:
        yield from _selections(schema, document, field.selections, kind.type, path)


def _arguments(schema: Schema, field: Field, kind: FieldType, type_name: str) -> Iterator[Json]:
    for name, value in field.arguments.items():
        if name not in kind.arguments:
            message = f"Field '{field.name}' doesn't accept argument '{name}'"
            yield {"message": message, "extensions": _unaccepted(field.name, "Field", name)}
        elif isinstance(value, Mapping):
            yield from _literal(schema, kind.arguments[name].rstrip("!"), value)
    for name, wanted in kind.arguments.items():
        if wanted.endswith("!") and name not in field.arguments:
            message = f"Field '{field.name}' is missing required arguments: {name}"
            code = {"code": "missingRequiredArguments", "className": "Field", "name": field.name}
            yield {"message": message, "extensions": code | {"arguments": name, "on": type_name}}


def _literal(schema: Schema, type_name: str, value: Mapping[str, Any]) -> Iterator[Json]:
    for name in value:
        if name not in schema.inputs.get(type_name, {}):
            message = f"InputObject '{type_name}' doesn't accept argument '{name}'"
            yield {"message": message, "extensions": _unaccepted(type_name, "InputObject", name)}


def _unaccepted(name: str, kind: str, argument: str) -> Json:
    return {
        "code": "argumentNotAccepted",
        "name": name,
        "typeName": kind,
        "argumentName": argument,
    }


def _problems(schema: Schema, kind: str, value: object, path: list[str | int]) -> Iterator[Json]:
    if isinstance(value, Var):
        return
    if value is None:
        if kind.endswith("!"):
            yield {"path": path, "explanation": "Expected value to not be null"}
        return
    kind = kind.rstrip("!")
    if kind.startswith("["):
        items = value if isinstance(value, list) else [value]
        for place, item in enumerate(items):
            yield from _problems(schema, kind[1:-1], item, [*path, place])
    elif kind in schema.inputs:
        yield from _members(schema, kind, value, path)
    elif not _fits(schema, kind, value):
        yield {"path": path, "explanation": f"Could not coerce value {value!r} to {kind}"}


def _members(schema: Schema, kind: str, value: object, path: list[str | int]) -> Iterator[Json]:
    if not isinstance(value, Mapping):
        yield {"path": path, "explanation": f"Could not coerce value {value!r} to {kind}"}
        return
    for name in value:
        if name not in schema.inputs[kind]:
            explanation = f"Field is not defined on {kind}"
            yield {"path": [*path, name], "explanation": explanation}
    for name, wanted in schema.inputs[kind].items():
        yield from _problems(schema, wanted, value.get(name), [*path, name])


def _fits(schema: Schema, kind: str, value: object) -> bool:
    if kind in schema.enums:
        return value in schema.enums[kind]
    if kind == "Boolean":
        return isinstance(value, bool)
    return isinstance(value, NUMBERS.get(kind, (str,))) and not isinstance(value, bool)
