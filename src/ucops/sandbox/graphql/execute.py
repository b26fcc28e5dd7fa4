"""Runs a document over a schema: fields in order, failed ones null with an error beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ucops.sandbox.graphql.document import (
    Document,
    Field,
    GraphQLSyntaxError,
    Operation,
    Selection,
    Spread,
    Variable,
    read,
)
from ucops.sandbox.graphql.schema import MOST, Failed, FieldType, Scene, Schema, refused
from ucops.sandbox.graphql.validate import document_errors, variable_errors
from ucops.sandbox.refusals import Refusal

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One execution; `errors` grows while it runs."""

    schema: Schema
    scene: Scene
    document: Document
    variables: Mapping[str, Any]
    name_of: Callable[[Any], str]
    errors: list[Json] = field(default_factory=list)


def execute(
    schema: Schema, scene: Scene, request: Mapping[str, Any], name_of: Callable[[Any], str]
) -> Json:
    """Answer a request of `query`, `variables` and `operationName`."""
    try:
        document = read(str(request.get("query") or ""))
    except GraphQLSyntaxError as error:
        place = [{"line": error.line, "column": error.column}]
        return {"errors": [{"message": str(error), "locations": place}]}
    operation = _operation(document, request.get("operationName"))
    if operation is None:
        return {"errors": [{"message": "No operation was chosen"}]}
    given = request.get("variables") or {}
    wrong = document_errors(schema, document, operation)
    wrong = wrong or variable_errors(schema, operation, given)
    if wrong:
        return {"errors": wrong}
    variables = {name: given.get(name, rest[1]) for name, rest in operation.variables.items()}
    run = Run(schema=schema, scene=scene, document=document, variables=variables, name_of=name_of)
    data = _object(run, operation.kind.capitalize(), None, operation.selections, [])
    return {"data": data} | ({"errors": run.errors} if run.errors else {})


def operation_title(query: str) -> str | None:
    """The kind and name of a document's first operation, or None when it cannot be read."""
    try:
        operations = read(query).operations
    except GraphQLSyntaxError:
        return None
    return f"{operations[0].kind} {operations[0].name or ''}".strip() if operations else None


def _operation(document: Document, name: object) -> Operation | None:
    chosen = [it for it in document.operations if name in {None, "", it.name}]
    return chosen[0] if chosen else None


def _object(
    run: Run,
    type_name: str,
    thing: object,
    selections: tuple[Selection, ...],
    path: list[str | int],
) -> Json:
    answer: Json = {}
    for selected in _fields(run, type_name, selections):
        if selected.name == "__typename":
            answer[selected.alias] = type_name
            continue
        kind = run.schema.fields(type_name)[selected.name]
        value = _value(run, kind, selected, thing, [*path, selected.alias])
        answer[selected.alias] = _merged(answer.get(selected.alias), value)
    return answer


def _fields(run: Run, type_name: str, selections: tuple[Selection, ...]) -> Iterator[Field]:
    for selection in selections:
        if not _included(run, selection.directives):
            continue
        if isinstance(selection, Field):
            yield selection
            continue
        fragment = (
            run.document.fragments[selection.name] if isinstance(selection, Spread) else selection
        )
        members = run.schema.abstract.get(fragment.on or type_name, (fragment.on or type_name,))
        if type_name in members:
            yield from _fields(run, type_name, fragment.selections)


def _included(run: Run, directives: Mapping[str, Mapping[str, Any]]) -> bool:
    skip = _arguments(run, directives.get("skip", {})).get("if", False)
    return bool(_arguments(run, directives.get("include", {})).get("if", True)) and not skip


def _value(
    run: Run, kind: FieldType, selected: Field, thing: object, path: list[str | int]
) -> object:
    try:
        arguments = _in_lists(kind, _arguments(run, selected.arguments))
        if kind.connection and _selects_nodes(run, selected.selections):
            _check_paging(selected.name, arguments)
        found = kind.resolve(run.scene, thing, arguments)
    except Refusal as refusal:
        failure = refused(refusal)
    except Failed as raised:
        failure = raised
    else:
        return _completed(run, kind, selected, found, path)
    _note(run, failure, selected, path)
    return None


def _completed(
    run: Run, kind: FieldType, selected: Field, found: object, path: list[str | int]
) -> object:
    if not kind.type or found is None:
        return found
    if isinstance(found, Failed):
        _note(run, found, selected, path)
        return None
    if isinstance(found, list):
        return [
            _completed(run, kind, selected, it, [*path, place]) for place, it in enumerate(found)
        ]
    type_name = run.name_of(found) if kind.type in run.schema.abstract else kind.type
    return _object(run, type_name, found, selected.selections, path)


def _note(run: Run, failure: Failed, selected: Field, path: list[str | int]) -> None:
    place = [{"line": selected.line, "column": selected.column}]
    error = {"type": failure.kind, "path": path, "locations": place, "message": str(failure)}
    run.errors.append(error)


def _arguments(run: Run, given: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments with their variables filled in."""
    return {name: _filled(run, value) for name, value in given.items()}


def _in_lists(kind: FieldType, given: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments, a single one put into a list where GraphQL's type is a list."""
    return {
        name: [value]
        if kind.arguments.get(name, "").startswith("[") and not isinstance(value, list | None)
        else value
        for name, value in given.items()
    }


def _filled(run: Run, value: object) -> object:
    if isinstance(value, Variable):
        return run.variables.get(value.name)
    if isinstance(value, list):
        return [_filled(run, item) for item in value]
    if isinstance(value, Mapping):
        return _arguments(run, value)
    return value


def _selects_nodes(run: Run, selections: tuple[Selection, ...]) -> bool:
    """Whether a connection is asked for more than its total."""
    for selection in selections:
        if isinstance(selection, Spread):
            selection = run.document.fragments[selection.name]  # noqa: PLW2901 - as in validation
        if isinstance(selection, Field):
            if selection.name in {"nodes", "edges"}:
                return True
        elif _selects_nodes(run, selection.selections):
            return True
    return False


def _check_paging(name: str, arguments: Mapping[str, Any]) -> None:
    sizes = {word: arguments.get(word) for word in ("first", "last")}
    if all(size is None for size in sizes.values()):
        message = f"You must provide a `first` or `last` value to properly paginate the `{name}`"
        raise Failed("MISSING_PAGINATION_BOUNDARIES", f"{message} connection.")
    for word, size in sizes.items():
        if size is not None and not 0 <= size <= MOST:
            message = f"Requesting {size} records on the `{name}` connection exceeds the `{word}`"
            raise Failed("EXCESSIVE_PAGINATION", f"{message} limit of {MOST} records.")


def _merged(before: object, value: object) -> object:
    if isinstance(before, dict) and isinstance(value, dict):
        return before | {name: _merged(before.get(name), it) for name, it in value.items()}
    return value
