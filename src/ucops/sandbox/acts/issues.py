"""Issues: filing, editing and closing them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, TypedDict

from ucops.sandbox.entities import Issue, Repository
from ucops.sandbox.refusals import gone, invalid
from ucops.sandbox.world import World

TITLE_LIMIT = 256
BODY_LIMIT = 65_536
LABEL_LIMIT = 100
ASSIGNEE_LIMIT = 10
Reason = Literal["completed", "not_planned", "duplicate", "reopened"]


class IssueEdit(TypedDict, total=False):
    """New values of an issue's fields, references resolved; what is absent stays."""

    title: str
    body: str | None
    labels: tuple[int, ...]
    assignees: tuple[str, ...]
    milestone: int | None
    type: int | None
    state: Literal["open", "closed"]
    state_reason: Reason | None
    duplicate_of: int | None


def create(
    world: World,
    repository: Repository,
    author: str,
    edit: IssueEdit,
    *,
    pull_request: bool = False,
) -> Issue:
    """File an issue (or pull request) under the next number."""
    if not repository.has_issues and not pull_request:
        raise gone("Issues has been disabled in this repository.")
    check(edit | {"title": edit.get("title", "")})
    now = world.now()
    number = take_number(world, repository)
    issue = Issue(
        id=world.new_id(),
        repository=repository.id,
        number=number,
        title="",
        author=author,
        created_at=now,
        updated_at=now,
        pull_request=pull_request,
    )
    return world.put(_labeled(world, replace(issue, **edit), ()))


def edit(world: World, issue: Issue, actor: str, new: IssueEdit) -> Issue:
    """Change fields of an issue; a reason without a change of state is ignored, as GitHub does."""
    check(new)
    fields: dict[str, Any] = dict(new)
    state = fields.pop("state", issue.state)
    reason = fields.pop("state_reason", None)
    duplicate_of = fields.pop("duplicate_of", None)
    if state != issue.state or (state == "closed" and reason not in {None, issue.state_reason}):
        fields |= _turned(world, actor, state, reason) | {"duplicate_of": duplicate_of}
    changed = _labeled(world, replace(issue, **fields), issue.labels)
    return world.touch(changed) if changed != issue else issue


def _labeled(world: World, issue: Issue, before: tuple[int, ...]) -> Issue:
    """The issue, with a note of each label that it did not have before."""
    new = tuple((label, world.now()) for label in issue.labels if label not in before)
    return replace(issue, labeled=(*issue.labeled, *new))


def check(edit: IssueEdit) -> None:
    """Refuse what GitHub refuses in an issue's fields."""
    title, body = edit.get("title", "-"), edit.get("body") or ""
    if not title.strip():
        raise invalid("Issue", "title", "missing_field")
    if len(title) > TITLE_LIMIT:
        text = f"title is too long (maximum is {TITLE_LIMIT} characters)"
        raise invalid("Issue", "title", "custom", text)
    if len(body) > BODY_LIMIT:
        text = f"body is too long (maximum is {BODY_LIMIT} characters)"
        raise invalid("Issue", "body", "custom", text)
    if len(edit.get("labels", ())) > LABEL_LIMIT:
        text = f"Issues cannot have more than {LABEL_LIMIT} labels"
        raise invalid("Issue", "labels", "custom", text)
    if len(edit.get("assignees", ())) > ASSIGNEE_LIMIT:
        text = f"assignees is too long (maximum is {ASSIGNEE_LIMIT})"
        raise invalid("Issue", "assignees", "custom", text)


def _turned(world: World, actor: str, state: str, reason: Reason | None) -> dict[str, Any]:
    if state == "open":
        return {
            "state": "open",
            "state_reason": "reopened",
            "closed_at": None,
            "closed_by": None,
        }
    reason = "completed" if reason in {None, "reopened"} else reason
    return {
        "state": "closed",
        "state_reason": reason,
        "closed_at": world.now(),
        "closed_by": actor,
    }


def take_number(world: World, repository: Repository) -> int:
    """The next number of an issue in a repository."""
    current = world.the(Repository, repository.id)
    world.put(replace(current, next_number=current.next_number + 1))
    return current.next_number
