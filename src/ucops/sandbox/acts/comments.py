"""Comments below issues and pull requests."""

from __future__ import annotations

from dataclasses import replace

from ucops.sandbox.acts.issues import BODY_LIMIT
from ucops.sandbox.entities import Comment, Issue
from ucops.sandbox.refusals import invalid
from ucops.sandbox.world import World


def create(world: World, issue: Issue, author: str, body: str) -> Comment:
    """Add a comment below an issue."""
    check(body)
    now = world.now()
    made = Comment(
        id=world.new_id(),
        issue=issue.id,
        author=author,
        body=body,
        created_at=now,
        updated_at=now,
    )
    world.touch(replace(issue, comments=issue.comments + 1))
    return world.put(made)


def edit(world: World, comment: Comment, body: str) -> Comment:
    """Give a comment another text."""
    check(body)
    return world.put(replace(comment, body=body, updated_at=world.now()))


def check(body: str) -> None:
    """Refuse what GitHub refuses in a comment."""
    if not body.strip():
        raise invalid("IssueComment", "body", "missing_field")
    if len(body) > BODY_LIMIT:
        text = f"body is too long (maximum is {BODY_LIMIT} characters)"
        raise invalid("IssueComment", "body", "custom", text)
