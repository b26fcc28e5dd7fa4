"""Programmes to measure on: made files in a repository, and what GitHub holds of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from timing import Spent, spent

HERE = Path(__file__).parent
ITEMS = 25
FILED = 1000
"""Use cases of the largest programme whose issues are made, too: 26,000 in one repository."""
IDENTITY = ("-c", "user.name=octo", "-c", "user.email=octo@example.com")
OURS = ("GITHUB_", "GH_", "UCOPS_", "PYTHONDONTWRITEBYTECODE", "XDG_CACHE_HOME")
"""Variables of this machine that would change what is measured."""


@dataclass(frozen=True)
class Programme:
    """A folder with use cases.

    Attributes:
        root: The folder, which is a git repository.
        size: How many use cases there are.
        cache: Where commands keep what they know of the run before.
        source: The `src` folder of the ucops that is measured.
    """

    root: Path
    size: int
    cache: Path
    source: Path

    @property
    def environment(self) -> Mapping[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
        return {**kept, "UCOPS_CACHE_DIR": str(self.cache), "PYTHONPATH": str(self.source)}

    @property
    def is_filed(self) -> bool:
        """Whether there is a snapshot of its issues."""
        return self.size <= FILED

    @property
    def snapshot(self) -> Path:
        return self.root / "snapshot.json"

    def ucops(self, *arguments: str | Path) -> Spent:
        """One command on the programme; it may find something to do."""
        command = [sys.executable, "-m", "ucops", *arguments, "--root", self.root]
        return spent(command, self.environment, fine=(0, 1))

    def share(self, program: str) -> float:
        """What a program of this folder finds out on the programme."""
        command = [sys.executable, HERE / program, self.root]
        ran = subprocess.run(
            command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return float(ran.stdout)

    def forget(self) -> None:
        """Let the next command be the first."""
        shutil.rmtree(self.cache, ignore_errors=True)

    @contextmanager
    def one_change(self) -> Iterator[None]:
        """While the block runs, one file says something else than its last commit."""
        file = min((self.root / "usecases").glob("*.yaml"))
        text = file.read_text()
        file.write_text(text.replace("Outline agreed", "Outline written", 1))
        try:
            yield
        finally:
            file.write_text(text)

    def unreport(self) -> None:
        """Take away what a report wrote."""
        (self.root / "ROADMAP.md").unlink(missing_ok=True)
        shutil.rmtree(self.root / "roadmap", ignore_errors=True)


def written(folder: Path, size: int, source: Path) -> Programme:
    """Write a programme, commit it, and file everything in memory."""
    made = Programme(folder / str(size), size, folder / f"{size}-cache", source)
    _python(HERE / "catalogs.py", made.root, size, ITEMS)
    if made.is_filed:
        _python(HERE / "filed.py", made.root)
    for arguments in (("init", "--quiet"), ("add", "usecases", "ucops.yaml")):
        _git(made.root, *arguments)
    _git(made.root, "commit", "--quiet", "--message", "Begin")
    return made


def _python(*arguments: object) -> None:
    """In a process of its own, so that this one stays small."""
    subprocess.run([sys.executable, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", root, *IDENTITY, *arguments], check=True, capture_output=True)
