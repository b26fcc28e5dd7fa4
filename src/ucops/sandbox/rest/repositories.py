"""Repositories over REST, with their labels, milestones, people and issue types."""

from __future__ import annotations

from typing import Any

from ucops.sandbox.access import assignable, check_write, exists, given_role, role_of
from ucops.sandbox.acts import repository
from ucops.sandbox.entities import ROLES, IssueType, Role
from ucops.sandbox.refusals import not_found
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.paging import page_of

CLEARABLE = ("description", "due_on")


def read(call: Call) -> Answer:
    """`GET /repos/{owner}/{repo}`."""
    return Answer(200, call.views.repository(call.repository, call.who.login))


def labels(call: Call) -> Answer:
    """`GET labels`."""
    repo = call.repository
    part, headers = page_of(call, call.world.labels(repo), f"/repositories/{repo.id}/labels")
    return Answer(200, [call.views.label(label) for label in part], headers)


def create_label(call: Call) -> Answer:
    """`POST labels`."""
    repo = call.repository
    check_write(call.who, repo, "write")
    color = call.member("color", str, "ededed")
    name = call.member("name", str)
    text = call.texts("description").get("description")
    made = repository.create_label(call.world, repo, name, color, text)
    return Answer(201, call.views.label(made), {"Location": call.views.label(made)["url"]})


def update_label(call: Call) -> Answer:
    """`PATCH labels/{name}`: the new name is called `new_name`."""
    repo = call.repository
    check_write(call.who, repo, "write")
    found = call.label
    names = {"new_name": "name", "color": "color", "description": "description"}
    new = {names[sent]: text for sent, text in call.texts(*names).items()}
    return Answer(200, call.views.label(repository.edit_label(call.world, repo, found, new)))


def milestones(call: Call) -> Answer:
    """`GET milestones`: open ones only unless told otherwise."""
    repo = call.repository
    state = call.one_of("state", ("open", "closed", "all"), "open")
    chosen = [it for it in call.world.milestones(repo) if state in {"all", it.state}]
    sort = call.one_of("sort", ("due_on", "completeness"), "due_on")
    backwards = call.one_of("direction", ("asc", "desc"), "asc") == "desc"
    if sort == "due_on":
        chosen.sort(key=lambda it: (it.due_on or "", it.number), reverse=backwards)
    part, headers = page_of(call, chosen, f"/repositories/{repo.id}/milestones")
    return Answer(200, [call.views.milestone(milestone) for milestone in part], headers)


def create_milestone(call: Call) -> Answer:
    """`POST milestones`."""
    repo = call.repository
    check_write(call.who, repo, "write")
    call.member("title", str)
    made = repository.create_milestone(call.world, repo, call.login, _milestone_fields(call))
    view = call.views.milestone(made)
    return Answer(201, view, {"Location": view["url"]})


def update_milestone(call: Call) -> Answer:
    """`PATCH milestones/{number}`."""
    found, repo = call.milestone, call.repository
    check_write(call.who, repo, "write")
    changed = repository.edit_milestone(call.world, repo, found, _milestone_fields(call))
    return Answer(200, call.views.milestone(changed))


def assignee(call: Call) -> Answer:
    """`GET assignees/{login}`: 204 when the person can be assigned, else 404."""
    if not assignable(call.repository, call.places["login"]):
        raise not_found()
    return Answer(204)


def permission(call: Call) -> Answer:
    """`GET collaborators/{login}/permission`: the old word for it, and the role's name."""
    login, repo = call.places["login"], call.repository
    if not exists(call.world, login):
        raise not_found()
    usual: Role = "write" if assignable(repo, login) else role_of(repo, login)
    role = given_role(repo, login) or usual
    word = {"maintain": "write", "triage": "read"}.get(role, role)
    least = {"admin": "admin", "maintain": "maintain", "push": "write", "triage": "triage"}
    may = {name: ROLES.index(role) >= ROLES.index(it) for name, it in least.items()}
    rights = may | {"pull": role != "none"}
    user = {**call.views.user(login), "permissions": rights, "role_name": role}
    return Answer(200, {"permission": word, "role_name": role, "user": user})


def issue_types(call: Call) -> Answer:
    """`GET issue-types`: those of the organisation; a user's repository has none."""
    repo = call.repository
    owner = call.world.owner(repo.owner)
    if owner is None or owner.kind != "Organization":
        raise not_found()
    kinds = [it for it in call.world.every(IssueType) if it.owner.lower() == repo.owner.lower()]
    return Answer(200, [call.views.issue_type(kind) for kind in kinds])


def _milestone_fields(call: Call) -> dict[str, Any]:
    given = call.texts("title", "description", "state", "due_on")
    return {name: text for name, text in given.items() if text is not None or name in CLEARABLE}
