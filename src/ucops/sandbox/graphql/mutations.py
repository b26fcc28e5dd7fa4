"""What can be changed over GraphQL: issues, their places, labels, people and comments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from ucops.sandbox.access import check_write, may_push
from ucops.sandbox.acts import hierarchy, issues, repository
from ucops.sandbox.acts.issues import IssueEdit, Reason
from ucops.sandbox.entities import Issue, IssueType, Label, Milestone, Repository, Role
from ucops.sandbox.graphql.queries import node
from ucops.sandbox.graphql.schema import Failed, FieldType, Scene, types
from ucops.sandbox.refusals import invalid

T = TypeVar("T")
Input = Mapping[str, Any]
Payload = Mapping[str, object]
ENUMS = {
    "IssueState": ("CLOSED", "OPEN"),
    "IssueClosedStateReason": ("COMPLETED", "DUPLICATE", "NOT_PLANNED"),
}
ALWAYS = "clientMutationId: String"
INPUTS = {
    "CreateIssueInput": types(
        "repositoryId: ID!, title: String!, body: String, assigneeIds: [ID!], labelIds: [ID!],"
        f"milestoneId: ID, issueTypeId: ID, parentIssueId: ID, {ALWAYS}"
    ),
    "UpdateIssueInput": types(
        "id: ID!, title: String, body: String, assigneeIds: [ID!], labelIds: [ID!],"
        f"milestoneId: ID, issueTypeId: ID, state: IssueState, {ALWAYS}"
    ),
    "UpdateIssueIssueTypeInput": types(f"issueId: ID!, issueTypeId: ID, {ALWAYS}"),
    "CloseIssueInput": types(
        f"issueId: ID!, stateReason: IssueClosedStateReason, duplicateIssueId: ID, {ALWAYS}"
    ),
    "ReopenIssueInput": types(f"issueId: ID!, {ALWAYS}"),
    "AddSubIssueInput": types(
        f"issueId: ID!, subIssueId: ID, subIssueUrl: String, replaceParent: Boolean, {ALWAYS}"
    ),
    "RemoveSubIssueInput": types(f"issueId: ID!, subIssueId: ID!, {ALWAYS}"),
    "ReprioritizeSubIssueInput": types(
        f"issueId: ID!, subIssueId: ID!, afterId: ID, beforeId: ID, {ALWAYS}"
    ),
    "AddBlockedByInput": types(f"issueId: ID!, blockingIssueId: ID!, {ALWAYS}"),
    "RemoveBlockedByInput": types(f"issueId: ID!, blockingIssueId: ID!, {ALWAYS}"),
    "AddLabelsToLabelableInput": types(f"labelableId: ID!, labelIds: [ID!]!, {ALWAYS}"),
    "RemoveLabelsFromLabelableInput": types(f"labelableId: ID!, labelIds: [ID!]!, {ALWAYS}"),
    "AddAssigneesToAssignableInput": types(f"assignableId: ID!, assigneeIds: [ID!]!, {ALWAYS}"),
    "CreateLabelInput": types(
        f"repositoryId: ID!, name: String!, color: String!, description: String, {ALWAYS}"
    ),
    "AddCommentInput": types(f"subjectId: ID!, body: String!, {ALWAYS}"),
}


def entity(scene: Scene, kind: type[T], ident: str) -> T:
    """The entity of a kind that a node id means, or GitHub's error."""
    found = node(scene, ident)
    if not isinstance(found, kind):
        message = f"Could not resolve to {kind.__name__} node with the global id of '{ident}'."
        raise Failed("NOT_FOUND", message)
    return found


def _writable(scene: Scene, ident: str, least: Role = "triage") -> Issue:
    issue = entity(scene, Issue, ident)
    check_write(scene.world, scene.who, _home(scene, issue), least)
    return issue


def _home(scene: Scene, issue: Issue) -> Repository:
    return scene.world.the(Repository, issue.repository)


def _actor(scene: Scene) -> str:
    return scene.who.login or "ghost"


def _fields(scene: Scene, repo: Repository, given: Input) -> IssueEdit:
    new = cast("IssueEdit", {name: given[name] for name in ("title", "body") if name in given})
    if not may_push(scene.world, scene.who, repo):
        return new
    if given.get("labelIds") is not None:
        new["labels"] = tuple(entity(scene, Label, it).id for it in given["labelIds"])
    if given.get("assigneeIds") is not None:
        new["assignees"] = _people(scene, repo, given["assigneeIds"])
    if "milestoneId" in given:
        new["milestone"] = _id(scene, Milestone, given["milestoneId"])
    if "issueTypeId" in given:
        new["type"] = _id(scene, IssueType, given["issueTypeId"])
    return new


def _id(scene: Scene, kind: type[Milestone | IssueType], ident: str | None) -> int | None:
    return entity(scene, kind, ident).id if ident else None


def _people(scene: Scene, repo: Repository, nodes: list[str]) -> tuple[str, ...]:
    logins = [entity(scene, str, ident) for ident in nodes]
    able = [login for login in logins if scene.world.assignable(repo, login)]
    if scene.features.strict_assignees and len(able) < len(logins):
        raise invalid("Issue", "assignees", "invalid", "assignees are invalid")
    return tuple(dict.fromkeys(able))


def _create_issue(scene: Scene, given: Input) -> Payload:
    repo = entity(scene, Repository, given["repositoryId"])
    check_write(scene.world, scene.who, repo, "read")
    parent = entity(scene, Issue, given["parentIssueId"]) if given.get("parentIssueId") else None
    if parent is not None and may_push(scene.world, scene.who, repo):
        hierarchy.check_room(scene.world, parent)
    made = issues.create(scene.world, repo, _actor(scene), _fields(scene, repo, given))
    if parent is not None and may_push(scene.world, scene.who, repo):
        hierarchy.add_child(scene.world, parent, made)
    return {"issue": scene.world.the(Issue, made.id)}


def _update_issue(scene: Scene, given: Input) -> Payload:
    issue = _writable(scene, given["id"])
    new = _fields(scene, _home(scene, issue), given)
    if given.get("state"):
        new["state"] = given["state"].lower()
    return {"issue": issues.edit(scene.world, issue, _actor(scene), new)}


def _update_type(scene: Scene, given: Input) -> Payload:
    issue = _writable(scene, given["issueId"])
    new: IssueEdit = {"type": _id(scene, IssueType, given.get("issueTypeId"))}
    return {"issue": issues.edit(scene.world, issue, _actor(scene), new)}


def _close(scene: Scene, given: Input) -> Payload:
    issue = _writable(scene, given["issueId"])
    reason = cast("Reason", (given.get("stateReason") or "COMPLETED").lower())
    new: IssueEdit = {"state": "closed", "state_reason": reason}
    if given.get("duplicateIssueId"):
        new["duplicate_of"] = entity(scene, Issue, given["duplicateIssueId"]).id
    return {"issue": issues.edit(scene.world, issue, _actor(scene), new)}


def _reopen(scene: Scene, given: Input) -> Payload:
    issue = _writable(scene, given["issueId"])
    return {"issue": issues.edit(scene.world, issue, _actor(scene), {"state": "open"})}


def _add_sub_issue(scene: Scene, given: Input) -> Payload:
    parent = _writable(scene, given["issueId"])
    child = _child(scene, given)
    move = bool(given.get("replaceParent"))
    changed = hierarchy.add_child(scene.world, parent, child, replace_parent=move)
    return {"issue": changed, "subIssue": scene.world.the(Issue, child.id)}


def _child(scene: Scene, given: Input) -> Issue:
    if given.get("subIssueId"):
        return entity(scene, Issue, given["subIssueId"])
    owner, name, _kind, number = str(given.get("subIssueUrl") or "///0").split("/")[-4:]
    repo = scene.world.repository(owner, name)
    found = scene.world.issue(repo, int(number)) if repo else None
    if found is None or found.gone:
        raise Failed("NOT_FOUND", "The provided sub-issue does not exist")
    return found


def _remove_sub_issue(scene: Scene, given: Input) -> Payload:
    parent = _writable(scene, given["issueId"])
    child = entity(scene, Issue, given["subIssueId"])
    changed = hierarchy.remove_child(scene.world, parent, child)
    return {"issue": changed, "subIssue": scene.world.the(Issue, child.id)}


def _reprioritise(scene: Scene, given: Input) -> Payload:
    parent = _writable(scene, given["issueId"])
    places = [
        entity(scene, Issue, given[name]).id if given.get(name) else None
        for name in ("afterId", "beforeId")
    ]
    child = entity(scene, Issue, given["subIssueId"])
    return {"issue": hierarchy.prioritise(scene.world, parent, child, *places)}


def _add_blocker(scene: Scene, given: Input) -> Payload:
    issue = _writable(scene, given["issueId"])
    blocker = entity(scene, Issue, given["blockingIssueId"])
    changed = hierarchy.add_blocker(scene.world, issue, blocker)
    return {"issue": changed, "blockingIssue": scene.world.the(Issue, blocker.id)}


def _remove_blocker(scene: Scene, given: Input) -> Payload:
    issue = _writable(scene, given["issueId"])
    blocker = entity(scene, Issue, given["blockingIssueId"])
    changed = hierarchy.remove_blocker(scene.world, issue, blocker)
    return {"issue": changed, "blockingIssue": scene.world.the(Issue, blocker.id)}


def _add_labels(scene: Scene, given: Input) -> Payload:
    issue = _writable(scene, given["labelableId"])
    more = [entity(scene, Label, it).id for it in given["labelIds"]]
    labels = tuple(dict.fromkeys((*issue.labels, *more)))
    return {"labelable": issues.edit(scene.world, issue, _actor(scene), {"labels": labels})}


def _remove_labels(scene: Scene, given: Input) -> Payload:
    issue = _writable(scene, given["labelableId"])
    unwanted = {entity(scene, Label, it).id for it in given["labelIds"]}
    labels = tuple(it for it in issue.labels if it not in unwanted)
    return {"labelable": issues.edit(scene.world, issue, _actor(scene), {"labels": labels})}


def _add_assignees(scene: Scene, given: Input) -> Payload:
    issue = _writable(scene, given["assignableId"])
    more = _people(scene, _home(scene, issue), given["assigneeIds"])
    people = tuple(dict.fromkeys((*issue.assignees, *more)))
    return {"assignable": issues.edit(scene.world, issue, _actor(scene), {"assignees": people})}


def _create_label(scene: Scene, given: Input) -> Payload:
    repo = entity(scene, Repository, given["repositoryId"])
    check_write(scene.world, scene.who, repo, "write")
    text = given.get("description")
    made = repository.create_label(scene.world, repo, given["name"], given["color"], text)
    return {"label": made}


def _add_comment(scene: Scene, given: Input) -> Payload:
    issue = entity(scene, Issue, given["subjectId"])
    check_write(scene.world, scene.who, _home(scene, issue), "read")
    made = repository.comment(scene.world, issue, _actor(scene), given["body"])
    return {"subject": scene.world.the(Issue, issue.id), "comment": made}


def payload(**members: str) -> dict[str, FieldType]:
    """The type of a mutation's answer: members by name with the names of their types."""
    own = {name: FieldType(kind, _getter(name)) for name, kind in members.items()}
    return own | {"clientMutationId": FieldType("", _getter("clientMutationId"))}


def mutation(act: Callable[[Scene, Input], Payload], name: str) -> FieldType:
    """A mutation's field, by the name of its input and payload without their endings."""

    def resolve(scene: Scene, _thing: object, given: Mapping[str, Any]) -> Payload:
        sent: Input = given["input"]
        return {**act(scene, sent), "clientMutationId": sent.get("clientMutationId")}

    return FieldType(f"{name}Payload", resolve, {"input": f"{name}Input!"})


def _getter(name: str) -> Callable[[Scene, Any, Mapping[str, Any]], Any]:
    return lambda _scene, thing, _given: thing[name]


MUTATIONS = {
    "createIssue": mutation(_create_issue, "CreateIssue"),
    "updateIssue": mutation(_update_issue, "UpdateIssue"),
    "updateIssueIssueType": mutation(_update_type, "UpdateIssueIssueType"),
    "closeIssue": mutation(_close, "CloseIssue"),
    "reopenIssue": mutation(_reopen, "ReopenIssue"),
    "addSubIssue": mutation(_add_sub_issue, "AddSubIssue"),
    "removeSubIssue": mutation(_remove_sub_issue, "RemoveSubIssue"),
    "reprioritizeSubIssue": mutation(_reprioritise, "ReprioritizeSubIssue"),
    "addBlockedBy": mutation(_add_blocker, "AddBlockedBy"),
    "removeBlockedBy": mutation(_remove_blocker, "RemoveBlockedBy"),
    "addLabelsToLabelable": mutation(_add_labels, "AddLabelsToLabelable"),
    "removeLabelsFromLabelable": mutation(_remove_labels, "RemoveLabelsFromLabelable"),
    "addAssigneesToAssignable": mutation(_add_assignees, "AddAssigneesToAssignable"),
    "createLabel": mutation(_create_label, "CreateLabel"),
    "addComment": mutation(_add_comment, "AddComment"),
}
PAYLOADS = {
    **{
        f"{name}Payload": payload(issue="Issue")
        for name in (
            "CreateIssue",
            "UpdateIssue",
            "UpdateIssueIssueType",
            "CloseIssue",
            "ReopenIssue",
            "ReprioritizeSubIssue",
        )
    },
    "AddSubIssuePayload": payload(issue="Issue", subIssue="Issue"),
    "RemoveSubIssuePayload": payload(issue="Issue", subIssue="Issue"),
    "AddBlockedByPayload": payload(issue="Issue", blockingIssue="Issue"),
    "RemoveBlockedByPayload": payload(issue="Issue", blockingIssue="Issue"),
    "AddLabelsToLabelablePayload": payload(labelable="Labelable"),
    "RemoveLabelsFromLabelablePayload": payload(labelable="Labelable"),
    "AddAssigneesToAssignablePayload": payload(assignable="Assignable"),
    "CreateLabelPayload": payload(label="Label"),
    "AddCommentPayload": payload(subject="Node"),
}
ABSTRACT = {"Labelable": ("Issue", "PullRequest"), "Assignable": ("Issue", "PullRequest")}
