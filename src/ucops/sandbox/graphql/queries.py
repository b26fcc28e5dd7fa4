"""What can be asked over GraphQL: repositories, issues and people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from ucops.sandbox import ids
from ucops.sandbox.access import HANDLE, assignable, check_read, exists, role_of
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
)
from ucops.sandbox.graphql.scene import Info, Resolver, Resolvers, Scene, failed
from ucops.sandbox.refusals import Refusal

NAMES = {str: "User", Comment: "IssueComment", Project: "ProjectV2", ProjectItem: "ProjectV2Item"}


def type_name(thing: object) -> str:
    """The name of an entity's GraphQL type."""
    if isinstance(thing, Issue):
        return "PullRequest" if thing.pull_request else "Issue"
    if isinstance(thing, Owner):
        return thing.kind
    if isinstance(thing, ProjectField):
        single = thing.data_type == "SINGLE_SELECT"
        return "ProjectV2SingleSelectField" if single else "ProjectV2Field"
    return NAMES.get(type(thing), type(thing).__name__)


def node(here: Scene, ident: str) -> Entity | str:
    """The entity (or login) that a node id means; refused when none may be seen."""
    if login := ids.login_of(ident):
        return login
    found = here.world.by_node(ident)
    if found is None or (isinstance(found, Issue) and found.gone):
        raise failed("NOT_FOUND", f"Could not resolve to a node with the global id of '{ident}'")
    if isinstance(found, Issue):
        check_read(here.who, here.world.the(Repository, found.repository))
    return found


def _nodes(_root: None, info: Info, ids: list[str]) -> list[object]:
    """The nodes; one that is refused is null, with an error beside."""
    found: list[object] = []
    for ident in ids:
        try:
            found.append(node(info.context, ident))
        except Refusal as refusal:
            found.append(refusal)
    return found


def _repository(_root: None, info: Info, owner: str, name: str) -> Repository:
    here = info.context
    found = here.world.repository(owner, name) or here.world.renamed(owner, name)
    try:
        if found is not None:
            check_read(here.who, found, "metadata")
            return found
    except Refusal as refusal:
        if refusal.status != 404:  # noqa: PLR2004 - HTTP's number for not found
            raise
    message = f"Could not resolve to a Repository with the name '{owner}/{name}'."
    raise failed("NOT_FOUND", message)


def _user(_root: None, info: Info, login: str) -> str:
    if not exists(info.context.world, login):
        raise failed("NOT_FOUND", f"Could not resolve to a User with the login of '{login}'.")
    return login


def _owner(_root: None, info: Info, login: str) -> Owner | None:
    return info.context.world.owner(login)


def _issue(repository: Repository, info: Info, number: int) -> Issue:
    found = info.context.world.issue(repository, number)
    if found is None or found.gone or found.pull_request:
        raise failed("NOT_FOUND", f"Could not resolve to an Issue with the number of {number}.")
    return found


def _issues(repository: Repository, info: Info, states: list[str] | None = None) -> list[Issue]:
    here = info.context
    check_read(here.who, repository)
    return _in_states(here.world.issues(repository), states)


def _scheduled(milestone: Milestone, info: Info, states: list[str] | None = None) -> list[Issue]:
    world = info.context.world
    everything = world.issues(world.the(Repository, milestone.repository))
    return _in_states((it for it in everything if it.milestone == milestone.id), states)


def _in_states(issues: Iterable[Issue], states: list[str] | None) -> list[Issue]:
    wanted = {state.lower() for state in states or ("open", "closed")}
    return [issue for issue in issues if not issue.pull_request and issue.state in wanted]


def _assignable(repository: Repository, _info: Info, query: str | None = None) -> list[str]:
    wanted = (query or "").lower()
    people = [login for login in repository.roles if wanted in login.lower()]
    if HANDLE.fullmatch(wanted) and wanted not in {login.lower() for login in people}:
        people.append(wanted)
    return [login for login in people if assignable(repository, login)]


def _types(repository: Repository, info: Info) -> list[IssueType]:
    owner = repository.owner.lower()
    return [kind for kind in info.context.world.every(IssueType) if kind.owner.lower() == owner]


def _permission(repository: Repository, info: Info) -> str | None:
    role = role_of(repository, info.context.who.login)
    return None if role == "none" else role.upper()


def _url(issue: Issue, info: Info) -> str:
    repository = info.context.world.the(Repository, issue.repository)
    kind = "pull" if issue.pull_request else "issues"
    return f"{info.context.root}/{repository.full_name}/{kind}/{issue.number}"


def _reason(issue: Issue, _info: Info, **_ignored: object) -> str | None:
    return issue.state_reason.upper() if issue.state_reason else None


def _state(thing: Issue | Milestone, _info: Info) -> str:
    return thing.state.upper()


def _labels(issue: Issue, info: Info) -> list[Label]:
    return [info.context.world.the(Label, ident) for ident in issue.labels]


def _linked(
    kind: type[Repository | Milestone | IssueType | Issue], name: str, issue: Issue, info: Info
) -> Entity | None:
    return info.context.world.get(kind, getattr(issue, name))


@dataclass(frozen=True, slots=True)
class LabeledEvent:
    """A label that an issue got."""

    created_at: str
    label: Label


def _timeline(issue: Issue, info: Info, **_given: object) -> list[LabeledEvent]:
    """What happened to an issue, as far as labels go; labels that are gone left out."""
    world, found = info.context.world, list[LabeledEvent]()
    for ident, at in issue.labeled:
        if label := world.get(Label, ident):
            found.append(LabeledEvent(at, label))
    return found


def _association(comment: Comment, info: Info) -> str:
    """What ties the author of a comment to the repository."""
    world = info.context.world
    repository = world.the(Repository, world.the(Issue, comment.issue).repository)
    return "MEMBER" if assignable(repository, comment.author) else "NONE"


ISSUE: dict[str, Resolver] = {
    "timelineItems": _timeline,
    "databaseId": lambda issue, _info: issue.id,
    "fullDatabaseId": lambda issue, _info: str(issue.id),
    "body": lambda issue, _info: issue.body or "",
    "url": _url,
    "state": _state,
    "stateReason": _reason,
    "labels": _labels,
    "repository": partial(_linked, Repository, "repository"),
    "milestone": partial(_linked, Milestone, "milestone"),
    "issueType": partial(_linked, IssueType, "type"),
    "parent": partial(_linked, Issue, "parent"),
    "comments": lambda issue, info: info.context.world.comments(issue),
    "subIssues": lambda issue, info: info.context.world.children(issue),
    "blockedBy": lambda issue, info: info.context.world.blockers(issue),
    "blocking": lambda issue, info: info.context.world.blocked(issue),
}
REPOSITORY: dict[str, Resolver] = {
    "databaseId": lambda it, _info: it.id,
    "nameWithOwner": lambda it, _info: it.full_name,
    "isArchived": lambda it, _info: it.archived,
    "isPrivate": lambda it, _info: it.private,
    "hasIssuesEnabled": lambda it, _info: it.has_issues,
    "viewerPermission": _permission,
    "owner": lambda it, info: info.context.world.owner(it.owner),
    "issue": _issue,
    "issues": _issues,
    "labels": lambda it, info: info.context.world.labels(it),
    "label": lambda it, info, name: info.context.world.label(it, name),
    "milestones": lambda it, info: info.context.world.milestones(it),
    "assignableUsers": _assignable,
    "issueTypes": _types,
}
RESOLVERS: Resolvers = {
    "Query": {
        "repository": _repository,
        "repositoryOwner": _owner,
        "organization": _owner,
        "user": _user,
        "viewer": lambda _root, info: info.context.who.login or "ghost",
        "node": lambda _root, info, id: node(info.context, id),  # noqa: A006 - GraphQL's name
        "nodes": _nodes,
    },
    "Issue": ISSUE,
    "PullRequest": ISSUE,
    "IssueComment": {"authorAssociation": _association},
    "Repository": REPOSITORY,
    "Milestone": {"state": _state, "issues": _scheduled},
    "IssueType": {
        "color": lambda kind, _info: kind.color.upper(),
        "isEnabled": lambda _kind, _info: True,
    },
    **{
        owner: {"login": lambda it, _info: it if isinstance(it, str) else it.login}
        for owner in ("User", "Organization")
    },
}
