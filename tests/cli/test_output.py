"""What files hold reaches neither a terminal nor a log as a command; data is UTF-8 everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from ucops.cli.output import give, show
from ucops.errors import UsageError

Probe = Callable[[Callable[[], object]], None]
Invoke = Callable[..., Result]

HOSTILE = "x\n::error::boo \x1b[31m##[group]y"
TITLE = "Café 例 🚀"


@pytest.fixture
def repository(in_tmp: Path) -> Path:
    (in_tmp / "usecases").mkdir()
    (in_tmp / "ucops.yaml").write_text("version: 1\n")
    (in_tmp / "usecases/ci.yaml").write_text(
        f"title: {TITLE}\nproblem: Y\n{TITLE}: 1\n", encoding="utf-8"
    )
    return in_tmp


def runs_nothing(text: str) -> bool:
    lines = text.splitlines()
    return not any(line.lstrip().startswith("::") or "##[" in line for line in lines)


def test_an_error_is_said_in_one_line_and_steers_nothing(probe: Probe, invoke: Invoke) -> None:
    def fail() -> None:
        raise UsageError(HOSTILE, HOSTILE)

    probe(fail)
    shown = "x�::error::boo �[31m##\u2060[group]y\n"
    assert invoke("probe").stderr == f"error: {shown}  → {shown}"


def test_no_use_case_in_a_folder_of_a_hostile_name(in_tmp: Path, invoke: Invoke) -> None:
    (in_tmp / "ucops.yaml").write_text('version: 1\npaths: {usecases: "x\\n::error::p\\e[31m"}\n')
    result = invoke("validate")
    assert runs_nothing(result.output)
    assert "\x1b" not in result.output


def test_what_is_shown_keeps_its_colours(probe: Probe, invoke: Invoke) -> None:
    probe(lambda: show("\x1b[1m::a::\x1b[0m ##[b]\n::c::\n", color=True))
    assert invoke("probe").stdout == "\x1b[1m:\u2060:a::\x1b[0m ##\u2060[b]\n:\u2060:c::\n"


def test_data_is_given_as_it_is(probe: Probe, invoke: Invoke) -> None:
    probe(lambda: give(f"::a::{TITLE}\ud83d\r\n"))
    assert invoke("probe").stdout_bytes == f"::a::{TITLE}\\ud83d\r\n".encode()


def test_data_steers_no_terminal(
    probe: Probe, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe(lambda: give("a\x1b[2Jb\u202ec\n::error::d\n"))
    assert invoke("probe").stdout == "a�[2Jb�c\n::error::d\n"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert invoke("probe").stdout == "a�[2Jb�c\n:\u2060:error::d\n"


def test_what_is_shown_has_no_colours_but_ours(probe: Probe, invoke: Invoke) -> None:
    probe(lambda: show("\x1b[1ma\x1b[0m\x1b[2J\x1b]0;x\x07\n", color=True))
    assert invoke("probe").stdout == "\x1b[1ma\x1b[0m�[2J�]0;x�\n"


def test_wrong_usage_repeats_nothing_that_steers(invoke: Invoke) -> None:
    result = invoke("plan", "--form\x1b[2J\u202eat", "x")
    assert result.exit_code == 2
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


@pytest.mark.parametrize("format_", ["text", "json"])
def test_findings_start_no_command(repository: Path, invoke: Invoke, format_: str) -> None:
    (repository / "ucops.yaml").write_text('version: 1\nrules: {"##[error]pwn": off}\n')
    (repository / "usecases/ci.yaml").write_text('title: "##[error]boo @octo"\nproblem: Y\nx: 1\n')
    result = invoke("validate", "--format", format_)
    assert result.exit_code == 1
    assert "[error]pwn" in result.stdout.replace("\\u005b", "[")
    assert runs_nothing(result.output)


DIFFERING = 'title: X\nproblem: |\n  ::error::boo\n  ##[group]a\ntier: "1"\n'


def test_a_diff_is_exact_unless_it_goes_to_a_log(
    repository: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (repository / "usecases/ci.yaml").write_text(DIFFERING)
    exact = invoke("validate", "--diff").stdout
    assert "\n   ::error::boo\n   ##[group]a\n-tier" in exact
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert runs_nothing(shown := invoke("validate", "--diff").stdout)
    assert shown.replace("\u2060", "") == exact


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["validate", "--format", "json"], 1),
        (["validate", "--format", "sarif"], 1),
        (["validate", "--format", "github"], 1),
        (["schema", "usecase"], 0),
        (["rules", "--format", "json"], 0),
        (["preview", "--base", "HEAD", "--format", "json"], 1),
        (["preview", "--base", "HEAD"], 1),
    ],
    ids=str,
)
def test_data_is_utf_8_whatever_the_terminal(
    repository: Path, arguments: list[str], code: int
) -> None:
    git = ["git", "-c", "user.name=octo", "-c", "user.email=octo@example.com"]
    subprocess.run([*git, "init", "-q"], cwd=repository, check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], cwd=repository, check=True)
    (repository / "ucops.yaml").write_text(
        f"version: 1\nroles: {{star: {{title: {TITLE}}}}}\n", encoding="utf-8"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "ucops", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (code, b"")
    text = done.stdout.decode("utf-8")
    assert "\\U0001f680" not in text
    if "rules" not in arguments:
        assert TITLE in text
    if arguments[-1] in {"json", "sarif", "usecase"}:
        assert json.loads(text)
