"""Node ids, user ids and timestamps in GitHub's shapes."""

from __future__ import annotations

import base64
import binascii
import zlib
from datetime import UTC, datetime

from ucops.sandbox.entities import (
    Comment,
    Entity,
    Issue,
    IssueType,
    Label,
    LineComment,
    Milestone,
    Owner,
    Project,
    ProjectField,
    ProjectItem,
    Repository,
    Workflow,
)

PREFIXES: dict[type, str] = {
    Owner: "O",
    Repository: "R",
    Label: "LA",
    Milestone: "MI",
    IssueType: "IT",
    Issue: "I",
    Comment: "IC",
    LineComment: "PRRC",
    Workflow: "W",
    Project: "PVT",
    ProjectField: "PVTF",
    ProjectItem: "PVTI",
}
TYPES = {prefix: kind for kind, prefix in PREFIXES.items()} | {"PR": Issue, "PVTSSF": ProjectField}


def node_id(entity: Entity) -> str:
    """The GraphQL id of an entity."""
    prefix = PREFIXES[type(entity)]
    if isinstance(entity, Issue) and entity.pull_request:
        prefix = "PR"
    if isinstance(entity, ProjectField) and entity.data_type == "SINGLE_SELECT":
        prefix = "PVTSSF"
    return f"{prefix}_kwDO{entity.id:08x}"


def entity_of(node: str) -> tuple[type, int] | None:
    """Which entity a node id means, as its class and id, or None when it means none."""
    prefix, mark, number = node.partition("_kwDO")
    if not mark or prefix not in TYPES:
        return None
    try:
        return TYPES[prefix], int(number, 16)
    except ValueError:
        return None


def user_node_id(login: str) -> str:
    """The GraphQL id of a user."""
    return "U_" + base64.urlsafe_b64encode(login.encode()).decode().rstrip("=")


def login_of(node: str) -> str | None:
    """The login that a user's node id means, or None."""
    prefix, mark, rest = node.partition("_")
    if prefix != "U" or not mark:
        return None
    try:
        return base64.urlsafe_b64decode(rest + "=" * (-len(rest) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None


def user_id(login: str) -> int:
    """The REST id of a user."""
    return 10_000_000 + zlib.crc32(login.lower().encode())


def timestamp(seconds: float) -> str:
    """ISO 8601 in UTC with whole seconds, from seconds since the epoch."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def due_on(text: str) -> str:
    """A due date as GitHub keeps it: the day that was meant, at 08:00 UTC (Pacific midnight).

    Raises:
        ValueError: When the text is not an ISO 8601 date or timestamp.
    """
    moment = datetime.fromisoformat(text)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT08:00:00Z")
