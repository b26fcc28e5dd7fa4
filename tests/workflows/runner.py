"""Runs this repository's workflows on this machine.

They run for real, step by step, in a process of their own. Only three things differ from a run on
GitHub: the actions they use are replaced by those in `actions/` (there is no network), GitHub is
the embedded one, and the key `queue`, which the runner does not know yet, is left out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ACTIONS = Path(__file__).parent / "actions"
USES = re.compile(r"uses: (?P<action>actions/(?P<name>[a-z-]+)@[0-9a-f]{40}) # v[\d.]+")
PULL = 7
PULL_REQUEST = {"number": PULL, "base": {"ref": "main"}, "head": {"ref": "proposal"}}
# Without the pace that GitHub wants, a run takes seconds.
UNHURRIED = "limits: {writes_per_minute: none, writes_per_hour: none}\n"
WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "octo-pmm"), ("EMAIL", "octo-pmm@example.com"))
}


def git(*arguments: str | Path, at: Path) -> str:
    """What a git command says; CalledProcessError when it fails."""
    done = subprocess.run(
        ["git", "-C", at, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **WHO},
    )
    return done.stdout.strip()


def used_actions() -> set[tuple[str, str]]:
    """Every action that a workflow uses, with its short name."""
    files = (ROOT / ".github" / "workflows").glob("*.yml")
    texts = [file.read_text(encoding="utf-8") for file in files]
    return {(found["action"], found["name"]) for text in texts for found in USES.finditer(text)}


def start_repository(folder: Path) -> Path:
    """Make a bare repository with one commit: the files of the working tree."""
    tree, bare = folder / "tree", folder / "origin.git"
    git("init", "--quiet", "--initial-branch=main", tree, at=folder)
    listed = git("ls-files", "--cached", "--others", "--exclude-standard", "-z", at=ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_bytes((ROOT / name).read_bytes())
            (tree / name).chmod((ROOT / name).stat().st_mode)
    with (tree / "ucops.yaml").open("a", encoding="utf-8") as config:
        config.write(UNHURRIED)
    git("add", "--all", at=tree)
    git("commit", "--quiet", "--message", "Start", at=tree)
    git("clone", "--quiet", "--bare", tree, bare, at=folder)
    return bare


@dataclass(frozen=True)
class Runner:
    """Runs workflows of `checkout`, a clone of the bare repository `origin`."""

    checkout: Path
    origin: Path
    scratch: Path
    environment: Mapping[str, str]

    def __call__(
        self, event: str, workflow: str, *, live: bool = True, succeeds: bool = True
    ) -> str:
        """Run a workflow as the event would, check how it ends, and return the log."""
        git("pull", "--quiet", at=self.checkout)
        done = subprocess.run(
            [*self._command(event, workflow), *([] if live else ["--var", "UCOPS_LIVE=false"])],
            cwd=self.checkout,
            env={**os.environ, "HOME": str(self.scratch)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert (done.returncode == 0) is succeeds, done.stdout
        return done.stdout

    def _command(self, event: str, workflow: str) -> Iterator[str]:
        payload = self.scratch / "event.json"
        payload.write_text(json.dumps({"number": PULL, "pull_request": PULL_REQUEST}))
        yield from (str(Path(sys.executable).with_name("act")), event)
        if event == "pull_request":
            yield from ("--eventpath", str(payload))
        yield from ("--workflows", f".github/workflows/{workflow}.yml")
        yield from ("--platform", "ubuntu-latest=-self-hosted", "--container-daemon-socket", "-")
        yield from ("--no-skip-checkout", "--no-cache-server", "--action-offline-mode")
        yield from ("--action-cache-path", str(self.scratch / "act"))
        yield from ("--secret", f"GITHUB_TOKEN={self.environment['GITHUB_TOKEN']}")
        for action, name in sorted(used_actions()):
            yield from ("--local-repository", f"{action}={ACTIONS / name}")
        for name, value in self.environment.items():
            if name != "GITHUB_TOKEN":
                yield from ("--env", f"{name}={value}")

    def propose(self, files: Mapping[str, str]) -> None:
        """Open the pull request that gives files new contents."""
        for name, text in files.items():
            (self.checkout / name).write_text(text, encoding="utf-8")
        git("commit", "--quiet", "--all", "--allow-empty", "--message", "Propose", at=self.checkout)
        git("push", "--quiet", "origin", f"HEAD:refs/pull/{PULL}/merge", at=self.checkout)
        git("reset", "--quiet", "--hard", "origin/main", at=self.checkout)

    def commits(self) -> list[str]:
        """The subjects of the default branch's commits, newest first."""
        return git("log", "--format=%s", "main", at=self.origin).splitlines()

    def file(self, name: str) -> str:
        """A file as it is on the default branch."""
        return git("show", f"main:{name}", at=self.origin)
