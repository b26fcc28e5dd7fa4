"""`ucops demo` walks the whole way and says what came out, one line for each step."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ucops.app.demo import steps
from ucops.app.demo.scene import Scene
from ucops.cli import ucops
from ucops.errors import UcopsError


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    folder = tmp_path_factory.mktemp("demo") / "kept"
    return CliRunner().invoke(ucops, ["demo", "--keep", str(folder)]), folder


def test_every_step_says_its_result_in_80_columns(walked: tuple[Result, Path]) -> None:
    result, _ = walked
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert [line[:11].strip() for line in lines] == list(steps.STEPS)
    assert max(map(len, lines)) <= 80
    assert all(re.search(r" \d+\.\d s$", line) for line in lines)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("validate", "10 use cases, "),
        ("validate", " 0 errors"),
        ("plan", " epics, "),
        ("sync again", "nothing to do: "),
        ("sync again", " 0 writes"),
        ("report", "ROADMAP.md, 11 pages: "),
    ],
)
def test_the_results_are_the_real_ones(walked: tuple[Result, Path], step: str, said: str) -> None:
    line = next(line for line in walked[0].stdout.splitlines() if line.startswith(f"{step:<11}"))
    assert said in line


def test_what_it_made_is_where_it_says(walked: tuple[Result, Path]) -> None:
    result, folder = walked
    words = result.stderr.replace(":", " ").split()
    named = [Path(word) for word in words if word.startswith(str(folder))]
    assert len(named) >= 6
    assert all(path.exists() for path in named)
    index = json.loads((folder / "roadmap" / "index.json").read_text())
    assert 0 < index["programme"]["done"] < index["programme"]["items"]
    assert index["programme"]["overdue"] > 0
    assert "http://127.0.0.1:8877/octo-demo/gtm/issues/" in (folder / "ROADMAP.md").read_text()


def test_without_a_folder_it_makes_one_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(steps, "STEPS", {})
    result = CliRunner().invoke(ucops, ["demo"])
    (made,) = tmp_path.iterdir()
    assert (made / "usecases").is_dir()
    assert str(made) in result.stderr


def test_a_step_that_fails_ends_the_demo_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_scene: Scene) -> str:
        raise UcopsError("the plan wrote something")

    monkeypatch.setattr(steps, "STEPS", {"plan": fail})
    result = CliRunner().invoke(ucops, ["demo", "--keep", str(tmp_path / "demo")])
    assert result.exit_code == 1
    assert result.stdout == "plan       failed\n"
    assert "error: the plan wrote something" in result.stderr


def test_a_program_reads_what_came_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "STEPS", {"plan": lambda _scene: "planned"})
    folder = tmp_path / "demo"
    result = CliRunner().invoke(ucops, ["demo", "--keep", str(folder), "--format", "json"])
    assert json.loads(result.stdout) == {
        "version": 1,
        "folder": str(folder),
        "steps": {"plan": "planned"},
    }


def test_quiet_leaves_only_the_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "STEPS", {"plan": lambda _scene: "planned"})
    result = CliRunner().invoke(ucops, ["demo", "--keep", str(tmp_path / "demo"), "-q"])
    assert result.stderr == ""
    assert result.stdout.startswith("plan       planned ")


@pytest.mark.parametrize(
    ("found", "called", "program"),
    [
        ("/usr/bin/ucops", "/usr/bin/ucops", "ucops"),
        (None, ".venv/bin/ucops", ".venv/bin/ucops"),
        (None, "/x/ucops/__main__.py", "python3 -m ucops"),
    ],
)
def test_the_hints_name_the_program_as_it_can_be_called(
    monkeypatch: pytest.MonkeyPatch, found: str | None, called: str, program: str
) -> None:
    from ucops.cli.demo import where_to_look

    monkeypatch.setattr("shutil.which", lambda _name: found)
    monkeypatch.setattr("sys.argv", [called, "demo"])
    monkeypatch.setattr("sys.executable", "/usr/bin/python3")
    assert f"  {program} status --root demo " in where_to_look(Path("demo"), "acme/gtm")
