"""Who is calling, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ucops.sandbox.entities import Repository, Role, Token
from ucops.sandbox.refusals import Refusal, bad_credentials, forbidden, not_found
from ucops.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request: a token's person, or nobody in particular."""

    token: Token | None

    @property
    def login(self) -> str | None:
        """The person's login, or None without a token."""
        return self.token.login if self.token else None


def caller(world: World, authorization: str | None) -> Caller:
    """The caller that an Authorization header names; an unknown token is refused."""
    if not authorization:
        return Caller(None)
    token = world.token(authorization.partition(" ")[2].strip())
    if token is None:
        raise bad_credentials()
    return Caller(token)


def check_read(world: World, who: Caller, repository: Repository, area: str = "issues") -> None:
    """Refuse who may not know of the repository, or not read the area."""
    if not world.may(repository, who.login, "read"):
        raise not_found()
    if who.token is None:
        return
    _check_sso(who.token)
    if not who.token.allows(area, "read"):
        raise forbidden(f"{area}=read")


def check_write(
    world: World, who: Caller, repository: Repository, least: Role, area: str = "issues"
) -> None:
    """Refuse who may not write to the repository's area."""
    if who.token is None:
        raise Refusal(401, "Requires authentication", kind="UNAUTHORIZED")
    check_read(world, who, repository, "metadata" if area == "issues" else area)
    if not who.token.allows(area, "write"):
        raise forbidden(f"{area}=write")
    if repository.archived:
        raise Refusal(403, "Repository was archived so is read-only.", kind="FORBIDDEN")
    if not world.may(repository, who.login, least):
        raise forbidden(f"{area}=write", _lack(least))


def may_push(world: World, who: Caller, repository: Repository) -> bool:
    """Whether labels, people, milestone and type that the caller names are taken."""
    return world.may(repository, who.login, "triage")


def check_owner(who: Caller, area: str, level: Literal["read", "write"]) -> None:
    """Refuse who has no right to what belongs to an owner, such as boards."""
    if who.token is None:
        raise Refusal(401, "Requires authentication", kind="UNAUTHORIZED")
    if not who.token.allows(area, level):
        raise forbidden(f"{area}={level}")


def _check_sso(token: Token) -> None:
    if token.sso is not None:
        message = "Resource protected by organization SAML enforcement. You must grant your token"
        headers = {"X-GitHub-SSO": f"required; url={token.sso}"}
        raise Refusal(
            403, f"{message} access to this organization.", kind="FORBIDDEN", headers=headers
        )


def _lack(least: Role) -> str:
    return "Must have admin rights to Repository." if least != "read" else "Forbidden"
