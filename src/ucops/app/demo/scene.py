"""Where the demo plays: a folder with the example's files and an embedded GitHub of its own."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ucops import resources
from ucops.errors import UcopsError, UsageError
from ucops.sandbox import Sandbox, serve

FILED = dt.date(2026, 8, 24)
"""The day on which the demo's issues are filed."""
TODAY = dt.date(2026, 11, 20)
"""The day on which the demo looks at them: always the same, so that the roadmap is, too."""
STATE = "github.jsonl"
REPOSITORY = "octo-demo/gtm"
"""A name that no team has: its issues must never be looked for in a real repository."""
PAGES = "http://127.0.0.1:8877"
"""Where `ucops sandbox` will show the issues, unless told otherwise."""
UNHURRIED = """
# Nobody else uses this GitHub, so there is no need to write slowly.
limits: {writes_per_minute: none, writes_per_hour: none}
"""


@dataclass
class Calendar:
    """A clock that stands still until it is set."""

    day: dt.date

    def __call__(self) -> float:
        """Nine in the morning of the day, in seconds since the epoch."""
        return dt.datetime.combine(self.day, dt.time(9), dt.UTC).timestamp()


@dataclass(frozen=True, slots=True)
class Scene:
    """A running demo.

    Attributes:
        folder: The example's files, and everything that the demo makes.
        github: The embedded GitHub.
        calendar: Its clock.
        environment: What leads the commands there.
    """

    folder: Path
    github: Sandbox
    calendar: Calendar
    environment: Mapping[str, str]

    def run(self, *arguments: str) -> str:
        """Run a command as a user would, in a process of its own; return its output.

        Raises:
            UcopsError: It ended with something other than 0.
        """
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "ucops", *arguments],
            cwd=self.folder,
            env=dict(self.environment),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            said = done.stderr.strip() or done.stdout.strip()
            message = f"`ucops {' '.join(arguments)}` ended with {done.returncode}"
            raise UcopsError(message, " ".join(said.split()))
        return done.stdout

    def ask(self, *arguments: str) -> dict[str, Any]:
        """Run a command and read the JSON that it prints."""
        answer: dict[str, Any] = json.loads(self.run(*arguments, "--format", "json"))
        return answer


@contextmanager
def scene(folder: Path, environment: Mapping[str, str]) -> Iterator[Scene]:
    """Set the scene in an empty folder, or in one that an earlier demo left.

    Args:
        folder: Made when it is not there.
        environment: The process's own.

    Raises:
        UsageError: The folder holds something that is not of a demo.
    """
    _prepare(folder)
    calendar = Calendar(FILED)
    with serve(folder / STATE, repository=REPOSITORY, clock=calendar, site=PAGES) as github:
        github.limits.primary = 0
        yield Scene(folder, github, calendar, _environment(environment, github))


def _prepare(folder: Path) -> None:
    if (folder / STATE).is_file():
        shutil.rmtree(folder)
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty", "name a new folder with --keep")
    folder.mkdir(parents=True, exist_ok=True)
    example = resources.example()
    shutil.copytree(example / "usecases", folder / "usecases")
    config = (example / "ucops.yaml").read_text(encoding="utf-8")
    (folder / "ucops.yaml").write_text(config + UNHURRIED, encoding="utf-8", newline="\n")


def _environment(environment: Mapping[str, str], github: Sandbox) -> dict[str, str]:
    """The environment without traces of another GitHub, and without a proxy on the way."""
    other = ("GITHUB_", "GH_")
    kept = {name: value for name, value in environment.items() if not name.startswith(other)}
    aside = dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost")
    return {**kept, **aside, "PYTHONIOENCODING": "utf-8", **github.environment}
