"""A repository made of the working tree, and a way to run its workflows on this machine.

The workflows run for real, step by step, in a process of their own. Only three things differ from
a run on GitHub: the actions they use are replaced by those in `actions/` (there is no network),
GitHub is the embedded one, and the key `queue`, which the runner does not know yet, is left out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ACTIONS = Path(__file__).parent / "actions"
WORKFLOWS = ROOT / ".github" / "workflows"
USES = re.compile(
    r"uses: (?P<action>actions/(?P<name>[a-z-]+)@[0-9a-f]{40}) # v[\d.]+$", re.MULTILINE
)
QUEUE = "      queue: max\n"
OCTO = {"NAME": "octo-pmm", "EMAIL": "octo-pmm@example.com"}
WHO = {f"GIT_{role}_{what}": to for role in ("AUTHOR", "COMMITTER") for what, to in OCTO.items()}


def git(*arguments: str | Path, at: Path) -> str:
    done = subprocess.run(
        ["git", "-C", at, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **WHO},
    )
    return done.stdout.strip()


@dataclass(frozen=True)
class Runner:
    """Runs workflows of `checkout`, whose origin is the bare repository `origin`."""

    checkout: Path
    origin: Path
    scratch: Path
    environment: Mapping[str, str]

    def __call__(self, event: str, workflow: str, *, live: bool = True) -> str:
        """Run a workflow as `event` would; return the log. Raises AssertionError when it fails."""
        git("pull", "--quiet", at=self.checkout)
        done = subprocess.run(
            [*self._command(event, workflow), "--var", f"UCOPS_LIVE={str(live).lower()}"],
            cwd=self.checkout,
            env={**os.environ, "HOME": str(self.scratch)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def _command(self, event: str, workflow: str) -> Iterator[str]:
        yield from (str(Path(sys.executable).with_name("act")), event)
        yield from ("--workflows", f".github/workflows/{workflow}.yml")
        yield from ("--platform", "ubuntu-latest=-self-hosted", "--container-daemon-socket", "-")
        yield from ("--no-skip-checkout", "--no-cache-server", "--action-offline-mode")
        yield from ("--action-cache-path", str(self.scratch / "act"))
        yield from ("--secret", "GITHUB_TOKEN=sandbox")
        for action, name in sorted(used_actions()):
            yield from ("--local-repository", f"{action}={ACTIONS / name}")
        for name, value in self.environment.items():
            yield from ("--env", f"{name}={value}")


def used_actions() -> set[tuple[str, str]]:
    """Every action that a workflow uses, with its short name."""
    texts = (file.read_text(encoding="utf-8") for file in WORKFLOWS.glob("*.yml"))
    return {(found["action"], found["name"]) for text in texts for found in USES.finditer(text)}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A bare repository with one commit: the files of the working tree."""
    files = git("ls-files", "--cached", "--others", "--exclude-standard", "-z", at=ROOT).split("\0")
    tree = tmp_path / "tree"
    git("init", "--quiet", "--initial-branch=main", tree, at=tmp_path)
    for name in files:
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_bytes((ROOT / name).read_bytes())
    for workflow in (tree / ".github" / "workflows").glob("*.yml"):
        text = workflow.read_text(encoding="utf-8")
        workflow.write_text(text.replace(QUEUE, ""), encoding="utf-8")
    git("add", "--all", at=tree)
    git("commit", "--quiet", "--message", "Start", at=tree)
    git("clone", "--quiet", "--bare", tree, tmp_path / "origin.git", at=tmp_path)
    return tmp_path / "origin.git"


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """What lets pip work from what is already installed, and finds the stand-ins their things."""
    return {
        "PYTHON": sys.executable,
        "PACKAGES": sysconfig.get_path("purelib"),
        "CACHE_STORE": str(tmp_path / "cache"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
