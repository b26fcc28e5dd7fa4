"""Creating an issue: one request with everything in it where the server can, else the old way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ucops.github import graphql, shapes
from ucops.github.client import Client
from ucops.github.directory import Directory, Entry
from ucops.github.errors import (
    OutcomeUnknownError,
    ServerFailedError,
    UnreachableError,
    UnsupportedError,
)
from ucops.github.protocols import Dropped, NewIssue, Written
from ucops.github.snapshot import Issue


def create(client: Client, directory: Directory, new: NewIssue) -> Written:
    """Create an issue; OutcomeUnknownError when nobody knows whether it was done."""
    if new.assignees:
        directory.assignable(new.repository, new.assignees)
    kind = _type_id(directory, new)
    entry = directory.entry(new.repository)
    try:
        issue, under = _created(client, directory, entry, new, kind)
    except ServerFailedError as error:
        if isinstance(error, UnreachableError):
            raise
        raise OutcomeUnknownError(error.message, "run again: it looks for what is there") from None
    return Written(issue=issue, dropped=_dropped(new, issue), parent_set=under)


def _created(
    client: Client, directory: Directory, entry: Entry, new: NewIssue, kind: str | None
) -> tuple[Issue, bool]:
    """The new issue, and whether it stands under its parent already."""
    if not directory.plain_creates:
        try:
            issue = _by_graphql(client, entry, new, kind)
        except UnsupportedError:
            directory.plain_creates = True
        else:
            return issue, _is_under(issue, new)
    return _by_rest(client, entry, new), new.parent is None


def _type_id(directory: Directory, new: NewIssue) -> str | None:
    """The id of the issue type, or None where it is not wanted or not to be had."""
    if new.type is None or "types" in directory.lacks:
        return None
    try:
        _, node_id = directory.types(new.repository).get(new.type.lower(), ("", ""))
    except UnsupportedError:
        return None
    return node_id or None


def _by_graphql(client: Client, entry: Entry, new: NewIssue, kind: str | None) -> Issue:
    about = f"creating the issue {new.title!r} in {new.repository}"
    found = client.mutate(
        about, graphql.CREATE_ISSUE, {"input": _input(entry, new, kind)}, repeatable=False
    )
    with shapes.expecting(about):
        return shapes.created(found.data["createIssue"]["issue"], new.repository)


def _input(entry: Entry, new: NewIssue, kind: str | None) -> dict[str, Any]:
    """What the mutation wants: ids, and only what there is something to say about."""
    labels = [entry.labels[name.lower()] for name in new.labels if name.lower() in entry.labels]
    milestone = entry.milestones.get(new.milestone or "")
    given = {
        "labelIds": [label.node_id for label in labels],
        "assigneeIds": [node_id for who in new.assignees if (node_id := entry.people[who.lower()])],
        "milestoneId": milestone.node_id if milestone else None,
        "issueTypeId": kind,
        "parentIssueId": new.parent.node_id if new.parent else None,
    }
    return {
        "repositoryId": entry.repository.node_id,
        "title": new.title,
        "body": new.body,
        **{name: value for name, value in given.items() if value},
    }


def _by_rest(client: Client, entry: Entry, new: NewIssue) -> Issue:
    milestone = entry.milestones.get(new.milestone or "")
    body: dict[str, Any] = {
        "title": new.title,
        "body": new.body,
        "labels": [name for name in new.labels if name.lower() in entry.labels],
        "assignees": [who for who in new.assignees if entry.people[who.lower()]],
    }
    if milestone:
        body["milestone"] = milestone.number
    if new.type and entry.types and new.type.lower() in entry.types:
        body["type"] = new.type
    data = client.write("POST", f"/repos/{new.repository}/issues", body, repeatable=False)
    return shapes.listed(data, new.repository).issue


def _is_under(issue: Issue, new: NewIssue) -> bool:
    return new.parent is None or issue.parent == new.parent.number


def _dropped(new: NewIssue, issue: Issue) -> Dropped:
    """What was asked for and is not there."""
    kind = new.type if (new.type or "").lower() != (issue.type or "").lower() else None
    return Dropped(
        labels=lacking(new.labels, issue.labels),
        assignees=lacking(new.assignees, issue.assignees),
        milestone=new.milestone if new.milestone != issue.milestone else None,
        type=kind,
    )


def lacking(asked: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    """What was asked for and is not there, without regard to letter case."""
    names = {name.lower() for name in there}
    return tuple(name for name in asked if name.lower() not in names)
