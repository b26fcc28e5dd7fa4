"""What can be changed over GraphQL: filing an issue. The rest goes over REST, or is a board's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from ucops.sandbox.access import assignable, check_write, may
from ucops.sandbox.acts import hierarchy, issues
from ucops.sandbox.acts.issues import IssueEdit
from ucops.sandbox.entities import Issue, IssueType, Label, Milestone, Repository
from ucops.sandbox.graphql.queries import node
from ucops.sandbox.graphql.scene import Info, Resolver, Resolvers, Scene, failed

T = TypeVar("T")
Input = Mapping[str, Any]
Payload = Mapping[str, object]


def mutation(act: Callable[[Scene, Input], Payload]) -> Resolver:
    """The resolver of a mutation, which has one argument called `input`."""

    def resolve(_root: None, info: Info, **given: Input) -> Payload:
        sent = given["input"]
        return {**act(info.context, sent), "clientMutationId": sent.get("clientMutationId")}

    return resolve


def entity(here: Scene, kind: type[T], ident: str) -> T:
    """The entity of a kind that a node id means; refused when it is of another kind."""
    found = node(here, ident)
    if not isinstance(found, kind):
        message = f"Could not resolve to {kind.__name__} node with the global id of '{ident}'."
        raise failed("NOT_FOUND", message)
    return found


def _create_issue(here: Scene, given: Input) -> Payload:
    repo = entity(here, Repository, given["repositoryId"])
    check_write(here.who, repo, "read")
    trusted = may(repo, here.who.login, "triage")
    parent = entity(here, Issue, given["parentIssueId"]) if given.get("parentIssueId") else None
    if parent is not None and trusted:
        hierarchy.check_room(here.world, parent)
    new = cast("IssueEdit", {name: given[name] for name in ("title", "body") if name in given})
    if trusted:
        new.update(_classified(here, repo, given))
    made = issues.create(here.world, repo, here.who.login or "ghost", new)
    if parent is not None and trusted:
        hierarchy.add_child(here.world, parent, made)
    return {"issue": here.world.the(Issue, made.id)}


def _classified(here: Scene, repo: Repository, given: Input) -> IssueEdit:
    """What only people with a say in the repository may set; others' is left out in silence."""
    new: IssueEdit = {}
    if given.get("labelIds") is not None:
        new["labels"] = tuple(entity(here, Label, it).id for it in given["labelIds"])
    if given.get("assigneeIds") is not None:
        logins = [entity(here, str, ident) for ident in given["assigneeIds"]]
        new["assignees"] = tuple(dict.fromkeys(it for it in logins if assignable(repo, it)))
    if given.get("milestoneId"):
        new["milestone"] = entity(here, Milestone, given["milestoneId"]).id
    if given.get("issueTypeId"):
        new["type"] = entity(here, IssueType, given["issueTypeId"]).id
    return new


RESOLVERS: Resolvers = {"Mutation": {"createIssue": mutation(_create_issue)}}
