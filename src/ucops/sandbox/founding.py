"""How a new world begins: an organisation, its issue types, a repository and a token."""

from __future__ import annotations

from ucops.sandbox.entities import IssueType, Owner, Repository, Token
from ucops.sandbox.world import World

REPOSITORY = "acme/gtm"
TOKEN = "sandbox-token"  # noqa: S105 - opens nothing but the sandbox
BOT = "octo-bot"
TYPES = (("Task", "yellow"), ("Bug", "red"), ("Feature", "blue"), ("Epic", "purple"))


def found(world: World, full_name: str) -> Repository:
    """Make the repository, with its owner and the token that may do everything, where missing."""
    owner, _, name = full_name.partition("/")
    if not owner or not name or "/" in name:
        raise ValueError(f"{full_name!r} is not of the form owner/name")
    if world.token(TOKEN) is None:
        world.put(Token(id=world.new_id(), value=TOKEN, login=BOT))
    _found_owner(world, owner)
    return world.repository(owner, name) or world.put(
        Repository(id=world.new_id(), owner=owner, name=name, roles={BOT: "admin"})
    )


def _found_owner(world: World, login: str) -> None:
    if world.owner(login) is not None:
        return
    world.put(Owner(id=world.new_id(), login=login))
    for name, color in TYPES:
        kind = IssueType(
            id=world.new_id(),
            owner=login,
            name=name,
            description=f"A {name.lower()}.",
            color=color,
            created_at=world.now(),
        )
        world.put(kind)
