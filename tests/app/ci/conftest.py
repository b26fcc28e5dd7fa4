"""A pull request of a fork, a repository with its files, and a run that speaks to both."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fake import Service, opened
from fake.inside import Time, through
from fake.people import People
from fake.repository import BareRepository, with_one_commit

from ucops.app.ci.event import Event
from ucops.app.run import Run
from ucops.sandbox.founding import REPOSITORY, TOKEN

CONFIG = b"version: 1\npreset: none\ntitle: Launches\n"
CASE = b"title: Continuous integration\nproblem: Slow.\nstatus: active\n"
FORK = "octo-fan/gtm"


@dataclass
class Stage:
    """Everything that a recipe for workflows meets.

    Attributes:
        said: What people were told.
    """

    service: Service
    people: People
    bare: BareRepository
    checkout: Path
    said: list[str] = field(default_factory=list)

    def run(self, **variables: str) -> Run:
        """The surroundings of a recipe."""
        time = Time()
        return Run(
            root=self.checkout,
            environment={
                "GITHUB_TOKEN": TOKEN,
                "GITHUB_REPOSITORY": REPOSITORY,
                "RUNNER_TEMP": str(self.checkout.parent),
                **variables,
            },
            say=self.said.append,
            now=time,
            sleep=time.sleep,
            transport=lambda _token, _api, _graphql: through(self.service, time),
        )

    def event(self, name: str = "push", **payload: Any) -> Event:
        """Something that happened in the repository."""
        return Event(
            name=name,
            payload={"repository": {"default_branch": "main"}, **payload},
            repository=REPOSITORY,
            run_url="https://github.com/acme/gtm/actions/runs/7",
        )


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with opened() as service:
        service.address = "http://127.0.0.1:1"
        bare = with_one_commit(
            tmp_path / "origin.git", {"ucops.yaml": CONFIG, "usecases/ci.yaml": CASE}
        )
        people = People(service.world, REPOSITORY)
        service.world.git[people.repository.id] = bare
        checkout = tmp_path / "checkout"
        subprocess.run(["git", "clone", "--quiet", bare.folder, checkout], check=True)
        yield Stage(service, people, bare, checkout)


Payload = Callable[..., dict[str, Any]]


@pytest.fixture
def pull() -> Payload:
    """What GitHub says of a pull request."""

    def made(number: int, head: str, repository: str = FORK) -> dict[str, Any]:
        about = {"sha": head, "repo": {"full_name": repository}}
        return {"pull_request": {"number": number, "head": about}}

    return made


@pytest.fixture
def finished() -> Payload:
    """What GitHub says of a finished run on a pull request of a fork."""

    def made(head: str, repository: str = FORK, branch: str = "patch-1") -> dict[str, Any]:
        owner = repository.partition("/")[0]
        about = {
            "event": "pull_request",
            "head_sha": head,
            "head_branch": branch,
            "head_repository": {"full_name": repository, "owner": {"login": owner}},
            "html_url": "https://github.com/acme/gtm/actions/runs/6",
        }
        return {"workflow_run": about}

    return made


def text(value: object) -> str:
    return json.dumps(value)
