"""What happened that a workflow runs for, as GitHub's runner says it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ucops.app.run import Run
from ucops.errors import UsageError

LARGEST = 10_000_000
"""Bytes: GitHub sends events of up to 25 MB to webhooks, and none of what we read is that long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event of a repository.

    Attributes:
        name: `pull_request`, `push`, `merge_group`, `workflow_run`, `schedule` …; empty where no
            workflow runs.
        payload: What GitHub says of it; everything in it was checked for shape where it is read.
        repository: Where the workflow runs, `owner/name`.
        run_url: The page of the run, or empty.
    """

    name: str = ""
    payload: Mapping[str, Any]
    repository: str = ""
    run_url: str = ""

    @property
    def base(self) -> str:
        """The commit that a proposal is compared with; empty where nothing is proposed."""
        return self.text("pull_request", "base", "sha") or self.text("merge_group", "base_sha")

    @property
    def pull(self) -> int | None:
        """The number of the pull request, or None."""
        number = self.at("pull_request", "number")
        return number if isinstance(number, int) else None

    @property
    def head(self) -> str:
        """The newest commit of the pull request's branch, or empty."""
        return self.text("pull_request", "head", "sha")

    @property
    def head_repository(self) -> str:
        """Where the pull request's branch is; empty for a fork that is gone."""
        return self.text("pull_request", "head", "repo", "full_name")

    @property
    def default_branch(self) -> str:
        """The branch that the programme lives on."""
        return self.text("repository", "default_branch") or "main"

    def at(self, *path: str) -> object:
        """What the payload says at a path, or None."""
        found: object = self.payload
        for step in path:
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def text(self, *path: str) -> str:
        """The text at a path, or an empty one."""
        found = self.at(*path)
        return found if isinstance(found, str) else ""


def event_of(run: Run) -> Event:
    """The event that the environment tells of.

    Raises:
        UsageError: Its file cannot be read.
    """
    given = run.environment
    return Event(
        name=given.get("GITHUB_EVENT_NAME", ""),
        payload=_payload(given.get("GITHUB_EVENT_PATH", "")),
        repository=given.get("GITHUB_REPOSITORY", ""),
        run_url=_run_url(run),
    )


def _payload(path: str) -> Mapping[str, Any]:
    if not path:
        return {}
    try:
        with Path(path).open(encoding="utf-8") as file:
            found = json.loads(file.read(LARGEST))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"the event at {path} cannot be read: {error}") from None
    return found if isinstance(found, dict) else {}


def _run_url(run: Run) -> str:
    repository, number = (
        run.environment.get(f"GITHUB_{name}", "") for name in ("REPOSITORY", "RUN_ID")
    )
    return f"{run.server_url}/{repository}/actions/runs/{number}" if repository and number else ""
