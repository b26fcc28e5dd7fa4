"""What GitHub's JSON says, as our own data; fields that a server does not know may be absent."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal

from ucops.github import marker
from ucops.github.errors import ServerFailedError
from ucops.github.snapshot import Issue, Label, Milestone

_ISSUE_PATH = re.compile(r"/repos/([^/]+/[^/]+)/issues/(\d+)/?$")
_REPOSITORY_PATH = re.compile(r"/repos/([^/]+/[^/]+)/?$")
OUTSIDERS = frozenset({"NONE", "CONTRIBUTOR", "FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "MANNEQUIN"})
"""Associations of authors who cannot label issues or put them in a hierarchy."""

_REASONS: Mapping[str, Literal["completed", "not_planned", "duplicate", "reopened"]] = {
    "completed": "completed",
    "not_planned": "not_planned",
    "duplicate": "duplicate",
    "reopened": "reopened",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An issue or pull request of a listing.

    Attributes:
        issue: What it says; `blocked_by` is not in listings.
        pull_request: Whether it is a pull request, which shares the issues' numbers.
        children: How many sub-issues it has; None where the server does not say.
        blockers: How many issues block it, open and closed; None where the server does not say.
        author: The login of who filed it.
        author_id: The number that GitHub knows the author by; 0 where that is not said.
        outsider: Whether that is somebody without any tie to the repository.
        bot: Whether that is a program, which may write what others tell it.
    """

    issue: Issue
    pull_request: bool
    children: int | None
    blockers: int | None
    author: str = ""
    author_id: int = 0
    outsider: bool = False
    bot: bool = False


def one_spelling(names: Iterable[str]) -> dict[str, str]:
    """Each name in small letters → as it is spelled first: GitHub knows no other difference."""
    spelled: dict[str, str] = {}
    for name in names:
        spelled.setdefault(name.casefold(), name)
    return spelled


@contextmanager
def expecting(what: str) -> Iterator[None]:
    """Turn an answer of an unexpected shape into an error that says whose it was."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ServerFailedError(
            f"the answer for {what} has an unexpected shape ({type(error).__name__}: {error})",
            "is the API's address that of a GitHub server?",
        ) from error


def listed(data: Mapping[str, Any], repository: str) -> Listed:
    """An issue as REST gives it in listings and single answers."""
    with expecting(f"an issue of {repository}"):
        children = data.get("sub_issues_summary") or {}
        dependencies = data.get("issue_dependencies_summary") or {}
        author = data.get("user") or {}
        return Listed(
            issue=_issue(data, _own_repository(data, repository)),
            pull_request="pull_request" in data,
            children=children.get("total"),
            blockers=dependencies.get("total_blocked_by", dependencies.get("blocked_by")),
            author=str(author.get("login") or ""),
            author_id=int(author.get("id") or 0),
            outsider=not _is_bot(author) and data.get("author_association") in OUTSIDERS,
            bot=_is_bot(author),
        )


def _is_bot(author: Mapping[str, Any]) -> bool:
    return author.get("type") == "Bot" or str(author.get("login")).endswith("[bot]")


def _own_repository(data: Mapping[str, Any], repository: str) -> str:
    """The repository that an issue says it is in, spelled as we do where it is the same."""
    found = _REPOSITORY_PATH.search(str(data.get("repository_url") or ""))
    if not found or found[1].lower() == repository.lower():
        return repository
    return found[1]


def _issue(data: Mapping[str, Any], repository: str) -> Issue:
    parent_repository, parent = _parent(data, repository)
    body = str(data.get("body") or "")
    found = marker.parse(body)
    return Issue(
        key=found.key if found and found.version <= marker.VERSION else None,
        repository=repository,
        number=int(data["number"]),
        id=int(data["id"]),
        node_id=str(data.get("node_id") or ""),
        url=str(data.get("html_url") or ""),
        title=str(data["title"]),
        body=body,
        state="closed" if data["state"] == "closed" else "open",
        state_reason=_REASONS.get(data.get("state_reason") or ""),
        labels=tuple(_name(label) for label in data.get("labels") or ()),
        assignees=tuple(str(person["login"]) for person in data.get("assignees") or ()),
        milestone=(data.get("milestone") or {}).get("title"),
        parent=parent,
        parent_repository=parent_repository,
        blocked_by=(),
        created_at=str(data.get("created_at") or ""),
        closed_at=data.get("closed_at"),
        updated_at=str(data.get("updated_at") or ""),
        type=(data.get("type") or {}).get("name"),
        locked=bool(data.get("locked")),
        comments=int(data.get("comments") or 0),
    )


def _name(label: Mapping[str, Any] | str) -> str:
    return label if isinstance(label, str) else str(label["name"])


def _parent(data: Mapping[str, Any], repository: str) -> tuple[str | None, int | None]:
    """The parent's repository where it is another one, and its number."""
    found = _ISSUE_PATH.search(str(data.get("parent_issue_url") or ""))
    if not found:
        return None, None
    elsewhere = found[1] if found[1].lower() != repository.lower() else None
    return elsewhere, int(found[2])


def created(data: Mapping[str, Any], repository: str) -> Issue:
    """An issue as the GraphQL mutation that creates one gives it."""
    with expecting(f"a new issue of {repository}"):
        parent = data.get("parent") or {}
        parent_repository = (parent.get("repository") or {}).get("nameWithOwner")
        rest = {
            **data,
            "node_id": data["id"],
            "id": data["fullDatabaseId"],
            "html_url": data["url"],
            "state": data["state"].lower(),
            "labels": data["labels"]["nodes"],
            "assignees": data["assignees"]["nodes"],
            "type": data.get("issueType"),
            "created_at": data["createdAt"],
            "updated_at": data["updatedAt"],
        }
        elsewhere = parent_repository if parent_repository != repository else None
        issue = _issue(rest, repository)
        return replace(issue, parent=parent.get("number"), parent_repository=elsewhere)


def label(data: Mapping[str, Any], repository: str) -> Label:
    """A label, as REST and GraphQL give it."""
    with expecting(f"a label of {repository}"):
        return Label(
            repository=repository,
            name=str(data["name"]),
            color=str(data.get("color") or ""),
            description=str(data.get("description") or ""),
            node_id=str(data.get("node_id") or data.get("id") or ""),
        )


def labels_worn(
    issues: Iterable[Mapping[str, Any]], repository: str, known: Container[str] = ()
) -> dict[str, Label]:
    """The labels of some issues by name, as REST gives them, but for those that are known."""
    with expecting(f"the labels of issues of {repository}"):
        found = (one for data in issues for one in data.get("labels") or ())
        return {
            one["name"]: label(one, repository)
            for one in found
            if not isinstance(one, str) and one["name"] not in known
        }


def milestone(data: Mapping[str, Any], repository: str) -> Milestone:
    """A milestone, as REST and GraphQL give it."""
    with expecting(f"a milestone of {repository}"):
        counted = data.get("issues") or {}
        return Milestone(
            repository=repository,
            number=int(data["number"]),
            title=str(data["title"]),
            description=str(data.get("description") or ""),
            state="closed" if str(data["state"]).lower() == "closed" else "open",
            due_on=data.get("due_on") or data.get("dueOn"),
            node_id=str(data.get("node_id") or data.get("id") or ""),
            open_issues=data.get("open_issues", counted.get("totalCount")),
        )


def nodes(connection: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The nodes of a GraphQL connection that are there."""
    return [node for node in connection.get("nodes") or () if node]
