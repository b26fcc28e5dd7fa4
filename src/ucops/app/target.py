"""Which repository on which host a command speaks to, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ucops.app.git import git, text_of
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.model.config import Config

VARIABLE = "GITHUB_REPOSITORY"
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


def target(run: Run, config: Config) -> Target:
    """The main repository: as `ucops.yaml` says, else the environment, else the git remote.

    What stands in the files goes first because a workflow cannot change GITHUB_REPOSITORY, which
    always names the repository that it runs in.

    Raises:
        UnnamedError: Nothing names it.
        UsageError: What is named is no repository.
    """
    if config.github.repository:
        return Target(config.github.repository, "github.repository in ucops.yaml", run.server_url)
    if said := run.environment.get(VARIABLE, "").strip():
        if not _NAME.fullmatch(said):
            raise UsageError(f"{VARIABLE} is {said!r}", "it has to be owner/name")
        return Target(said, VARIABLE, run.server_url)
    if found := _of_remote(run):
        return Target(found, "the git remote origin", run.server_url)
    raise UnnamedError(
        "which repository is not said",
        f"set github.repository in ucops.yaml, or {VARIABLE} to owner/name",
    )


def _of_remote(run: Run) -> str | None:
    """What the clone was cloned from, if that is on the host that commands speak to."""
    try:
        address = text_of(git(run.root, "remote", "get-url", "origin")).strip()
    except UsageError:
        return None
    host, name = found.groups() if (found := _REMOTE.fullmatch(address)) else ("", "")
    here = urlsplit(run.server_url).hostname or ""
    return name if host.casefold() == here.casefold() and _NAME.fullmatch(name) else None
