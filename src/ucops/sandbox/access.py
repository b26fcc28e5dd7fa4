"""Who is calling, and what they may do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ucops.sandbox.entities import ROLES, Repository, Role, Token
from ucops.sandbox.refusals import Refusal, bad_credentials, forbidden, not_found
from ucops.sandbox.world import World

HANDLE = re.compile(r"octo-[a-z0-9-]+", re.IGNORECASE)
"""Logins that exist and may be assigned everywhere unless a repository says otherwise."""


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


def about_token(world: World, authorization: str | None) -> dict[str, str]:
    """The headers by which every answer tells of a token: when it ends, what a classic one may."""
    token = world.token((authorization or "").partition(" ")[2].strip())
    headers = {}
    if token and token.expires:
        headers["GitHub-Authentication-Token-Expiration"] = token.expires
    if token and token.scopes is not None:
        headers["X-OAuth-Scopes"] = ", ".join(token.scopes)
    return headers


def role_of(repository: Repository, login: str | None) -> Role:
    """What a person may do in a repository."""
    if login is None:
        return "none" if repository.private else "read"
    given = given_role(repository, login)
    return given or ("read" if HANDLE.fullmatch(login) or not repository.private else "none")


def may(repository: Repository, login: str | None, least: Role) -> bool:
    """Whether a person has at least a right in a repository."""
    return ROLES.index(role_of(repository, login)) >= ROLES.index(least)


def assignable(repository: Repository, login: str) -> bool:
    """Whether a person can be assigned: a handle of the sandbox, or one with a role."""
    given = given_role(repository, login)
    return given != "none" if given else bool(HANDLE.fullmatch(login))


def exists(world: World, login: str) -> bool:
    """Whether there is such a user."""
    return bool(HANDLE.fullmatch(login)) or any(
        given_role(repository, login) for repository in world.every(Repository)
    )


def given_role(repository: Repository, login: str) -> Role | None:
    """The role that a repository itself gives a person, whatever the letter case of the login."""
    wanted = login.lower()
    return next((role for it, role in repository.roles.items() if it.lower() == wanted), None)


def check_read(who: Caller, repository: Repository, area: str = "issues") -> None:
    """Refuse who may not know of the repository, or not read the area."""
    if not may(repository, who.login, "read"):
        raise not_found()
    if who.token is None:
        return
    _check_sso(who.token)
    if not who.token.allows(area, "read"):
        raise forbidden(f"{area}=read", _inaccessible(who.token))


def check_write(who: Caller, repository: Repository, least: Role, area: str = "issues") -> None:
    """Refuse who may not write to the repository's area."""
    if who.token is None:
        raise Refusal(401, "Requires authentication", kind="UNAUTHORIZED")
    check_read(who, repository, "metadata" if area == "issues" else area)
    if not who.token.allows(area, "write"):
        raise forbidden(f"{area}=write", _inaccessible(who.token))
    if repository.archived:
        raise Refusal(403, "Repository was archived so is read-only.", kind="FORBIDDEN")
    if not may(repository, who.login, least):
        raise forbidden(f"{area}=write", _lack(least))


def check_owner(who: Caller, area: str, level: Literal["read", "write"]) -> None:
    """Refuse who has no right to what belongs to an owner, such as boards."""
    if who.token is None:
        raise Refusal(401, "Requires authentication", kind="UNAUTHORIZED")
    if not who.token.allows(area, level):
        raise forbidden(f"{area}={level}", _inaccessible(who.token))


def _inaccessible(token: Token) -> str:
    return f"Resource not accessible by {token.kind}"


def _check_sso(token: Token) -> None:
    if token.sso is not None:
        message = "Resource protected by organization SAML enforcement. You must grant your token"
        headers = {"X-GitHub-SSO": f"required; url={token.sso}"}
        raise Refusal(
            403, f"{message} access to this organization.", kind="FORBIDDEN", headers=headers
        )


def _lack(least: Role) -> str:
    return "Must have admin rights to Repository." if least != "read" else "Forbidden"
