"""Servers that can do less than github.com: older Enterprise Servers, and made-up ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from graphql import DocumentNode, parse, print_ast

from ucops.sandbox.graphql.schema import published
from ucops.sandbox.reply import Request
from ucops.sandbox.rest.routes import TABLE, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Switches for what a server offers.

    Attributes:
        parent_issue_id: Whether GraphQL's `createIssue` takes `parentIssueId`.
        cursors: Whether the pages of issues are cut by a cursor, and not counted.
        silence: Whether issues leave out the members of what the server lacks; without, they say
            that there is none of it.
    """

    sub_issues: bool = True
    dependencies: bool = True
    issue_types: bool = True
    boards: bool = True
    graphql: bool = True
    parent_issue_id: bool = True
    cursors: bool = True
    silence: bool = True

    def without(self, *names: str) -> Features:
        """These features less the named ones."""
        known = {field.name for field in fields(self)}
        if unknown := set(names) - known:
            raise ValueError(f"no such feature: {', '.join(sorted(unknown))}")
        return replace(self, **dict.fromkeys(names, False))

    @property
    def lacking(self) -> list[str]:
        """The names of the features that are off."""
        return [field.name for field in fields(self) if not getattr(self, field.name)]


EVERYTHING = Features()
ENTERPRISE_SERVER = {
    "3.17": EVERYTHING.without(
        "sub_issues", "dependencies", "issue_types", "boards", "parent_issue_id", "cursors"
    ),
    "3.18": EVERYTHING.without(
        "sub_issues", "dependencies", "issue_types", "boards", "parent_issue_id", "cursors"
    ),
    "3.19": EVERYTHING.without("sub_issues", "issue_types", "boards", "parent_issue_id", "cursors"),
}
"""What the published descriptions of Enterprise Server lack, by version."""
FIELDS = {
    "sub_issues": {"parent", "subIssues", "parentIssueId"},
    "dependencies": {"blockedBy", "blocking"},
    "issue_types": {"issueType", "issueTypes", "issueTypeId"},
    "boards": {
        "projectV2",
        "projectItems",
        "createProjectV2Field",
        "updateProjectV2Field",
        "addProjectV2ItemById",
        "updateProjectV2ItemFieldValue",
        "clearProjectV2ItemFieldValue",
    },
    "parent_issue_id": {"parentIssueId"},
}
"""Fields of GraphQL, by the feature that they need."""
PLACES = {
    "sub_issues": ("/sub_issue", "/parent"),
    "dependencies": ("/dependencies",),
    "issue_types": ("/issue-types",),
}
"""Parts of the paths of REST, by the feature that they need."""
MEMBERS = {
    "sub_issues": {"sub_issues_summary", "parent_issue_url"},
    "dependencies": {"issue_dependencies_summary"},
    "issue_types": {"type"},
}
"""Members of an issue over REST, by the feature that they need."""


@lru_cache
def schema_of(features: Features) -> str:
    """The GraphQL schema of such a server: what it lacks is unknown to it."""
    hidden = {field for name in features.lacking for field in FIELDS.get(name, ())}
    definitions = []
    for node in parse(published()).definitions:
        if kept := [
            it for it in getattr(node, "fields", None) or () if it.name.value not in hidden
        ]:
            values = {key: getattr(node, key) for key in node.keys}
            node = type(node)(**(values | {"fields": tuple(kept)}))  # noqa: PLW2901 - the same, cut
        definitions.append(node)
    return print_ast(DocumentNode(definitions=tuple(definitions)))


def routes_of(features: Features) -> Table:
    """The REST interface of such a server."""
    missing = tuple(part for name in features.lacking for part in PLACES.get(name, ()))
    return {
        pattern: handlers
        for pattern, handlers in TABLE.items()
        if not any(part in pattern for part in missing)
    }


def known_request(features: Features, request: Request) -> Request:
    """The request without what such a server does not read."""
    if "issue_types" not in features.lacking or b'"type"' not in request.body:
        return request
    body = json.loads(request.body)
    if request.target.endswith("graphql") or not isinstance(body, dict):
        return request
    body.pop("type", None)
    return replace(request, body=json.dumps(body).encode())


def known_answer(features: Features, value: Any) -> Any:
    """The answer without the members of issues that such a server does not know."""
    hidden = {member for name in features.lacking for member in MEMBERS.get(name, ())}
    cut: Callable[[Any], Any] = lambda it: known_answer(features, it)  # noqa: E731 - used once
    if not hidden or not features.silence:
        return value
    if isinstance(value, list):
        return [cut(it) for it in value]
    if isinstance(value, dict) and "repository_url" in value:
        return {name: it for name, it in value.items() if name not in hidden}
    return value
