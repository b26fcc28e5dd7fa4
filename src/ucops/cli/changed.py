"""What git says has changed since a commit or branch."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ucops.errors import UsageError


def changed_since(root: Path, ref: str) -> frozenset[str]:
    """The files below `root` that differ from where `ref` branched off, untracked ones included.

    Args:
        root: The folder that the names are relative to.
        ref: A commit, branch or tag.

    Raises:
        UsageError: There is no git, no repository, or no such commit.
    """
    if ref.startswith("-"):
        raise UsageError(f"'{ref}' is no commit, branch or tag", "name one, such as origin/main")
    base = _git(root, "merge-base", "--end-of-options", ref, "HEAD").strip()
    differing = _git(root, "diff", "--name-only", "--relative", "-z", base)
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(filter(None, (differing + untracked).split("\0")))


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        run = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell
    except FileNotFoundError:
        raise UsageError("git is not installed", "leave --changed-since out") from None
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(
            f"git cannot compare: {said[-1] if said else 'there is no common commit'}",
            "name a commit, branch or tag that is fetched, such as origin/main",
        )
    return run.stdout.decode("utf-8", "surrogateescape")
