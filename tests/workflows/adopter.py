"""A repository that `ucops init` set up in an empty folder, and that holds nothing of ucops."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner
from runner import HOME, REPOSITORY, git

from ucops.cli import ucops

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
UNKNOWN = re.compile(r"^ *cache-mode: .*\n", re.MULTILINE)
"""A key that GitHub has since September 2026, and the runner not yet."""


def adopted(bare: Path, more: Mapping[str, str] | None = None, branch: str = "main") -> Path:
    """Make a bare repository with one commit: what `init` writes, and one small use case."""
    tree = bare.with_suffix(".tree")
    tree.mkdir()
    git("init", "--quiet", f"--initial-branch={branch}", at=tree)
    git("remote", "add", "origin", f"https://github.com/{REPOSITORY}.git", at=tree)
    done = CliRunner().invoke(ucops, ["init", str(tree), "--action", HOME])
    assert done.exit_code == 0, done.output
    for workflow in (tree / ".github" / "workflows").glob("*.yml"):
        workflow.write_text(UNKNOWN.sub("", workflow.read_text(encoding="utf-8")))
    with (tree / ".github" / "workflows" / "report.yml").open("a", encoding="utf-8") as report:
        report.write("    with: {settle: 0}\n")  # nobody else closes an issue in the same minute
    for draft in (tree / "usecases").glob("*.yaml"):
        draft.unlink()
    for name, text in {"ucops.yaml": CONFIG, "usecases/ci.yaml": CI, **(more or {})}.items():
        (tree / name).write_text(text, encoding="utf-8")
    git("add", "--all", at=tree)
    git("commit", "--quiet", "--message", "Start", at=tree)
    git("clone", "--quiet", "--bare", tree, bare, at=tree)
    return bare
