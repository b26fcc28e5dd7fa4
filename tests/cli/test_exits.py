"""Whatever goes wrong outside ends in a sentence and an exit code, never in a traceback."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from ucops import __version__
from ucops.errors import GitHubError, RefusedError, UcopsError, UsageError

Probe = Callable[[Callable[[], object]], None]
Invoke = Callable[..., Result]


def raising(error: BaseException) -> Callable[[], object]:
    def function() -> object:
        raise error

    return function


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UcopsError("3 findings", "mend them"), 1, "error: 3 findings\n  → mend them\n"),
        (UsageError("no use case", "write one"), 2, "error: no use case\n  → write one\n"),
        (GitHubError("no answer"), 3, "error: no answer\n"),
        (RefusedError("7 closes"), 4, "error: 7 closes\n"),
        (click.FileError("x.yaml", "gone"), 2, "Error: Could not open file 'x.yaml': gone\n"),
        (PermissionError(errno.EACCES, "denied", "a.yaml"), 2, "error: a.yaml: denied\n"),
        (OSError(errno.ENOSPC, "disk full"), 2, "error: this machine: disk full\n"),
        (KeyboardInterrupt(), 130, "interrupted\n"),
        (click.Abort(), 130, "interrupted\n"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_an_error_has_its_code_and_its_words(
    probe: Probe, invoke: Invoke, error: BaseException, code: int, said: str
) -> None:
    probe(raising(error))
    result = invoke("probe")
    assert (result.exit_code, result.stderr, result.stdout) == (code, said, "")


def test_a_fault_of_ours_is_one_paragraph_and_a_file_with_its_traceback(
    probe: Probe, invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["ucops", "plan", "--only", "a b"])
    monkeypatch.setenv("GITHUB_TOKEN", "s3cret")
    probe(raising(ZeroDivisionError("ours, with s3cret")))
    result = invoke("probe")
    (file,) = tmp_path.iterdir()
    assert (result.exit_code, result.stdout) == (70, "")
    assert result.stderr.startswith("error: this is a fault of ucops itself (ZeroDivisionError)")
    assert "nothing is left half-written" in result.stderr
    assert result.stderr.endswith(f": {file}\n")
    assert "Traceback" not in result.stderr
    text = file.read_text()
    assert text.startswith(f"ucops {__version__}, Python ")
    assert "\nucops plan --only 'a b'\n" in text
    assert text.endswith("ZeroDivisionError: ours, with (GITHUB_TOKEN)\n")


def test_a_fault_that_cannot_be_written_down_is_said_all_the_same(
    probe: Probe, invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    probe(raising(RecursionError("ours")))
    result = invoke("probe")
    assert result.exit_code == 70
    assert "fault of ucops itself (RecursionError)" in result.stderr
    assert "could not be written down (No such file or directory)" in result.stderr


def test_a_command_that_cannot_even_be_imported_is_a_fault_of_ours(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setitem(sys.modules, "ucops.cli.plan", None)
    assert invoke("plan").exit_code == 70


@pytest.mark.parametrize("code", [0, 1, 3])
def test_a_command_chooses_its_code(probe: Probe, invoke: Invoke, code: int) -> None:
    probe(lambda: click.get_current_context().exit(code))
    assert invoke("probe").exit_code == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["repport"], "error: there is no command 'repport'\n  → did you mean 'report'?\n"),
        (["zzz"], "error: there is no command 'zzz'\n  → ucops --help lists them\n"),
        (["--nonsense"], "No such option '--nonsense'"),
        (["--root", "/nowhere/at/all", "validate"], "'/nowhere/at/all' does not exist"),
    ],
)
def test_wrong_usage_is_2(invoke: Invoke, arguments: list[str], said: str) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


PROCESS = """
import sys, time
from types import ModuleType
import click
from ucops import cli

@click.command()
def command():
    exec(sys.stdin.read())

module = ModuleType("ucops.cli.probe")
module.command = command
sys.modules["ucops.cli.probe"] = module
cli.COMMANDS["probe"] = ""
cli.main()
"""


def start(
    *arguments: str, stdout: int = subprocess.PIPE, **environment: str
) -> subprocess.Popen[str]:
    """The command line in a process of its own; its `probe` runs the program on its stdin."""
    return subprocess.Popen(
        [sys.executable, "-c", PROCESS, *arguments],
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        text=True,
        encoding="latin-1",
    )


def test_a_reader_that_goes_away_is_no_accident() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    running = start("probe", stdout=writing)
    os.close(writing)
    _, said = running.communicate("sys.stdout.write('x' * 100_000)", timeout=30)
    assert (running.returncode, said) == (141, "")


def test_a_fault_shows_no_traceback_in_a_process_either(tmp_path: Path) -> None:
    running = start("probe", TMPDIR=str(tmp_path))
    _, said = running.communicate("1 / 0", timeout=30)
    (file,) = tmp_path.iterdir()
    assert running.returncode == 70
    assert "Traceback" not in said
    assert said.endswith(f"{file}\n")


def test_ctrl_c_ends_with_130_and_one_word() -> None:
    running = start("probe")
    assert running.stdin
    assert running.stdout
    running.stdin.write("print('here', flush=True); time.sleep(60)")
    running.stdin.close()
    assert running.stdout.readline() == "here\n"
    running.send_signal(signal.SIGINT)
    assert running.stderr
    assert running.stderr.read().split() == ["interrupted"]
    running.stdout.close()
    running.stderr.close()
    assert running.wait(timeout=30) == 130


def test_a_terminal_without_our_letters_shows_their_numbers() -> None:
    running = start("zzz", PYTHONIOENCODING="latin-1")
    _, said = running.communicate(timeout=30)
    assert running.returncode == 2
    assert "\\u2192 ucops --help lists them" in said
