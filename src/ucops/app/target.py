"""Which repository on which host a command speaks to, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ucops.app.git import git, text_of
from ucops.app.run import SERVER_URL, Run
from ucops.errors import UsageError
from ucops.github.connect import address
from ucops.model.config import Config

VARIABLE = "GITHUB_REPOSITORY"
ALLOWED = "UCOPS_REPOSITORY"
"""Names another repository that a workflow may speak to."""
_REMOTE = re.compile(r"(?:[a-z+]+://)?(?:[^@/]*@)?([^:/]+)(?::\d+)?[:/](.+?)(?:\.git)?/?")
"""Host and path of `https://host/owner/name.git` and `git@host:owner/name`, as git takes them."""
_NAME = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")


class UnnamedError(UsageError):
    """Nothing names a repository."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where issues are filed.

    Attributes:
        repository: `owner/name`.
        source: Who names it, as words.
        server_url: Where people read it, without a slash at the end.
    """

    repository: str
    source: str
    server_url: str

    def __str__(self) -> str:
        return f"{self.repository} on {urlsplit(self.server_url).netloc}"


@dataclass(frozen=True, slots=True)
class Remote:
    """A repository on a server, as git knows it.

    Attributes:
        host: The server's name, such as `github.com`.
        repository: `owner/name`.
    """

    host: str
    repository: str


def target(run: Run, config: Config) -> Target:
    """The main repository: as `ucops.yaml` says, else the environment, else the git remote.

    What stands in the files goes first because a workflow cannot change GITHUB_REPOSITORY, which
    always names the repository that it runs in. As anybody can propose another one, a workflow has
    to allow it by a variable.

    Raises:
        UnnamedError: Nothing names it.
        UsageError: What is named is no repository, or another one than the workflow's.
    """
    server = address(run.environment, "GITHUB_SERVER_URL", SERVER_URL)
    if config.github.repository:
        _check_allowed(run, config.github.repository)
        return Target(config.github.repository, "github.repository in ucops.yaml", server)
    if said := run.environment.get(VARIABLE, "").strip():
        if not _NAME.fullmatch(said):
            raise UsageError(f"{VARIABLE} is {said!r}", "it has to be owner/name")
        return Target(said, VARIABLE, server)
    if found := _of_remote(run.root, urlsplit(server).hostname or ""):
        return Target(found, "the git remote origin", server)
    raise UnnamedError(
        "which repository is not said",
        f"set github.repository in ucops.yaml, or {VARIABLE} to owner/name",
    )


def _check_allowed(run: Run, named: str) -> None:
    """Refuse another repository than the one that a workflow runs in, unless it is allowed to."""
    here = run.environment.get(VARIABLE, "").strip()
    allowed = {here.casefold(), run.environment.get(ALLOWED, "").strip().casefold()}
    if run.on_runner and here and named.casefold() not in allowed:
        raise UsageError(
            f"github.repository in ucops.yaml is {named}, and this workflow runs in {here}",
            f"take the line out, or let the workflow set {ALLOWED} to {named} if it is meant",
        )


def _of_remote(root: Path, server: str) -> str | None:
    """What the clone was cloned from, if that is on the host that commands speak to."""
    found = remote(root)
    return found.repository if found and found.host.casefold() == server.casefold() else None


def remote(root: Path) -> Remote | None:
    """The repository that the git remote `origin` names; None where it names none."""
    try:
        cloned = text_of(git(root, "remote", "get-url", "origin")).strip()
    except UsageError:
        return None
    host, name = found.groups() if (found := _REMOTE.fullmatch(cloned)) else ("", "")
    return Remote(host, name) if _NAME.fullmatch(name) else None
