"""A command that does what a test wants, in place of a real one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

import click
import pytest
from click.testing import CliRunner, Result

from ucops.cli import COMMANDS, ucops
from ucops.cli.common import common_options

Invoke = Callable[..., Result]


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Put a function in as the command `probe`."""

    def put(function: Callable[[], object]) -> None:
        @click.command("probe")
        @common_options
        def command() -> None:
            function()

        module = ModuleType("ucops.cli.probe")
        module.__dict__["command"] = command
        monkeypatch.setitem(sys.modules, "ucops.cli.probe", module)
        monkeypatch.setitem(COMMANDS, "probe", "Do what the test wants.")

    return put


@pytest.fixture
def invoke() -> Invoke:
    """Run the command line in this process, as `ucops ARGUMENTS…` would."""

    def run(*arguments: str, **options: object) -> Result:
        return CliRunner().invoke(ucops, list(arguments), **options)  # type: ignore[arg-type]  # passed on as they are

    return run
