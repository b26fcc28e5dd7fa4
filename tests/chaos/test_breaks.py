"""The list of deliberate breaks fits the checkout, and the tool that tries them can be believed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from breaks import DATA, ROOT, load, main, problems

SOUND = """\
[[point]]
name = "Sums are right"
cases = ["small", "large"]

[[point.break]]
case = "small"
what = "one too many"
file = "src/sums.py"
text = "one + other"
becomes = "one + other + 1"
tests = ["tests/test_sums.py::test_small"]

[[point.break]]
case = "large"
what = "{what}"
file = "src/sums.py"
text = "{text}"
becomes = "{becomes}"
tests = ["tests/test_sums.py::test_large"]

[[point.break]]
case = "large"
what = "one too few"
file = "src/sums.py"
text = "one + other"
becomes = "one + other - 1"
tests = ["tests/test_sums.py::test_small", "tests/test_sums.py::test_large"]
"""
CODE = "def added(one, other):\n    # nobody looks at this\n    return one + other\n"
TESTS = """\
import sys
sys.path.insert(0, "src")
from sums import added
def test_small():
    assert added(1, 1) == 2
def test_large():
    assert added(1000, 1) == 1001
"""
NOTICED = {"what": "a difference", "text": "one + other", "becomes": "one - other"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout of two files."""
    for name, text in (("src/sums.py", CODE), ("tests/test_sums.py", TESTS)):
        file = tmp_path / name
        file.parent.mkdir()
        file.write_text(text)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def told(root: Path, *arguments: str, **entry: str) -> int:
    data = root / "breaks.toml"
    data.write_text(SOUND.format(**(NOTICED | entry)))
    return main(arguments, data, root)


def test_every_break_of_ours_can_be_made_and_every_case_has_one() -> None:
    points, breaks = load(DATA)
    assert len(points) >= 12
    assert list(problems(points, breaks, ROOT)) == []


@pytest.mark.slow
def test_breaks_that_are_noticed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(root) == 0
    out = capsys.readouterr().out
    assert "| 1 | small | one too many | `test_sums.py::test_small` | yes |" in out
    assert "3 of 3 breaks noticed" in out
    assert (root / "src/sums.py").read_text() == CODE


UNNOTICED = {
    "nobody notices it": ("# nobody looks at this", "# nor at this", "NO"),
    "it is no Python": ("one + other", "one + another", "CRASHED"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("text", "becomes", "verdict"), UNNOTICED.values(), ids=UNNOTICED)
def test_breaks_that_are_none(
    root: Path, capsys: pytest.CaptureFixture[str], text: str, becomes: str, verdict: str
) -> None:
    assert told(root, "--only", "doubtful", what="doubtful", text=text, becomes=becomes) == 1
    out = capsys.readouterr().out
    assert f"| 1 | large | doubtful | `test_sums.py::test_large` | {verdict} |" in out
    assert "0 of 1 breaks noticed" in out


def test_a_text_that_is_not_found_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(root, "--check", what="gone", text="one * other") == 2
    said = capsys.readouterr().err
    assert "point 1, large: gone: its text is 0 times in src/sums.py" in said


@pytest.mark.slow
def test_tests_that_fail_anyway_prove_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "src/sums.py").write_text(CODE.replace("return", "return 1 +"))
    assert told(root) == 2
    assert "the tests fail without any change" in capsys.readouterr().err


def test_a_case_without_a_break_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = root / "breaks.toml"
    text = SOUND.format(**NOTICED).replace('"large"]', '"large", "huge"]')
    data.write_text(text.replace("test_small", "test_none", 1))
    assert main(["--check"], data, root) == 2
    said = capsys.readouterr().err
    assert "point 1 has no break for: huge" in said
    assert "there is no test tests/test_sums.py::test_none" in said


def test_the_table_can_be_had_without_a_run(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(root, "--list") == 0
    assert capsys.readouterr().out.count("\n| 1 |") == 3
