"""Every command that reads GitHub, typed at a sandbox inside this process, without sockets."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from chaos_words import harm
from click.testing import CliRunner, Result
from fake.inside import Time, through
from fake.people import People
from fake.service import Service, opened

from ucops.app import prepare
from ucops.cli import ucops
from ucops.sandbox.entities import Token

CONFIG = """\
version: 1
preset: none
title: Go-to-market
github: {project: acme/1}
limits: {writes_per_minute: none, writes_per_hour: none}
milestones: {sprint-3: {title: Sprint 3, due: 2026-12-18}}
roles: {tmm: {title: Technical marketing}}
bom:
  demo: {title: Demo video, role: tmm, stages: [awareness], audiences: [manager], priority: 1}
  deck: {title: Deck, role: tmm, stages: [awareness], audiences: [manager], priority: 1}
"""
CI = """\
title: Continuous integration
problem: Building by hand holds every change up.
status: active
tier: 1
team: {tmm: octo-tmm}
bom:
  demo: {milestone: sprint-3, checklist: [Cut]}
  deck: {depends_on: [demo]}
"""
READING: Sequence[tuple[str, ...]] = (
    ("plan",),
    ("plan", "--format", "json"),
    ("plan", "--format", "markdown"),
    ("plan", "-v"),
    ("status",),
    ("status", "ci"),
    ("status", "--format", "json"),
    ("report", "--check"),
    ("snapshot", "-o", "held.json"),
    ("plan", "--snapshot", "held.json"),
    ("status", "--snapshot", "held.json"),
    ("digest", "--since", "2026-01-01"),
    ("digest", "--since", "2026-01-01", "--format", "markdown"),
    ("digest", "--since", "2026-01-01", "--format", "slack"),
    ("digest", "--agenda", "ci", "--since", "2026-01-01"),
    ("adopt", "--suggest"),
    ("adopt", "--suggest", "--format", "json"),
    ("preview", "--base", "HEAD"),
    ("preview", "--base", "HEAD", "--format", "json"),
    ("validate",),
    ("validate", "--format", "sarif"),
    ("doctor",),
    ("export", "all", "-o", "all.json"),
    ("query", "remarks"),
)
"""What asks GitHub and changes nothing, each with the options under which it says most."""
WRITING: Sequence[tuple[str, ...]] = (
    ("sync", "--yes"),
    ("sync", "--yes", "--format", "json"),
    ("sync", "--yes", "--format", "markdown"),
    ("report",),
)
FILES = (
    "ROADMAP.md",
    "*.json",
    "roadmap/*.md",
    "roadmap/*/*.md",
    "roadmap/*.json",
    "summary.md",
    "out.txt",
)
"""What people read that commands write."""


@dataclass
class Desk:
    """A folder of files, and a GitHub.

    Attributes:
        environment: As on a runner, where everything that is printed is public.
    """

    root: Path
    service: Service
    people: People
    environment: Mapping[str, str] = field(default_factory=dict)

    def type(self, *arguments: str) -> Result:
        """Type a command in the folder."""
        runner = CliRunner()
        placed = [str(self.root / one) if "." in one[1:] else one for one in arguments]
        result = runner.invoke(ucops, [*placed, "--root", str(self.root)], env=self.environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def ended(self, *arguments: str) -> int:
        """How a command ends, after a look at all that it said and wrote for people."""
        result = self.type(*arguments)
        assert result.exit_code in range(5), f"{arguments}: {result.output}"
        for name, text in (("stdout", result.stdout), ("stderr", result.stderr)):
            assert not harm(text), f"{arguments} says on {name}: {harm(text)}"
        for file in (one for pattern in FILES for one in self.root.glob(pattern)):
            text = file.read_text(encoding="utf-8")
            assert not harm(text), f"{arguments} writes into {file.name}: {harm(text)}"
        return result.exit_code

    def plan(self) -> Any:
        """What is to be done, as data."""
        return json.loads(self.type("plan", "--format", "json").stdout)


@contextmanager
def desk(root: Path) -> Iterator[Desk]:
    """A programme that is synced and reported, with a board, and a git repository of its files."""
    (root / "usecases").mkdir()
    (root / "ucops.yaml").write_text(CONFIG)
    (root / "usecases/ci.yaml").write_text(CI)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Start"]):
        identity = ("-c", "user.name=octo", "-c", "user.email=octo@example.com")
        subprocess.run(["git", "-C", root, *identity, *command], check=True)
    clock = Time()
    with opened(others=["acme/web"], clock=clock) as service:
        service.address = "http://127.0.0.1:1"

        def transport(token: str, _api: str, _graphql: str) -> Any:
            return through(service, clock, token)

        people = People(service.world, "acme/gtm")
        people.create_board("Programme")
        with mock.patch.object(prepare, "open_transport", transport):
            made = Desk(root, service, people, _environment(root, service))
            assert made.type("sync", "--yes").exit_code == 0
            assert made.type("report").exit_code == 0
            yield made


def _environment(root: Path, service: Service) -> Mapping[str, str]:
    token = next(iter(service.world.every(Token))).value
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_TOKEN": token,
        "GITHUB_REPOSITORY": "acme/gtm",
        "GITHUB_API_URL": service.address,
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_STEP_SUMMARY": str(root / "summary.md"),
        "GITHUB_OUTPUT": str(root / "out.txt"),
    }
