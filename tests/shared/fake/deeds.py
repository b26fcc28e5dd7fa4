"""What people do and no command of ucops does: lock, lose and move issues."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from ucops.sandbox.acts.issues import take_number
from ucops.sandbox.entities import Issue, Label, ProjectItem, Repository
from ucops.sandbox.refusals import Refusal
from ucops.sandbox.world import World


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
        number=take_number(world, target),
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


def delete_repository(world: World, repository: Repository) -> None:
    """Delete a repository with its issues: from now on it answers 404."""
    for issue in world.issues(repository):
        lose(world, issue, "deleted")
    world.remove(repository)


def rename_repository(world: World, repository: Repository, name: str) -> Repository:
    """Give a repository another name; requests to the former one are led on."""
    names = (*repository.names, repository.full_name)
    return world.put(replace(repository, name=name, names=names))


def delete_label(world: World, repository: Repository, label: Label) -> None:
    """Delete a label and take it off every issue."""
    for issue in world.issues(repository):
        if label.id in issue.labels:
            world.put(replace(issue, labels=tuple(it for it in issue.labels if it != label.id)))
    world.remove(label)


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
