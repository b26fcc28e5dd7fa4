"""What blocks what, which listings do not say: asked for many issues at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from ucops.github import graphql, shapes
from ucops.github.client import Client
from ucops.github.directory import Directory
from ucops.github.errors import NotFoundError, ServerFailedError, UnsupportedError
from ucops.github.shapes import Listed
from ucops.github.snapshot import Issue

IDS = 100
"""Most ids in one `nodes` of GraphQL."""

ALIASES = 25
"""Most `nodes` in one question."""

Blockers = Mapping[str, tuple[str, ...]]
"""Node id → what blocks that issue, as `owner/name#number`."""

Element = TypeVar("Element")


def read(client: Client, directory: Directory, items: Sequence[Listed]) -> Blockers:
    """What blocks each of the issues, closed blockers too."""
    asked = [item.issue for item in items if item.blockers is None or item.blockers > 0]
    if not asked or "dependencies" in directory.lacks:
        return {}
    try:
        return _by_graphql(client, asked)
    except UnsupportedError:
        return _by_rest(client, directory, asked)


def _by_graphql(client: Client, issues: Sequence[Issue]) -> Blockers:
    found: dict[str, tuple[str, ...]] = {}
    urls = {issue.node_id: issue for issue in issues}
    for ids in _chunks(sorted(urls), IDS * ALIASES):
        for node in _ask(client, ids):
            with shapes.expecting("what blocks an issue"):
                blocked_by = node["blockedBy"]
                names = tuple(map(_name, shapes.nodes(blocked_by)))
                more = (blocked_by.get("pageInfo") or {}).get("hasNextPage")
            issue = urls.get(str(node["id"]))
            if issue:
                found[issue.node_id] = _all_of(client, issue) if more else names
    return found


def _ask(client: Client, ids: Sequence[str]) -> list[Mapping[str, Any]]:
    """The nodes of these ids; a question that is too much for GitHub is halved."""
    groups = list(_chunks(ids, IDS))
    try:
        data = client.query(
            "what blocks the issues",
            graphql.blockers(len(groups)),
            {f"b{index}": group for index, group in enumerate(groups)},
        ).data
    except ServerFailedError:
        if len(ids) == 1:
            raise
        half = len(ids) // 2
        return _ask(client, ids[:half]) + _ask(client, ids[half:])
    return [node for nodes in data.values() for node in nodes or () if node]


def _chunks(elements: Sequence[Element], size: int) -> Iterator[list[Element]]:
    for start in range(0, len(elements), size):
        yield list(elements[start : start + size])


def _name(node: Mapping[str, Any]) -> str:
    return f"{node['repository']['nameWithOwner']}#{node['number']}"


def _all_of(client: Client, issue: Issue) -> tuple[str, ...]:
    """All blockers of one issue, by REST."""
    names: list[str] = []
    path = f"/repos/{issue.repository}/issues/{issue.number}/dependencies/blocked_by"
    for page in client.pages(path):
        blockers = [shapes.listed(data, issue.repository).issue for data in page]
        names += [f"{blocker.repository}#{blocker.number}" for blocker in blockers]
    return tuple(names)


def _by_rest(client: Client, directory: Directory, issues: Sequence[Issue]) -> Blockers:
    """The same issue by issue, for a server whose GraphQL knows no dependencies."""
    found = {}
    for issue in issues:
        try:
            found[issue.node_id] = _all_of(client, issue)
        except NotFoundError:
            directory.lacks.add("dependencies")
            return {}
    return found
