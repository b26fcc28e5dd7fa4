"""Labels and milestones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ucops.sandbox import ids
from ucops.sandbox.entities import Label, Milestone, Repository
from ucops.sandbox.refusals import Refusal, invalid
from ucops.sandbox.world import World

NAME_LIMIT = 50
DESCRIPTION_LIMIT = 100
COLOR = re.compile(r"[0-9a-fA-F]{6}")


def create_label(
    world: World,
    repository: Repository,
    name: str,
    color: str = "ededed",
    description: str | None = None,
) -> Label:
    """Create a label; a name that differs only in letter case is taken."""
    label = Label(
        id=world.new_id(),
        repository=repository.id,
        name=name,
        color=color,
        description=description,
    )
    _check_label(world, repository, label)
    return world.put(label)


def edit_label(world: World, repository: Repository, label: Label, new: Mapping[str, Any]) -> Label:
    """Change a label's name, colour or description; its issues keep it."""
    changed = replace(label, **{name: it for name, it in new.items() if it is not None})
    _check_label(world, repository, changed)
    return world.put(changed)


def create_milestone(
    world: World, repository: Repository, creator: str, fields: Mapping[str, Any]
) -> Milestone:
    """Create a milestone under the repository's next milestone number."""
    now = world.now()
    current = world.the(Repository, repository.id)
    milestone = Milestone(
        id=world.new_id(),
        repository=repository.id,
        number=current.next_milestone,
        title="",
        creator=creator,
        created_at=now,
    )
    changed = _milestone(world, repository, milestone, fields)
    world.put(replace(current, next_milestone=current.next_milestone + 1))
    return world.put(changed)


def edit_milestone(
    world: World, repository: Repository, milestone: Milestone, fields: Mapping[str, Any]
) -> Milestone:
    """Change a milestone."""
    return world.put(_milestone(world, repository, milestone, fields))


def _check_label(world: World, repository: Repository, label: Label) -> None:
    if not label.name.strip():
        raise invalid("Label", "name", "missing_field")
    if len(label.name) > NAME_LIMIT:
        text = f"name is too long (maximum is {NAME_LIMIT} characters)"
        raise invalid("Label", "name", "custom", text)
    if not COLOR.fullmatch(label.color):
        raise invalid("Label", "color", "invalid")
    if len(label.description or "") > DESCRIPTION_LIMIT:
        text = f"description is too long (maximum is {DESCRIPTION_LIMIT} characters)"
        raise invalid("Label", "description", "custom", text)
    same = world.label(repository, label.name)
    if same is not None and same.id != label.id:
        raise invalid("Label", "name", "already_exists")


def _milestone(
    world: World, repository: Repository, milestone: Milestone, fields: Mapping[str, Any]
) -> Milestone:
    changed = replace(milestone, **_dated(fields), updated_at=world.now())
    if not changed.title.strip():
        raise invalid("Milestone", "title", "missing_field")
    if changed.state not in {"open", "closed"}:
        raise invalid("Milestone", "state", "invalid", value=changed.state)
    for other in world.milestones(repository):
        if other.title == changed.title and other.id != changed.id:
            raise invalid("Milestone", "title", "already_exists")
    closed_at = milestone.closed_at or world.now() if changed.state == "closed" else None
    return replace(changed, closed_at=closed_at)


def _dated(fields: Mapping[str, Any]) -> dict[str, Any]:
    if not fields.get("due_on"):
        return dict(fields) | ({"due_on": None} if "due_on" in fields else {})
    try:
        return dict(fields) | {"due_on": ids.due_on(fields["due_on"])}
    except ValueError as error:
        message = f"{fields['due_on']} is not a valid ISO 8601 timestamp"
        raise Refusal(422, message) from error
