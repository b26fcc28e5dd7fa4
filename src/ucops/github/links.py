"""Links between issues: parents and blockers, set so that doing it twice does no harm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from ucops.errors import GitHubError
from ucops.github import listing, shapes
from ucops.github.client import Client
from ucops.github.directory import Directory
from ucops.github.errors import (
    FullError,
    InvalidRequestError,
    MissingPermissionError,
    NotFoundError,
    UnsupportedError,
)
from ucops.github.protocols import Feature
from ucops.github.snapshot import Gone, Issue

ADDRESSES: Mapping[str, str] = {
    "sub_issues": "sub_issues",
    "dependencies": "dependencies/blocked_by",
}
"""Feature → below an issue's path, what answers where the server knows it."""

_FULL = re.compile(r"more than \d+|at most \d+|maximum|limit|levels deep", re.IGNORECASE)


def _full(error: InvalidRequestError) -> InvalidRequestError:
    """The refusal, told from others when it is for a number of links."""
    return FullError(error.message, error.hint) if _FULL.search(error.message) else error


def quoted(name: str) -> str:
    """A name as part of a path."""
    return quote(name, safe="")


def path(issue: Issue) -> str:
    """Where REST has an issue."""
    return f"/repos/{issue.repository}/issues/{issue.number}"


def set_parent(
    client: Client, directory: Directory, issue: Issue, parent: Issue, *, replace: bool
) -> None:
    """Put an issue under a parent; nothing to do when it stands there."""
    _known_to_lack(directory, "sub_issues")
    body = {"sub_issue_id": issue.id, "replace_parent": replace}
    try:
        client.write("POST", f"{path(parent)}/sub_issues", body, repeatable=True)
    except InvalidRequestError as error:
        if not _is_under(client, issue, parent):
            raise _full(error) from None
    except NotFoundError as error:
        raise _explained(client, directory, "sub_issues", parent, error) from None


def remove_parent(client: Client, directory: Directory, issue: Issue, parent: Issue) -> None:
    """Take an issue from under its parent; nothing to do when it does not stand there."""
    _known_to_lack(directory, "sub_issues")
    body = {"sub_issue_id": issue.id}
    try:
        client.write("DELETE", f"{path(parent)}/sub_issue", body, repeatable=True)
    except (InvalidRequestError, NotFoundError):
        if _is_under(client, issue, parent):
            raise


def _is_under(client: Client, issue: Issue, parent: Issue) -> bool:
    try:
        found = shapes.listed(client.get(f"{path(issue)}/parent"), parent.repository).issue
    except NotFoundError:
        return False
    return found.id == parent.id


def add_blocked_by(client: Client, directory: Directory, issue: Issue, blocker: Issue) -> None:
    """Say that one issue blocks another; nothing to do when it does."""
    _known_to_lack(directory, "dependencies")
    where = f"{path(issue)}/dependencies/blocked_by"
    try:
        client.write("POST", where, {"issue_id": blocker.id}, repeatable=True)
    except InvalidRequestError as error:
        if not _is_blocked(client, issue, blocker):
            raise _full(error) from None
    except NotFoundError as error:
        raise _explained(client, directory, "dependencies", issue, error) from None


def remove_blocked_by(client: Client, directory: Directory, issue: Issue, blocker: Issue) -> None:
    """Take a blocker from an issue; nothing to do when it does not block it."""
    _known_to_lack(directory, "dependencies")
    where = f"{path(issue)}/dependencies/blocked_by/{blocker.id}"
    try:
        client.write("DELETE", where, None, repeatable=True)
    except (InvalidRequestError, NotFoundError):
        if _is_blocked(client, issue, blocker):
            raise


def _is_blocked(client: Client, issue: Issue, blocker: Issue) -> bool:
    try:
        pages = list(client.pages(f"{path(issue)}/dependencies/blocked_by"))
    except NotFoundError:
        return False
    return any(data.get("id") == blocker.id for page in pages for data in page)


def _known_to_lack(directory: Directory, feature: Feature) -> None:
    if feature in directory.lacks:
        raise _unsupported(feature)


def _unsupported(feature: Feature) -> UnsupportedError:
    return UnsupportedError(f"this server knows no {feature.replace('_', '-')}")


def _explained(
    client: Client, directory: Directory, feature: Feature, issue: Issue, error: NotFoundError
) -> GitHubError:
    """Why there is nothing at a link's address: no issue, no right, or no such feature."""
    if error.permissions:
        return MissingPermissionError(
            error.message, f"give the token {error.permissions}", permissions=error.permissions
        )
    if isinstance(listing.issue(client, issue.repository, issue.number), Gone):
        return error
    directory.lacks.add(feature)
    return _unsupported(feature)
