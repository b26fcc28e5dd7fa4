"""A repository's own template that goes wrong is said by every command, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from preview_data import git
from programme_data import snapshot

from ucops.cli import ucops
from ucops.github.saved import dump_snapshot

COMMANDS = {
    "validate": ("item.md.j2", ()),
    "preview": ("item.md.j2", ("--base", "HEAD")),
    "plan": ("item.md.j2", ("--snapshot", "SNAPSHOT")),
    "report": ("roadmap.md.j2", ("--snapshot", "SNAPSHOT")),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "ucops.yaml").write_text("version: 1\ntitle: T\ngithub: {repository: acme/gtm}\n")
    (tmp_path / "usecases/ci.yaml").write_text("title: CI\nproblem: P\ntier: 3\nstatus: active\n")
    (tmp_path / "snapshot.json").write_text(dump_snapshot(snapshot()))
    git("init", "--quiet", "--initial-branch=main", at=tmp_path)
    git("add", ".", at=tmp_path)
    git("commit", "--quiet", "--message", "All", at=tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_ends_with_two_and_no_traceback(command: str, root: Path) -> None:
    template, options = COMMANDS[command]
    (root / "templates" / template).write_text("one\n{{ 1 // 0 }}\n")
    given = [one.replace("SNAPSHOT", str(root / "snapshot.json")) for one in options]
    result = CliRunner().invoke(ucops, [command, "--root", str(root), *given])
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 2
    assert f"templates/{template}, line 2: integer division or modulo by zero" in result.output
    assert "correct it in the folder of templates" in result.output
