from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]

WRONG = "# why\ntitle: no\nproblem: Y\nteam: {pmm: '@octo-pmm'}  # lead\n"
RIGHT = '# why\ntitle: "no"\nproblem: Y\nteam: {pmm: octo-pmm}  # lead\n'


@pytest.fixture
def file(in_tmp: Path) -> Path:
    (in_tmp / "usecases").mkdir()
    (in_tmp / "ucops.yaml").write_text("version: 1\n")
    (in_tmp / "usecases/b.yaml").write_text(WRONG)
    path = in_tmp / "usecases/a.yaml"
    path.write_text(WRONG)
    return path


@pytest.mark.usefixtures("file")
def test_the_summary_says_what_need_not_be_done_by_hand(invoke: Invoke) -> None:
    result = invoke("validate", "usecases/a.yaml")
    assert result.exit_code == 1
    assert result.stdout.count("2 can be mended with --fix.") == 1
    assert "mended" not in invoke("validate", "--format", "json").stdout


def test_fix_mends_and_judges_what_is_left(file: Path, invoke: Invoke) -> None:
    result = invoke("validate", "--fix", "usecases/a.yaml")
    assert result.exit_code == 0
    assert result.stderr == "Mended 2 places in 1 file: usecases/a.yaml (2).\n"
    assert "Nothing to correct in these files" in result.stdout
    assert "can be mended" not in result.stdout
    assert file.read_text() == RIGHT
    assert (file.parent / "b.yaml").read_text() == WRONG


def test_fix_ends_with_1_when_an_error_is_left(file: Path, invoke: Invoke) -> None:
    file.write_text(f"{WRONG}sumary: X\n")
    assert invoke("validate", "--fix").exit_code == 1
    assert file.read_text() == f"{RIGHT}sumary: X\n"
    assert invoke("validate", "--fix", "--guess").exit_code == 0
    assert file.read_text() == f"{RIGHT}summary: X\n"


def test_fix_says_nothing_when_there_is_nothing_to_mend(file: Path, invoke: Invoke) -> None:
    invoke("validate", "--fix")
    assert invoke("validate", "--fix").stderr == ""
    assert file.read_text() == RIGHT


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_what_keeps_a_file_from_being_mended_is_said(
    file: Path, invoke: Invoke, option: str
) -> None:
    file.write_text(f"{WRONG}summary: 'X\n")
    result = invoke("validate", option, "usecases/a.yaml")
    assert result.exit_code == int(option == "--fix")
    assert result.stderr.endswith(
        "Nothing is mended in usecases/a.yaml: correct unclosed-quote in line 5 by hand first, "
        "and run it again.\n"
    )
    assert "Mended" not in result.stderr
    assert file.read_text() == f"{WRONG}summary: 'X\n"


@pytest.mark.parametrize("options", [["--diff"], ["--fix", "--diff"], ["--diff", "--fix"]])
def test_diff_shows_and_writes_nothing(file: Path, invoke: Invoke, options: list[str]) -> None:
    result = invoke("validate", *options)
    assert result.exit_code == 1
    assert result.stdout.startswith("--- a/usecases/a.yaml\n+++ b/usecases/a.yaml\n")
    assert '+title: "no"\n' in result.stdout
    assert "merge" not in result.stdout
    assert result.stderr == "4 places in 2 files would be mended; nothing was written.\n"
    assert file.read_text() == WRONG


def test_diff_ends_with_0_when_nothing_would_change(file: Path, invoke: Invoke) -> None:
    file.write_text(f"{RIGHT}sumary: X\n")
    result = invoke("validate", "--diff", "usecases/a.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert invoke("validate", "--diff", "--guess", "usecases/a.yaml").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--guess"], "--guess says how to mend"),
        (["--diff", "--format", "json"], "--diff shows a diff and no findings"),
    ],
)
@pytest.mark.usefixtures("file")
def test_options_that_mean_nothing_together(
    invoke: Invoke, arguments: list[str], message: str
) -> None:
    result = invoke("validate", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_read_only_file_ends_with_2(file: Path, invoke: Invoke) -> None:
    file.chmod(0o444)
    result = invoke("validate", "--fix")
    assert result.exit_code == 2
    assert "usecases/a.yaml is read-only; nothing was written" in result.stderr
    assert (file.parent / "b.yaml").read_text() == WRONG
