"""What git says has changed since a commit or branch."""

from __future__ import annotations

from pathlib import Path

from ucops.app.base import find_base
from ucops.app.git import git, text_of


def changed_since(root: Path, ref: str) -> frozenset[str]:
    """The files below `root` that differ from where `ref` branched off, untracked ones included.

    Args:
        root: The folder that the names are relative to.
        ref: A commit, branch or tag.

    Raises:
        UsageError: There is no git, no repository, or no such commit.
    """
    base = find_base(root, ref)
    differing = git(root, "diff", "--name-only", "--relative", "-z", base.commit)
    untracked = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(filter(None, text_of(differing + untracked).split("\0")))
