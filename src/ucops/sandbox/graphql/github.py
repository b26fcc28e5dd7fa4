"""The part of GitHub's schema that the sandbox knows, and how it answers a request."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ucops.sandbox.features import Features
from ucops.sandbox.graphql import boards, mutations, queries
from ucops.sandbox.graphql.execute import execute
from ucops.sandbox.graphql.schema import FieldType, Scene, Schema

HIERARCHY = frozenset({"parent", "subIssues", "subIssuesSummary"})
DEPENDENCIES = frozenset({"blockedBy", "blocking", "issueDependenciesSummary"})
TYPES = frozenset({"issueType", "issueTypes"})
HIERARCHY_MUTATIONS = frozenset({"addSubIssue", "removeSubIssue", "reprioritizeSubIssue"})
DEPENDENCY_MUTATIONS = frozenset({"addBlockedBy", "removeBlockedBy"})


def answer(scene: Scene, request: Mapping[str, Any]) -> dict[str, Any]:
    """Answer one GraphQL request."""
    return execute(schema(scene.features), scene, request, name_of)


def name_of(thing: object) -> str:
    """The name of a value's GraphQL type."""
    if isinstance(thing, boards.BoardValue):
        return boards.value_type(thing)
    return queries.name_of(thing)


@lru_cache(maxsize=32)
def schema(features: Features) -> Schema:
    """The schema of a server with these features: what it lacks is unknown to it."""
    hidden = _hidden(features)
    objects: dict[str, Mapping[str, FieldType]] = {
        **queries.OBJECTS,
        **mutations.PAYLOADS,
        **boards.OBJECTS,
        "Mutation": mutations.MUTATIONS | boards.MUTATIONS,
    }
    for name, more in (
        ("Organization", boards.OF_OWNERS),
        ("User", boards.OF_OWNERS),
        ("Issue", boards.OF_ISSUES),
        ("Repository", boards.OF_REPOSITORIES),
    ):
        objects[name] = {**objects[name], **more}
    shown = {
        name: {field: kind for field, kind in fields.items() if field not in hidden}
        for name, fields in objects.items()
    }
    return Schema(
        objects=shown,
        abstract={**queries.ABSTRACT, **mutations.ABSTRACT, **boards.ABSTRACT},
        inputs=_inputs(features),
        enums=mutations.ENUMS | boards.ENUMS,
    )


def _hidden(features: Features) -> set[str]:
    hidden: set[str] = set()
    if not features.sub_issues:
        hidden |= HIERARCHY | HIERARCHY_MUTATIONS
    if not features.dependencies:
        hidden |= DEPENDENCIES | DEPENDENCY_MUTATIONS
    if not features.issue_types:
        hidden |= TYPES | {"updateIssueIssueType"}
    if not features.boards:
        hidden |= {"projectV2", "projectItems", "projectsV2", *boards.MUTATIONS}
    return hidden


def _inputs(features: Features) -> dict[str, Mapping[str, str]]:
    unknown = set()
    if not (features.parent_issue_id and features.sub_issues):
        unknown.add("parentIssueId")
    if not features.issue_types:
        unknown.add("issueTypeId")
    everything = mutations.INPUTS | boards.INPUTS
    return {
        name: {field: kind for field, kind in fields.items() if field not in unknown}
        for name, fields in everything.items()
    }
