"""What others put into their checks: hooks for pre-commit, and the example for GitLab CI."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs/how-to/other-ci.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_a_command_with_options_that_it_has(hook: dict[str, str]) -> None:
    program, name, *options = shlex.split(hook["entry"])
    assert program == "ucops"
    command: click.Command = import_module(f"ucops.cli.{name}").command
    command.make_context(name, options)


@pytest.mark.parametrize(
    ("file", "checked"),
    [
        ("ucops.yaml", True),
        ("usecases/ci.yaml", True),
        ("usecases/tier-1/ci.yml", True),
        ("README.md", False),
        ("docs/usecases/ci.yaml", False),
    ],
)
def test_hooks_look_at_what_matters(file: str, *, checked: bool) -> None:
    for hook in HOOKS:
        assert bool(re.search(hook["files"], file)) is checked


def test_hooks_are_whole() -> None:
    """The keys that https://pre-commit.com/#creating-new-hooks wants; ids are told in the docs."""
    for hook in HOOKS:
        assert hook.keys() >= {"id", "name", "entry", "language", "files"}
        assert f"- id: {hook['id']}\n" in PAGE


def test_the_example_for_gitlab_is_valid(tmp_path: Path) -> None:
    (example, _hooks) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / ".gitlab-ci.yml"
    file.write_text(example)
    tool = Path(sys.executable).with_name("check-jsonschema")
    command = [tool, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
