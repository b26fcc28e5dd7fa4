"""Issues over REST: read, file and change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

from ucops.sandbox.access import assignable, check_write, may
from ucops.sandbox.acts import issues, repository
from ucops.sandbox.acts.issues import IssueEdit, Reason
from ucops.sandbox.entities import IssueType, Repository
from ucops.sandbox.refusals import Refusal, invalid
from ucops.sandbox.rest.call import Answer, Call
from ucops.sandbox.rest.issue_view import issue_view

OPEN_CLOSED: tuple[Literal["open", "closed"], ...] = ("open", "closed")
REASONS: tuple[Reason | None, ...] = ("completed", "not_planned", "duplicate", "reopened", None)
T = TypeVar("T")


def read(call: Call) -> Answer:
    """`GET issues/{number}`."""
    return Answer(200, issue_view(call.views, call.issue))


def create(call: Call) -> Answer:
    """`POST issues`."""
    repo = call.repository
    check_write(call.who, repo, "read")
    title = call.title()
    made = issues.create(call.world, repo, call.login, _edit(call, repo) | {"title": title})
    view = issue_view(call.views, made)
    return Answer(201, view, {"Location": view["url"]})


def update(call: Call) -> Answer:
    """`PATCH issues/{number}`."""
    issue = call.issue
    repo = call.repository
    check_write(call.who, repo, "read" if issue.author == call.login else "triage")
    new = _edit(call, repo)
    if "state" in call.body and call.body["state"] is not None:
        new["state"] = _word(call, "state", OPEN_CLOSED)
    if "state_reason" in call.body:
        new["state_reason"] = _word(call, "state_reason", REASONS)
    if call.body.get("duplicate_issue_id") is not None:
        new["duplicate_of"] = call.issue_by_id("duplicate_issue_id").id
    return Answer(200, issue_view(call.views, issues.edit(call.world, issue, call.login, new)))


def _edit(call: Call, repo: Repository) -> IssueEdit:
    """The fields of a body, resolved; those that the caller may not set are left out."""
    new: IssueEdit = {}
    if "title" in call.body and call.body["title"] is not None:
        new["title"] = call.title()
    if "body" in call.body:
        new["body"] = call.member("body", str) if call.body["body"] is not None else None
    if not may(repo, call.who.login, "triage"):
        return new
    if call.body.get("labels") is not None:
        new["labels"] = _label_ids(call, repo, _names(call.body["labels"]))
    if call.body.get("assignees") is not None:
        new["assignees"] = _assignees(call, repo)
    if "milestone" in call.body:
        new["milestone"] = _milestone(call, repo, call.body["milestone"])
    if "type" in call.body:
        new["type"] = _type(call, repo, call.body["type"])
    return new


def _word(call: Call, name: str, allowed: tuple[T, ...]) -> T:
    value: T = call.body[name]
    if value not in allowed:
        raise invalid("Issue", name, "invalid", value=value)
    return value


def _assignees(call: Call, repo: Repository) -> tuple[str, ...]:
    return _unique(login for login in _logins(call) if assignable(repo, login))


def _logins(call: Call) -> list[str]:
    logins = call.member("assignees", list, [])
    if not all(isinstance(login, str) for login in logins):
        raise Refusal(422, "Invalid request.\n\nFor 'items', assignees must be strings.")
    return logins


def _names(given: object) -> list[str]:
    if not isinstance(given, list):
        raise Refusal(422, "Invalid request.\n\nFor 'labels', an array is expected.")
    return [str(it.get("name", "")) if isinstance(it, Mapping) else str(it) for it in given]


def _label_ids(call: Call, repo: Repository, names: list[str]) -> tuple[int, ...]:
    """Ids of labels by name, whatever the letter case; unknown ones are made, as GitHub does."""
    found = [
        call.world.label(repo, name) or repository.create_label(call.world, repo, name)
        for name in names
    ]
    return tuple(dict.fromkeys(label.id for label in found))


def _milestone(call: Call, repo: Repository, number: object) -> int | None:
    if number is None or number == "":
        return None
    found = call.world.milestone(repo, int(str(number))) if str(number).isdecimal() else None
    if found is None:
        raise invalid("Issue", "milestone", "invalid", value=number)
    return found.id


def _type(call: Call, repo: Repository, given: object) -> int | None:
    if given is None:
        return None
    name = given.get("name") if isinstance(given, Mapping) else given
    for kind in call.world.every(IssueType):
        if kind.owner.lower() == repo.owner.lower() and kind.name.lower() == str(name).lower():
            return kind.id
    raise invalid("Issue", "type", "invalid", value=name)


def _unique(logins: Iterable[str]) -> tuple[str, ...]:
    return tuple({login.lower(): login for login in reversed(tuple(logins))}.values())[::-1]
