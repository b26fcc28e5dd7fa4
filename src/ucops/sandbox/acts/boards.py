"""Boards (Projects v2)."""

from __future__ import annotations

from ucops.sandbox.entities import Project, ProjectField
from ucops.sandbox.world import World

STATUSES = ("Todo", "In Progress", "Done")


def create(world: World, owner: str, title: str) -> Project:
    """Make a board with the two fields that every board has."""
    number = 1 + max((it.number for it in world.every(Project) if it.owner == owner), default=0)
    project = world.put(Project(id=world.new_id(), owner=owner, number=number, title=title))
    world.put(ProjectField(id=world.new_id(), project=project.id, name="Title", data_type="TITLE"))
    options = tuple((f"{place:08x}", name, "GRAY", "") for place, name in enumerate(STATUSES, 1))
    status = ProjectField(
        id=world.new_id(),
        project=project.id,
        name="Status",
        data_type="SINGLE_SELECT",
        options=options,
    )
    world.put(status)
    return project
