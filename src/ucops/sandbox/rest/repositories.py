"""Repositories over REST, with their labels, milestones, people and issue types."""

from __future__ import annotations

from typing import Any

from ucops.sandbox.access import assignable, check_write, exists
from ucops.sandbox.acts import repository
from ucops.sandbox.entities import IssueType
from ucops.sandbox.refusals import Refusal, not_found
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


def label(call: Call) -> Answer:
    """`GET labels/{name}`."""
    return Answer(200, call.views.label(call.label))


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
    found, repo = call.label, call.repository
    check_write(call.who, repo, "write")
    names = {"new_name": "name", "color": "color", "description": "description"}
    new = {names[sent]: text for sent, text in call.texts(*names).items()}
    return Answer(200, call.views.label(repository.edit_label(call.world, repo, found, new)))


def delete_label(call: Call) -> Answer:
    """`DELETE labels/{name}`."""
    found, repo = call.label, call.repository
    check_write(call.who, repo, "write")
    repository.delete_label(call.world, repo, found)
    return Answer(204)


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


def milestone(call: Call) -> Answer:
    """`GET milestones/{number}`."""
    return Answer(200, call.views.milestone(call.milestone))


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


def delete_milestone(call: Call) -> Answer:
    """`DELETE milestones/{number}`."""
    found, repo = call.milestone, call.repository
    check_write(call.who, repo, "write")
    repository.delete_milestone(call.world, repo, found)
    return Answer(204)


def assignees(call: Call) -> Answer:
    """`GET assignees`: people with a role of their own in the repository."""
    repo = call.repository
    people = [login for login, role in repo.roles.items() if role != "none"]
    part, headers = page_of(call, people, f"/repositories/{repo.id}/assignees")
    return Answer(200, [call.views.user(login) for login in part], headers)


def assignee(call: Call) -> Answer:
    """`GET assignees/{login}`: 204 when the person can be assigned, else 404."""
    if not assignable(call.repository, call.places["login"]):
        raise not_found()
    return Answer(204)


def issue_types(call: Call) -> Answer:
    """`GET issue-types`: those of the organisation; a user's repository has none."""
    repo = call.repository
    owner = call.world.owner(repo.owner)
    if owner is None or owner.kind != "Organization":
        raise not_found()
    kinds = [it for it in call.world.every(IssueType) if it.owner.lower() == repo.owner.lower()]
    return Answer(200, [call.views.issue_type(kind) for kind in kinds])


def myself(call: Call) -> Answer:
    """`GET /user`: whom the token stands for."""
    if call.who.login is None:
        raise Refusal(401, "Requires authentication", kind="UNAUTHORIZED")
    return Answer(200, _user(call, call.who.login))


def user(call: Call) -> Answer:
    """`GET /users/{login}`."""
    login = call.places["login"]
    if not exists(call.world, login) and call.world.owner(login) is None:
        raise not_found()
    return Answer(200, _user(call, login))


def _user(call: Call, login: str) -> dict[str, Any]:
    unset = ("name", "company", "location", "email", "hireable", "bio")
    counts = ("public_repos", "public_gists", "followers", "following")
    born = {"created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-01T00:00:00Z"}
    seen = {"blog": "", "user_view_type": "public"}
    zero = dict.fromkeys(counts, 0)
    return call.views.user(login) | dict.fromkeys(unset) | zero | born | seen


def _milestone_fields(call: Call) -> dict[str, Any]:
    given = call.texts("title", "description", "state", "due_on")
    return {name: text for name, text in given.items() if text is not None or name in CLEARABLE}
