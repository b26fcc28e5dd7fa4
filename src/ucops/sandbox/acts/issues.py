"""Issues: filing, editing, closing and losing them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, TypedDict

from ucops.sandbox.entities import Issue, ProjectItem, Repository
from ucops.sandbox.refusals import Refusal, gone, invalid
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
    number = _take_number(world, repository)
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
    return world.put(replace(issue, **edit))


def edit(world: World, issue: Issue, actor: str, new: IssueEdit) -> Issue:
    """Change fields of an issue; a reason without a change of state is ignored, as GitHub does."""
    check(new)
    fields: dict[str, Any] = dict(new)
    state = fields.pop("state", issue.state)
    reason = fields.pop("state_reason", None)
    duplicate_of = fields.pop("duplicate_of", None)
    if state != issue.state or (state == "closed" and reason not in {None, issue.state_reason}):
        fields |= _turned(world, actor, state, reason) | {"duplicate_of": duplicate_of}
    changed = replace(issue, **fields)
    return world.touch(changed) if changed != issue else issue


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


def lock(world: World, issue: Issue, reason: str | None, *, locked: bool = True) -> Issue:
    """Lock the conversation, or unlock it."""
    return world.touch(replace(issue, locked=locked, lock_reason=reason if locked else None))


def lose(world: World, issue: Issue, how: Literal["deleted", "discussion"]) -> Issue:
    """Delete the issue or turn it into a discussion: it leaves its parent and its board."""
    _unlink(world, issue)
    bare = replace(world.the(Issue, issue.id), sub_issues=(), blocked_by=(), gone=how)
    return world.put(bare)


def transfer(world: World, issue: Issue, target: Repository) -> Issue:
    """Move the issue to another repository of the same owner, where it gets a new number.

    It stays on its boards.
    """
    here = world.the(Repository, issue.repository)
    if here.owner.lower() != target.owner.lower():
        raise Refusal(422, "Repository must belong to the same owner")
    moved = replace(
        issue,
        id=world.new_id(),
        repository=target.id,
        number=_take_number(world, target),
        labels=(),
        milestone=None,
        parent=None,
        sub_issues=(),
        blocked_by=(),
        updated_at=world.now(),
    )
    world.put(moved)
    for item in world.every(ProjectItem):
        if item.issue == issue.id:
            world.put(replace(item, issue=moved.id))
    _unlink(world, issue)
    bare = replace(world.the(Issue, issue.id), sub_issues=(), blocked_by=(), gone="transferred")
    world.put(replace(bare, moved_to=moved.id))
    return moved


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


def _take_number(world: World, repository: Repository) -> int:
    current = world.the(Repository, repository.id)
    world.put(replace(current, next_number=current.next_number + 1))
    return current.next_number


def _unlink(world: World, issue: Issue) -> None:
    if parent := world.get(Issue, issue.parent):
        rest = tuple(child for child in parent.sub_issues if child != issue.id)
        world.put(replace(parent, sub_issues=rest))
    for child in world.children(issue):
        world.put(replace(child, parent=None))
    for blocked in world.blocked(issue):
        rest = tuple(ident for ident in blocked.blocked_by if ident != issue.id)
        world.put(replace(blocked, blocked_by=rest))
    for item in world.every(ProjectItem):
        if item.issue == issue.id:
            world.remove(item)
    world.put(replace(world.the(Issue, issue.id), parent=None))
