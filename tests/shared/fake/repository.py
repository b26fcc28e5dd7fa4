"""A bare git repository as the place where the sandbox's branches and commits are."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from ucops.sandbox.git import Patch

BOT = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "octo-bot"), ("EMAIL", "octo-bot@example.com"))
}


@dataclass(frozen=True)
class BareRepository:
    """What `ucops.sandbox.acts.branches.Git` asks for, with git itself."""

    folder: Path

    def head(self, branch: str) -> str | None:
        found = self._git("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}", check=False)
        return found or None

    def has(self, commit: str) -> bool:
        return bool(
            self._git("rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}", check=False)
        )

    def is_behind(self, commit: str, other: str) -> bool:
        return self._git("merge-base", commit, other, check=False) == commit

    def point(self, branch: str, commit: str) -> None:
        self._git("update-ref", f"refs/heads/{branch}", commit)

    def delete(self, branch: str) -> None:
        self._git("update-ref", "-d", f"refs/heads/{branch}")

    def commit(
        self, branch: str, message: str, additions: Mapping[str, bytes], deletions: Sequence[str]
    ) -> str:
        head = self.head(branch)
        assert head
        with TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            self._git("read-tree", head, **index)
            for path, content in additions.items():
                blob = self._git("hash-object", "-w", "--stdin", given=content)
                self._git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", **index)
            for path in deletions:
                gone = f"0 {'0' * 40}\t{path}\n".encode()
                self._git("update-index", "--index-info", given=gone, **index)
            tree = self._git("write-tree", **index)
        made = self._git("commit-tree", tree, "-p", head, "-m", message)
        self.point(branch, made)
        return made

    def patches(self, base: str, commit: str) -> list[Patch]:
        changed = ("diff", "--merge-base", "--no-renames", base, commit)
        words: dict[str, Literal["added", "modified", "removed"]] = {"A": "added", "D": "removed"}
        found = []
        for line in self._git(*changed, "--name-status").splitlines():
            status, _, path = line.partition("\t")
            text = self._git(*changed, "--", path)
            hunks = text[text.find("\n@@") + 1 :]
            found.append(Patch(path, words.get(status, "modified"), hunks))
        return found

    def files(self, branch: str) -> dict[str, bytes]:
        """Every file of a branch, by its path."""
        names = self._git("ls-tree", "-r", "--name-only", f"refs/heads/{branch}").splitlines()
        return {name: self.file(branch, name) for name in names}

    def file(self, branch: str, name: str) -> bytes:
        """A file of a branch."""
        found = f"refs/heads/{branch}:{name}"
        return subprocess.check_output(["git", "-C", self.folder, "cat-file", "blob", found])

    def log(self, branch: str) -> list[str]:
        """The subjects of a branch's commits, the newest first."""
        return self._git("log", "--format=%s", f"refs/heads/{branch}").splitlines()

    def text(self, branch: str) -> str:
        """What the newest commit of a branch says of itself."""
        return self._git("log", "-1", "--format=%B", f"refs/heads/{branch}")

    def _git(
        self, *arguments: str, given: bytes = b"", check: bool = True, **variables: str
    ) -> str:
        done = subprocess.run(
            ["git", "-C", self.folder, *arguments],
            input=given,
            stdout=subprocess.PIPE,
            stderr=None if check else subprocess.DEVNULL,
            check=check,
            env={**os.environ, **BOT, **variables},
        )
        return done.stdout.decode().strip()


def with_one_commit(folder: Path, files: Mapping[str, bytes]) -> BareRepository:
    """A repository whose branch `main` has one commit with these files."""
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", folder], check=True)
    made = BareRepository(folder)
    tree = made._git("mktree", given=b"")
    made.point("main", made._git("commit-tree", tree, "-m", "Begin"))
    made.commit("main", "Start", files, [])
    return made
