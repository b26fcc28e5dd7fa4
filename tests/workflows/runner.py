"""Runs the workflows of a repository that uses ucops, on this machine.

They run for real, step by step, in processes of their own, from a repository that does not hold
the sources of ucops. Four things differ from a run on GitHub: the actions they use are replaced by
those in `actions/` (there is no network), GitHub is the embedded one, ucops is taken from the
working tree at a made-up commit, and a branch's files are in a bare repository on this disk.
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
from typing import Any

ROOT = Path(__file__).parents[2]
ACTIONS = Path(__file__).parent / "actions"
USES = re.compile(
    r"uses: (?P<owner>actions|github)/(?P<name>[a-z-]+)(?P<inside>/[a-z-]+)?"
    r"@(?P<commit>[0-9a-f]{40}) # v[\d.]+$",
    re.MULTILINE,
)
HOME = f"ucops/ucops@{'5' * 40}"
"""What an adopter pins: our home at a commit."""
REPOSITORY = "acme/launches"
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


def shared_workflows() -> list[Path]:
    """The workflows that adopters call, and the action."""
    folder = ROOT / ".github" / "workflows"
    names = ("validate", "comment", "sync", "report", "propose", "scan", "site")
    return [ROOT / "action.yml", *(folder / f"{name}.yml" for name in names)]


def used_actions() -> set[tuple[str, str]]:
    """Every repository of actions that these use at its commit, with its short name."""
    texts = [file.read_text(encoding="utf-8") for file in shared_workflows()]
    return {
        (f"{found['owner']}/{found['name']}@{found['commit']}", found["name"])
        for text in texts
        for found in USES.finditer(text)
    }


def own_sources(folder: Path) -> Path:
    """A repository with the files of the working tree, as our home has it."""
    folder.mkdir()
    listed = git("ls-files", "--cached", "--others", "--exclude-standard", "-z", at=ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "benchmarks/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    git("init", "--quiet", "--initial-branch=main", at=folder)
    git("add", "--all", at=folder)
    git("commit", "--quiet", "--message", "Release", at=folder)
    return folder


@dataclass(frozen=True)
class Runner:
    """Runs workflows of `checkout`, a clone of the bare repository `origin`.

    Attributes:
        sources: A repository with ucops itself.
        scratch: A folder for what is left behind.
        environment: Variables of every run.
    """

    checkout: Path
    origin: Path
    sources: Path
    scratch: Path
    environment: Mapping[str, str]

    def __call__(
        self,
        event: str,
        workflow: str,
        payload: Mapping[str, Any] | None = None,
        *,
        live: bool = True,
        succeeds: bool = True,
    ) -> str:
        """Run a workflow as the event would, check how it ends, and return the log."""
        git("fetch", "--quiet", "--all", at=self.checkout)
        command = self._command(event, workflow, payload or {})
        done = subprocess.run(
            [*command, *(["--var", "UCOPS_LIVE=true"] if live else [])],
            cwd=self.checkout,
            env={**os.environ, "HOME": str(self.scratch)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        print(done.stdout)  # noqa: T201 - pytest shows it with a failure
        assert (done.returncode == 0) is succeeds
        return done.stdout

    def _command(self, event: str, workflow: str, payload: Mapping[str, Any]) -> Iterator[str]:
        file = self.scratch / "event.json"
        about = {"full_name": REPOSITORY, "default_branch": self.branch}
        file.write_text(json.dumps({"repository": about, **payload}))
        yield from (str(Path(sys.executable).with_name("act")), event)
        yield from ("--eventpath", str(file), "--defaultbranch", self.branch)
        yield from ("--workflows", f".github/workflows/{workflow}.yml")
        yield from ("--platform", "ubuntu-latest=-self-hosted", "--container-daemon-socket", "-")
        yield from ("--no-skip-checkout", "--no-cache-server", "--action-offline-mode")
        yield from ("--action-cache-path", str(self.scratch / "act"))
        yield from ("--secret", f"GITHUB_TOKEN={self.environment['GITHUB_TOKEN']}")
        yield from ("--local-repository", f"{HOME}={self.sources}")
        for action, name in sorted(used_actions()):
            yield from ("--local-repository", f"{action}={ACTIONS / name}")
        for name, value in self.environment.items():
            if name != "GITHUB_TOKEN":
                yield from ("--env", f"{name}={value}")

    @property
    def branch(self) -> str:
        """The default branch."""
        return git("symbolic-ref", "--short", "HEAD", at=self.origin)

    def propose(self, number: int, files: Mapping[str, str]) -> tuple[str, str]:
        """Push what a pull request would merge; gives the commits of its base and its branch."""
        git("checkout", "--quiet", "--detach", f"origin/{self.branch}", at=self.checkout)
        base = git("rev-parse", "HEAD", at=self.checkout)
        for name, text in files.items():
            (self.checkout / name).write_text(text, encoding="utf-8")
        git("commit", "--quiet", "--all", "--message", "Propose", at=self.checkout)
        head = git("rev-parse", "HEAD", at=self.checkout)
        merge = f"HEAD:refs/pull/{number}/merge"
        git("push", "--quiet", "--force", "origin", merge, at=self.checkout)
        git("checkout", "--quiet", self.branch, at=self.checkout)
        return base, head

    def queue(self, number: int, head: str) -> str:
        """Put a pull request into the merge queue, and name the branch that GitHub makes there."""
        ref = f"refs/heads/gh-readonly-queue/{self.branch}/pr-{number}-{head}"
        git("push", "--quiet", "origin", f"{head}:{ref}", at=self.checkout)
        return ref

    def merge(self, number: int) -> None:
        """Merge a pull request."""
        git("fetch", "--quiet", "origin", f"refs/pull/{number}/merge", at=self.checkout)
        git("push", "--quiet", "origin", f"FETCH_HEAD:refs/heads/{self.branch}", at=self.checkout)
        git("fetch", "--quiet", "origin", at=self.checkout)
        git("reset", "--quiet", "--hard", f"origin/{self.branch}", at=self.checkout)
