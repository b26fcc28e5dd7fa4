"""What can be asked over GraphQL: repositories, issues, people and boards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ucops.sandbox import ids
from ucops.sandbox.access import check_read
from ucops.sandbox.entities import (
    Comment,
    Entity,
    Issue,
    IssueType,
    Label,
    Milestone,
    Owner,
    Project,
    ProjectField,
    ProjectItem,
    Repository,
    Role,
)
from ucops.sandbox.graphql.schema import (
    PAGE_INFO,
    Failed,
    FieldType,
    Scene,
    attribute,
    connection,
    connection_types,
    one,
    scalar,
)
from ucops.sandbox.refusals import Refusal
from ucops.sandbox.world import HANDLE

PERMISSIONS: dict[Role, str | None] = {
    "none": None,
    "read": "READ",
    "triage": "TRIAGE",
    "write": "WRITE",
    "maintain": "MAINTAIN",
    "admin": "ADMIN",
}
NODE = {"id": scalar(ids.node_id)}
CONNECTED = ("Issue", "Label", "Milestone", "User", "IssueType", "IssueComment")


def name_of(thing: object) -> str:
    """The name of an entity's GraphQL type."""
    if isinstance(thing, Issue):
        return "PullRequest" if thing.pull_request else "Issue"
    if isinstance(thing, Owner):
        return thing.kind
    if isinstance(thing, ProjectField):
        single = thing.data_type == "SINGLE_SELECT"
        return "ProjectV2SingleSelectField" if single else "ProjectV2Field"
    names = {
        str: "User",
        Comment: "IssueComment",
        Project: "ProjectV2",
        ProjectItem: "ProjectV2Item",
    }
    return names.get(type(thing), type(thing).__name__)


def node(scene: Scene, ident: str) -> Entity | str:
    """The entity (or login) that a node id means.

    Raises:
        Failed: When there is none, or the caller may not see it.
    """
    if login := ids.login_of(ident):
        return login
    found = scene.world.by_node(ident)
    if found is None or (isinstance(found, Issue) and found.gone):
        message = f"Could not resolve to a node with the global id of '{ident}'"
        raise Failed("NOT_FOUND", message)
    if isinstance(found, Issue):
        check_read(scene.world, scene.who, scene.world.the(Repository, found.repository))
    return found


def _node_or_failure(scene: Scene, ident: str) -> Entity | str | Failed:
    try:
        return node(scene, ident)
    except Failed as failure:
        return failure
    except Refusal as refusal:
        return Failed(refusal.kind, refusal.message)


def _repository(scene: Scene, _thing: object, given: Mapping[str, Any]) -> Repository:
    found = scene.world.repository(given["owner"], given["name"])
    try:
        if found is not None:
            check_read(scene.world, scene.who, found, "metadata")
            return found
    except Refusal as refusal:
        if refusal.status != 404:  # noqa: PLR2004 - HTTP's number for not found
            raise
    name = f"{given['owner']}/{given['name']}"
    raise Failed("NOT_FOUND", f"Could not resolve to a Repository with the name '{name}'.")


def _issue(scene: Scene, repository: Repository, given: Mapping[str, Any]) -> Issue:
    found = scene.world.issue(repository, given["number"])
    if found is None or found.gone or found.pull_request:
        message = f"Could not resolve to an Issue with the number of {given['number']}."
        raise Failed("NOT_FOUND", message)
    return found


def _issues(scene: Scene, repository: Repository, given: Mapping[str, Any]) -> list[Issue]:
    check_read(scene.world, scene.who, repository)
    states = {state.lower() for state in given.get("states") or ("open", "closed")}
    return [
        issue
        for issue in scene.world.issues(repository)
        if not issue.pull_request and issue.state in states
    ]


def _scheduled(scene: Scene, milestone: Milestone, given: Mapping[str, Any]) -> list[Issue]:
    states = {state.lower() for state in given.get("states") or ("open", "closed")}
    repository = scene.world.the(Repository, milestone.repository)
    return [
        issue
        for issue in scene.world.issues(repository)
        if issue.milestone == milestone.id and not issue.pull_request and issue.state in states
    ]


def _assignable(scene: Scene, repository: Repository, given: Mapping[str, Any]) -> list[str]:
    world, query = scene.world, (given.get("query") or "").lower()
    people = [login for login in repository.roles if query in login.lower()]
    if HANDLE.fullmatch(query) and query not in {login.lower() for login in people}:
        people.append(query)
    return [login for login in people if world.assignable(repository, login)]


def _types(scene: Scene, repository: Repository, _given: Mapping[str, Any]) -> list[IssueType]:
    if not scene.features.issue_types:
        return []
    owner = repository.owner.lower()
    return [kind for kind in scene.world.every(IssueType) if kind.owner.lower() == owner]


def _owner(scene: Scene, _thing: object, given: Mapping[str, Any]) -> Owner | None:
    return scene.world.owner(given["login"])


def _user(scene: Scene, _thing: object, given: Mapping[str, Any]) -> str:
    if not scene.world.exists(given["login"]):
        message = f"Could not resolve to a User with the login of '{given['login']}'."
        raise Failed("NOT_FOUND", message)
    return str(given["login"])


def _viewer(scene: Scene, _thing: object, _given: Mapping[str, Any]) -> str:
    return scene.who.login or "ghost"


def _summary(scene: Scene, issue: Issue, _given: Mapping[str, Any]) -> dict[str, int]:
    children = scene.world.children(issue)
    done = sum(child.state == "closed" for child in children)
    percent = done * 100 // len(children) if children else 0
    return {"total": len(children), "completed": done, "percentCompleted": percent}


def _dependencies(scene: Scene, issue: Issue, _given: Mapping[str, Any]) -> dict[str, int]:
    blockers, blocked = scene.world.blockers(issue), scene.world.blocked(issue)
    return {
        "blockedBy": sum(it.state == "open" for it in blockers),
        "blocking": sum(it.state == "open" for it in blocked),
        "totalBlockedBy": len(blockers),
        "totalBlocking": len(blocked),
    }


def _members(*names: str) -> dict[str, FieldType]:
    return {name: _member(name) for name in names}


def _member(name: str) -> FieldType:
    return scalar(lambda thing: thing[name])


def _permission(scene: Scene, repository: Repository, _given: Mapping[str, Any]) -> str | None:
    return PERMISSIONS[scene.world.role(repository, scene.who.login)]


def _url(scene: Scene, issue: Issue, _given: Mapping[str, Any]) -> str:
    repository = scene.world.the(Repository, issue.repository)
    kind = "pull" if issue.pull_request else "issues"
    return f"{scene.root}/{repository.full_name}/{kind}/{issue.number}"


ISSUE: dict[str, FieldType] = {
    **NODE,
    "databaseId": attribute("id"),
    "fullDatabaseId": scalar(lambda issue: str(issue.id)),
    "number": attribute("number"),
    "title": attribute("title"),
    "body": scalar(lambda issue: issue.body or ""),
    "url": FieldType("", _url),
    "state": scalar(lambda issue: issue.state.upper()),
    "stateReason": FieldType(
        "",
        lambda _scene, issue, _given: issue.state_reason and issue.state_reason.upper(),
        {"enableDuplicate": "Boolean"},
    ),
    "locked": attribute("locked"),
    "createdAt": attribute("created_at"),
    "updatedAt": attribute("updated_at"),
    "closedAt": attribute("closed_at"),
    "author": one("Actor", lambda _s, issue, _a: issue.author),
    "repository": one("Repository", lambda s, it, _a: s.world.the(Repository, it.repository)),
    "labels": connection("Label", lambda s, it, _a: [s.world.the(Label, i) for i in it.labels]),
    "assignees": connection("User", lambda _s, it, _a: it.assignees),
    "milestone": one("Milestone", lambda s, it, _a: s.world.get(Milestone, it.milestone)),
    "comments": connection("IssueComment", lambda s, it, _a: s.world.comments(it)),
    "issueType": one("IssueType", lambda s, it, _a: s.world.get(IssueType, it.type)),
    "parent": one("Issue", lambda s, it, _a: s.world.get(Issue, it.parent)),
    "subIssues": connection("Issue", lambda s, it, _a: s.world.children(it)),
    "subIssuesSummary": one("SubIssuesSummary", _summary),
    "blockedBy": connection("Issue", lambda s, it, _a: s.world.blockers(it)),
    "blocking": connection("Issue", lambda s, it, _a: s.world.blocked(it)),
    "issueDependenciesSummary": one("IssueDependenciesSummary", _dependencies),
}
REPOSITORY: dict[str, FieldType] = {
    **NODE,
    "databaseId": attribute("id"),
    "name": attribute("name"),
    "nameWithOwner": attribute("full_name"),
    "isArchived": attribute("archived"),
    "isPrivate": attribute("private"),
    "hasIssuesEnabled": attribute("has_issues"),
    "viewerPermission": FieldType("", _permission),
    "owner": one("RepositoryOwner", lambda s, it, _a: s.world.owner(it.owner)),
    "issue": one("Issue", _issue, "number: Int!"),
    "issues": connection("Issue", _issues, "states: [IssueState!]", numbered=True),
    "labels": connection("Label", lambda s, it, _a: s.world.labels(it)),
    "label": one("Label", lambda s, it, a: s.world.label(it, a["name"]), "name: String!"),
    "milestones": connection("Milestone", lambda s, it, _a: s.world.milestones(it)),
    "assignableUsers": connection("User", _assignable, "query: String"),
    "issueTypes": connection("IssueType", _types),
}
LABEL = NODE | {name: attribute(name) for name in ("name", "color", "description")}
MILESTONE = NODE | {
    "number": attribute("number"),
    "title": attribute("title"),
    "description": attribute("description"),
    "state": scalar(lambda it: it.state.upper()),
    "dueOn": attribute("due_on"),
    "issues": connection("Issue", _scheduled, "states: [IssueState!]"),
    "closedAt": attribute("closed_at"),
}
ISSUE_TYPE = NODE | {
    "name": attribute("name"),
    "description": attribute("description"),
    "color": scalar(lambda it: it.color.upper()),
    "isEnabled": scalar(lambda _it: True),
}
COMMENT = NODE | {
    "body": attribute("body"),
    "createdAt": attribute("created_at"),
    "author": one("Actor", lambda _s, it, _a: it.author),
}
USER = {
    "id": scalar(lambda it: ids.node_id(it) if isinstance(it, Owner) else ids.user_node_id(it)),
    "login": scalar(lambda it: it.login if isinstance(it, Owner) else it),
}
QUERY: dict[str, FieldType] = {
    "repository": one("Repository", _repository, "owner: String!, name: String!"),
    "repositoryOwner": one("RepositoryOwner", _owner, "login: String!"),
    "organization": one("Organization", _owner, "login: String!"),
    "user": one("User", _user, "login: String!"),
    "viewer": one("User", _viewer),
    "node": one("Node", lambda s, _t, a: node(s, a["id"]), "id: ID!"),
    "nodes": one(
        "Node", lambda s, _t, a: [_node_or_failure(s, it) for it in a["ids"]], "ids: [ID!]!"
    ),
}
SHARED = frozenset(
    {"id", "number", "title", "body", "url", "labels", "assignees", "createdAt", "updatedAt"}
)
OBJECTS: dict[str, dict[str, FieldType]] = {
    "Query": QUERY,
    "Issue": ISSUE,
    "PullRequest": {name: kind for name, kind in ISSUE.items() if name in SHARED},
    "Repository": REPOSITORY,
    "Label": LABEL,
    "Milestone": MILESTONE,
    "IssueType": ISSUE_TYPE,
    "IssueComment": COMMENT,
    "User": USER,
    "Organization": USER,
    "SubIssuesSummary": _members("total", "completed", "percentCompleted"),
    "IssueDependenciesSummary": _members(
        "blockedBy", "blocking", "totalBlockedBy", "totalBlocking"
    ),
    "PageInfo": PAGE_INFO,
}
for _name in CONNECTED:
    OBJECTS |= connection_types(_name)
ABSTRACT: dict[str, tuple[str, ...]] = {
    "Node": (
        "Issue",
        "PullRequest",
        "Repository",
        "Label",
        "Milestone",
        "IssueType",
        "IssueComment",
        "User",
        "Organization",
    ),
    "Actor": ("User", "Organization"),
    "RepositoryOwner": ("User", "Organization"),
}
