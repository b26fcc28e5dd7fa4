"""A repository that uses ucops and holds none of it: two use cases and four short workflows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from runner import HOME, git

PLACE, _, COMMIT = HOME.partition("@")
CI = """\
title: Continuous integration
problem: Builds are slow.
status: active
tier: 1
bom:
  guide: {title: Guide, priority: 1, owner: octo-pmm, due: 2027-03-01}
  video: {title: Video, priority: 1, owner: octo-tmm}
"""
CONFIG = """\
version: 1
preset: none
title: Launches
limits: {writes_per_minute: none, writes_per_hour: none}
"""
PERMISSIONS = {
    "validate": "{contents: read, issues: read, pull-requests: write}",
    "comment": "{actions: read, contents: read, pull-requests: write}",
    "sync": "{contents: write, issues: write, pull-requests: write}",
    "report": "{contents: write, issues: read, pull-requests: write}",
}
TRIGGERS = {
    "validate": "{pull_request: {}, merge_group: {}}",
    "comment": "{workflow_run: {workflows: [validate], types: [completed]}}",
    "sync": "{push: {branches: [$default-branch]}, schedule: [{cron: '23 5 * * *'}]}",
    "report": "{issues: {types: [closed, reopened]}}",
}


def workflow(name: str, branch: str = "main") -> str:
    """An adopter's workflow that calls ours at a commit."""
    return f"""\
name: {name}
on: {TRIGGERS[name].replace("$default-branch", branch)}
jobs:
  {name}:
    permissions: {PERMISSIONS[name]}
    uses: {PLACE}/.github/workflows/{name}.yml@{COMMIT}
"""


def adopted(bare: Path, more: Mapping[str, str] | None = None, branch: str = "main") -> Path:
    """Make a bare repository with one commit: use cases and workflows."""
    tree = bare.with_suffix(".tree")
    files = {
        "ucops.yaml": CONFIG,
        "usecases/ci.yaml": CI,
        **{f".github/workflows/{name}.yml": workflow(name, branch) for name in PERMISSIONS},
        **(more or {}),
    }
    for name, text in files.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, encoding="utf-8")
    git("init", "--quiet", f"--initial-branch={branch}", at=tree)
    git("add", "--all", at=tree)
    git("commit", "--quiet", "--message", "Start", at=tree)
    git("clone", "--quiet", "--bare", tree, bare, at=tree)
    return bare
