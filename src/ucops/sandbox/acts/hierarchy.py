"""Sub-issues and dependencies between issues."""

from __future__ import annotations

from dataclasses import replace

from ucops.sandbox.entities import Issue, Repository
from ucops.sandbox.refusals import invalid, not_found, unprocessable
from ucops.sandbox.world import World

CHILDREN_LIMIT = 100
DEPTH_LIMIT = 8


def add_child(world: World, parent: Issue, child: Issue, *, replace_parent: bool = False) -> Issue:
    """Put an issue under another; closed children count against the limit too."""
    _check_child(world, parent, child, replace_parent=replace_parent)
    if child.parent is not None:
        remove_child(world, world.the(Issue, child.parent), child)
        child, parent = world.the(Issue, child.id), world.the(Issue, parent.id)
    world.touch(replace(child, parent=parent.id))
    return world.touch(replace(parent, sub_issues=(*parent.sub_issues, child.id)))


def check_room(world: World, parent: Issue) -> None:
    """Refuse a new child where the limits of width or depth are reached."""
    if len(parent.sub_issues) >= CHILDREN_LIMIT:
        raise unprocessable(f"Parent cannot have more than {CHILDREN_LIMIT} sub-issues")
    if _depth(world, parent) >= DEPTH_LIMIT:
        raise unprocessable(f"Sub-issues cannot be nested more than {DEPTH_LIMIT} levels deep")


def remove_child(world: World, parent: Issue, child: Issue) -> Issue:
    """Take an issue out from under its parent."""
    if child.parent != parent.id:
        raise not_found()
    world.touch(replace(child, parent=None))
    rest = tuple(ident for ident in parent.sub_issues if ident != child.id)
    return world.touch(replace(parent, sub_issues=rest))


def add_blocker(world: World, issue: Issue, blocker: Issue) -> Issue:
    """Record that an issue is blocked by another."""
    if blocker.id == issue.id:
        raise unprocessable("Issue cannot be blocked by itself")
    if blocker.id in issue.blocked_by:
        raise invalid("IssueDependency", "blocking_issue_id", "already_exists")
    world.touch(blocker)
    return world.touch(replace(issue, blocked_by=(*issue.blocked_by, blocker.id)))


def remove_blocker(world: World, issue: Issue, blocker: Issue) -> Issue:
    """Forget that an issue is blocked by another."""
    if blocker.id not in issue.blocked_by:
        raise not_found()
    world.touch(blocker)
    rest = tuple(ident for ident in issue.blocked_by if ident != blocker.id)
    return world.touch(replace(issue, blocked_by=rest))


def _check_child(world: World, parent: Issue, child: Issue, *, replace_parent: bool) -> None:
    if child.pull_request or child.gone:
        raise not_found()
    owners = {world.the(Repository, it.repository).owner.lower() for it in (parent, child)}
    if len(owners) > 1:
        raise unprocessable("Sub-issue must belong to the same repository owner as its parent")
    if child.parent == parent.id:
        raise unprocessable("Issue may not contain duplicate sub-issues")
    if child.parent is not None and not replace_parent:
        raise unprocessable("Sub issue may only have one parent")
    if child.id in _line_up(world, parent):
        raise unprocessable("Issue cannot be a sub-issue of itself or of one of its sub-issues")
    check_room(world, parent)
    if _depth(world, parent) + _height(world, child) > DEPTH_LIMIT:
        raise unprocessable(f"Sub-issues cannot be nested more than {DEPTH_LIMIT} levels deep")


def _line_up(world: World, issue: Issue) -> list[int]:
    line = [issue.id]
    while (parent := world.get(Issue, issue.parent)) is not None:
        line.append(parent.id)
        issue = parent
    return line


def _depth(world: World, issue: Issue) -> int:
    return len(_line_up(world, issue)) - 1


def _height(world: World, issue: Issue) -> int:
    return 1 + max((_height(world, child) for child in world.children(issue)), default=0)
