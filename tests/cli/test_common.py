"""The options that every command has, before or after its name."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from ucops.cli import COMMANDS, ucops
from ucops.cli.common import is_terminal, session
from ucops.cli.terminal import console

Probe = Callable[[Callable[[], object]], None]
Invoke = Callable[..., Result]


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    (tmp_path / "usecases" / "deep").mkdir(parents=True)
    return tmp_path


def say_root() -> None:
    click.echo(session().root)


def say_twice() -> None:
    session().say("to a person")
    click.echo("data")


@pytest.mark.parametrize("below", [".", "usecases", "usecases/deep"])
def test_the_root_is_the_nearest_folder_upwards(
    probe: Probe, invoke: Invoke, programme: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    probe(say_root)
    monkeypatch.chdir(programme / below)
    assert invoke("probe").output == f"{programme}\n"


@pytest.mark.parametrize("arguments", [["--root", "{}", "probe"], ["probe", "--root", "{}"]])
def test_the_root_can_be_given_on_either_side(
    probe: Probe, invoke: Invoke, programme: Path, arguments: list[str]
) -> None:
    probe(say_root)
    result = invoke(*(argument.format(programme) for argument in arguments))
    assert result.output == f"{programme}\n"


def test_no_root_anywhere_says_what_to_do(probe: Probe, invoke: Invoke, in_tmp: Path) -> None:
    probe(say_root)
    result = invoke("probe")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: no ucops.yaml in {in_tmp} or any folder above it\n")
    assert "--root" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["probe"], "to a person\n"),
        (["-q", "probe"], ""),
        (["probe", "-q"], ""),
        (["-q", "probe", "-v"], "to a person\n"),
    ],
)
def test_talk_goes_to_stderr_and_quiet_silences_it(
    probe: Probe, invoke: Invoke, arguments: list[str], said: str
) -> None:
    probe(say_twice)
    result = invoke(*arguments)
    assert (result.stdout, result.stderr) == ("data\n", said)


@pytest.mark.parametrize(
    ("arguments", "environment", "is_coloured"),
    [
        (["probe"], {}, True),
        (["--no-color", "probe"], {}, False),
        (["probe", "--no-color"], {}, False),
        (["probe"], {"NO_COLOR": "1"}, False),
        (["probe"], {"NO_COLOR": ""}, True),
    ],
)
def test_colour_can_be_refused(
    probe: Probe, arguments: list[str], environment: dict[str, str], is_coloured: bool
) -> None:
    probe(lambda: click.secho("red", fg="red"))
    runner = CliRunner(env=environment)
    result = runner.invoke(ucops, arguments, color=True)
    assert ("\x1b[31m" in result.output) is is_coloured


def test_colour_can_be_refused_where_rich_writes(
    probe: Probe, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")

    def speak() -> None:
        console().print("[bold red]rich[/]")

    probe(speak)
    assert "\x1b[" in invoke("probe").output
    assert "\x1b[" not in invoke("probe", "--no-color").output


@pytest.mark.parametrize(
    ("is_stdin", "is_stderr", "is_both"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_a_person_can_be_asked_only_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, is_stdin: bool, is_stderr: bool, is_both: bool
) -> None:
    for name, is_tty in (("stdin", is_stdin), ("stderr", is_stderr)):
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda is_tty=is_tty: is_tty)
        monkeypatch.setattr(sys, name, stream)
    assert is_terminal() is is_both


def test_the_help_page_lists_every_command_in_80_columns(invoke: Invoke) -> None:
    page = invoke("--help", terminal_width=80).output
    assert all(f"  {name} " in page for name in COMMANDS)
    assert max(map(len, page.splitlines())) <= 80
    assert invoke("-h", terminal_width=80).output == page


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_80_columns(invoke: Invoke, name: str) -> None:
    result = invoke(name, "--help", terminal_width=80)
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: ucops {name} ")
    assert max(map(len, result.output.splitlines())) <= 80
    for option in ("--root", "--quiet", "--verbose", "--no-color", "--help"):
        assert option in result.output


def test_version_is_one_line(invoke: Invoke) -> None:
    assert invoke("--version").output.startswith("ucops, version ")


def test_a_help_page_is_the_same_whoever_asks_first() -> None:
    """Click keeps the help option that it makes first, with the names that it has there."""
    command = import_module("ucops.cli.schema").command
    alone = CliRunner().invoke(command, ["--help"]).stdout
    of_group = CliRunner().invoke(ucops, ["schema", "-h"]).stdout
    assert "-h, --help" in alone
    assert alone.partition("Options:")[2] == of_group.partition("Options:")[2]
