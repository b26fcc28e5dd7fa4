"""What can be changed over GraphQL: issues and commits. The rest goes over REST, or to boards."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from ucops.sandbox.access import assignable, check_write, may
from ucops.sandbox.acts import branches, hierarchy, issues
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


def _create_commit(here: Scene, given: Input) -> Payload:
    """One commit on a branch, unless the branch has moved or takes pull requests only."""
    repo = _committable(here, given["branch"])
    check_write(here.who, repo, "write", "contents")
    branch, git = given["branch"]["branchName"], branches.git_of(here.world, repo)
    head = git.head(branch)
    if head is None:
        raise failed("NOT_FOUND", f"The branch {branch} does not exist.")
    if head != given["expectedHeadOid"]:
        message = f'Expected branch to point to "{head}" but it did not. Pull and try again.'
        raise failed("STALE_DATA", message)
    branches.check_direct(repo, branch)
    message, changes = given["message"], given.get("fileChanges") or {}
    additions = {one["path"]: b64decode(one["contents"]) for one in changes.get("additions") or ()}
    deletions = [one["path"] for one in changes.get("deletions") or ()]
    text = "\n\n".join(filter(None, (message["headline"], message.get("body"))))
    oid = git.commit(branch, text, additions, deletions)
    return {"commit": {"oid": oid, "url": f"{here.root}/{repo.full_name}/commit/{oid}"}}


def _committable(here: Scene, branch: Input) -> Repository:
    owner, _, name = (branch.get("repositoryNameWithOwner") or "").partition("/")
    found = here.world.repository(owner, name)
    if found is None:
        raise failed("NOT_FOUND", "Could not resolve to a Repository.")
    return found


RESOLVERS: Resolvers = {
    "Mutation": {
        "createIssue": mutation(_create_issue),
        "createCommitOnBranch": mutation(_create_commit),
    }
}
