"""`ucops ci`, typed as the action types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from preview_data import repository

from ucops.app.ci.event import Event
from ucops.app.run import Run
from ucops.cli import ci, ucops


def test_it_says_what_it_was_not_given(tmp_path: Path) -> None:
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    done = CliRunner().invoke(ucops, ["ci", "comment", "--root", str(tmp_path)])
    assert done.exit_code == 2
    assert "there is no pull request to comment on" in done.stderr


def test_health_needs_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(ucops, ["ci", "health"])
    assert done.exit_code == 2
    assert "UCOPS_RESULTS does not say what became of the jobs" in done.stderr


def test_validate_annotates_and_gives_its_figures_on(tmp_path: Path) -> None:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text("version: 1\npreset: none\ntitle: Cases\n")
    (tmp_path / "usecases" / "ci.yaml").write_text("title: CI\nproblem: Slow.\ntiers: 1\n")
    given = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "GITHUB_WORKSPACE": str(tmp_path),
    }
    done = CliRunner(env=given).invoke(ucops, ["ci", "validate", "--root", str(tmp_path)])
    assert done.exit_code == 1
    assert "::error file=usecases/ci.yaml,line=3" in done.stdout
    outputs = (tmp_path / "outputs").read_text().splitlines()
    assert "errors=1" in outputs
    assert "code=1" in outputs
    assert "usecases/ci.yaml" in (tmp_path / "summary.md").read_text()


@pytest.mark.parametrize("wanted", ["true", "false"])
@pytest.mark.parametrize("from_fork", [True, False])
def test_a_preview_comments_where_it_is_wanted_and_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, *, from_fork: bool
) -> None:
    said: list[int | None] = []
    head = {"sha": "a" * 40, "repo": {"full_name": "octo-fan/gtm" if from_fork else "acme/gtm"}}
    event = {"pull_request": {"number": 3, "base": {"sha": "b" * 40}, "head": head}}
    (tmp_path / "event.json").write_text(json.dumps(event))
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    monkeypatch.setattr(ci, "call_ucops", lambda *_: ci.Ended(1))

    def keep(_run: Run, one: Event, _rules: str, *, suggest: bool) -> str:
        said.append(one.pull)
        assert suggest
        return ""

    monkeypatch.setattr(ci, "keep_comment", keep)
    given = {
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_REPOSITORY": "acme/gtm",
        "UCOPS_COMMENT": wanted,
        "UCOPS_SUGGEST": "true",
    }
    arguments = ["ci", "preview", "--root", str(tmp_path)]
    done = CliRunner(env=given).invoke(ucops, arguments)
    assert done.exit_code == 1
    assert said == ([3] if wanted == "true" and not from_fork else [])


def test_what_the_change_brings_is_annotated_before_what_was_there(tmp_path: Path) -> None:
    """GitHub shows ten warnings of a step: they have to be the change's own."""
    items = "".join(f"  item-{number:02}: {{title: For @team-{number}}}\n" for number in range(12))
    old = f"title: CI\nproblem: Slow.\nstatus: active\nbom:\n{items}"
    files = {"ucops.yaml": "version: 1\npreset: none\n", "usecases/ci.yaml": old}
    root = repository(tmp_path / "gtm", files)
    (root / "usecases" / "ci.yaml").write_text(f"{old}  newest: {{title: For @team-new}}\n")
    arguments = ["validate", "--root", str(root), "--format", "github", "--changed-since", "main"]
    shown = CliRunner().invoke(ucops, arguments).stdout.splitlines()
    mentions = [line for line in shown if "title=mention-in-text" in line]
    assert "@team-new" in mentions[0]
    assert sum(line.startswith("::warning") for line in shown) == 10
