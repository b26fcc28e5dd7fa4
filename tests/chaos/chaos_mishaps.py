"""What goes wrong besides answers: kills, Ctrl-C, other runs, rights, clocks, and files."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from chaos_crew import Crew
from fake.faults import Fault, Sent

from ucops.sandbox.entities import Repository, Token
from ucops.sandbox.founding import BOT, TOKEN
from ucops.sandbox.world import World

Undo = Callable[[], None]


def kill_before(crew: Crew) -> None:
    """Kill the run before its request is applied."""
    crew.service.faults.script(Fault(kind="drop", when="before"))
    crew.kill()


def wrong_clock(dice: random.Random) -> float:
    """By how many seconds this machine's clock is ahead of GitHub's."""
    return dice.choice((-90_000.0, -3_600.0, -30.0, 30.0, 3_600.0, 90_000.0))


def lose_rights(dice: random.Random, world: World) -> tuple[str, Undo]:
    """Take something from our token, and say what and how it is given back."""
    token, places = world.token(TOKEN), world.every(Repository)
    assert token is not None
    kept = [token, *places]
    name, take = dice.choice(LOSSES)
    take(world, token)

    def give_back() -> None:
        for one in kept:
            world.put(_as_before(world, one))
        world.commit()

    world.commit()
    return name, give_back


def _as_before(world: World, one: Token | Repository) -> Token | Repository:
    """What was taken, with all that happened since."""
    if isinstance(one, Token):
        return one
    now = world.the(Repository, one.id)
    return replace(now, archived=one.archived, has_issues=one.has_issues, roles=one.roles)


def _reads_only(world: World, token: Token) -> None:
    world.put(replace(token, permissions={"issues": "read"}))


def _revoked(world: World, token: Token) -> None:
    world.put(replace(token, value="another"))


def _single_sign_on(world: World, token: Token) -> None:
    world.put(replace(token, sso="https://github.com/orgs/acme/sso"))


def _no_triage(world: World, _token: Token) -> None:
    for one in world.every(Repository):
        world.put(replace(one, roles={**one.roles, BOT: "read"}))


def _archived(world: World, _token: Token) -> None:
    for one in world.every(Repository):
        world.put(replace(one, archived=True))


def _no_issues(world: World, _token: Token) -> None:
    for one in world.every(Repository):
        world.put(replace(one, has_issues=False))


LOSSES: tuple[tuple[str, Callable[[World, Token], None]], ...] = (
    ("read-only token", _reads_only),
    ("revoked token", _revoked),
    ("single sign-on", _single_sign_on),
    ("no triage right", _no_triage),
    ("archived", _archived),
    ("issues off", _no_issues),
)


def spoil(dice: random.Random, file: Path, older: list[bytes]) -> str:
    """Do something to a file that is kept between runs, and say what."""
    if not file.exists():
        return ""
    content = file.read_bytes()
    older.append(content)
    how = dice.choice(("deleted", "cut", "garbage", "old", "old"))
    match how:
        case "deleted":
            file.unlink()
        case "cut":
            file.write_bytes(content[: dice.randrange(len(content) + 1)])
        case "garbage":
            file.write_bytes(dice.randbytes(200))
        case "old":
            file.write_bytes(dice.choice(older))
    return f"{how} cache"


def hook(act: Callable[[], object]) -> Callable[[Sent], None]:
    """A hook that looks at no request."""

    def called(_sent: Sent) -> None:
        act()

    return called
