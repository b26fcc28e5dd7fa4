"""`ucops report` and `ucops status`, from the command line to the files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from programme_data import REPOSITORY, closed, issue, snapshot

from ucops.app import prepare
from ucops.cli import ucops
from ucops.github.client import Surroundings
from ucops.github.saved import dump_snapshot
from ucops.github.snapshot import Snapshot

CONFIG = "version: 1\ntitle: Use-case go-to-market\n"
USE_CASE = """\
title: Continuous integration
problem: Building and testing by hand holds every change up.
status: active
tier: 3
issue: 12
bom:
  demo-video: {due: 2026-12-11}
  battlecard: {issue: 77}
"""
HELD = snapshot(issue("ci", 12), closed("ci/demo-video", 14))
DAY = ("--as-of", "2026-11-22")
Run = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text(CONFIG)
    (tmp_path / "usecases" / "ci.yaml").write_text(USE_CASE)
    save(tmp_path, HELD)
    return tmp_path


def save(root: Path, held: Snapshot) -> None:
    (root / "snapshot.json").write_text(dump_snapshot(held))


@pytest.fixture
def run(root: Path) -> Run:
    """Run a command offline, in the repository of the test."""

    def invoke(command: str, *arguments: str) -> Result:
        given = ["--root", str(root), command, "--snapshot", str(root / "snapshot.json"), *DAY]
        return CliRunner().invoke(ucops, [*given, *arguments])

    return invoke


def test_a_first_report_names_every_file_it_wrote(run: Run, root: Path) -> None:
    result = run("report")
    assert result.exit_code == 0
    assert "written ROADMAP.md\n" in result.stdout
    assert "written roadmap/ci.md\n" in result.stdout
    index = json.loads((root / "roadmap/index.json").read_text())
    assert (index["as_of"], index["programme"]["done"]) == ("2026-11-22", 1)


def test_a_second_report_has_nothing_to_write(run: Run, root: Path) -> None:
    run("report")
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*.md")}
    result = run("report", "--as-of", "2026-11-23")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "are current" in result.stderr
    assert before == {path: path.stat().st_mtime_ns for path in root.rglob("*.md")}


def test_check_writes_nothing_and_names_what_is_not_current(run: Run, root: Path) -> None:
    result = run("report", "--check")
    assert result.exit_code == 1
    assert "ROADMAP.md is not current\n" in result.stdout
    assert "ucops report" in result.stderr
    assert not (root / "ROADMAP.md").exists()


def test_check_is_content_with_a_current_report(run: Run) -> None:
    run("report")
    assert run("report", "--check").exit_code == 0


def test_the_page_of_a_removed_use_case_is_left_over_and_then_removed(run: Run, root: Path) -> None:
    run("report")
    (root / "usecases/ci.yaml").rename(root / "usecases/cd.yaml")
    checked = run("report", "--check")
    assert "roadmap/ci.md is left over\n" in checked.stdout
    assert (root / "roadmap/ci.md").exists()
    assert "removed roadmap/ci.md\n" in run("report").stdout
    assert not (root / "roadmap/ci.md").exists()


def test_the_report_for_a_program(run: Run) -> None:
    assert json.loads(run("report", "--check", "--format", "json").stdout)["current"] is False
    written = json.loads(run("report", "--format", "json").stdout)
    assert written["written"] is True
    assert "roadmap/charts/ci.svg" in written["changed"]
    assert json.loads(run("report", "--format", "json").stdout) == {
        "version": 1,
        "current": True,
        "written": True,
        "changed": [],
        "removed": [],
    }


def test_a_template_of_the_repository_s_own_is_used(run: Run, root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates" / "roadmap.md.j2").write_text("# Ours: {{ roadmap.title }}\n")
    run("report")
    assert "# Ours: Use-case go-to-market" in (root / "ROADMAP.md").read_text()
    (root / "templates" / "roadmap.md.j2").write_text("{{ nothing }}")
    result = run("report")
    assert result.exit_code == 2
    assert "roadmap.md.j2, line 1" in result.stderr


def test_status_in_the_terminal_and_for_a_program(run: Run) -> None:
    assert "Continuous integration" in run("status").stdout
    assert "Use case demo video" in run("status", "ci").stdout
    assert json.loads(run("status", "--format", "json").stdout)["programme"]["done"] == 1
    assert json.loads(run("status", "ci", "--format", "json").stdout)["epic"] == 12
    unknown = run("status", "cd")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "there are: ci" in unknown.stderr


@pytest.mark.parametrize("command", ["status", "report"])
def test_files_with_errors_say_so_and_end_with_1(run: Run, root: Path, command: str) -> None:
    (root / "usecases/ci.yaml").write_text(USE_CASE + "titel: Twice\n")
    result = run(command)
    assert result.exit_code == 1
    assert "titel" in result.stderr
    assert "correct the files first" in result.stderr
    assert not (root / "ROADMAP.md").exists()


@pytest.mark.parametrize("command", ["status", "report"])
def test_an_empty_listing_is_not_taken_for_an_empty_programme(
    run: Run, root: Path, command: str
) -> None:
    run("report")
    save(root, snapshot())
    before = (root / "ROADMAP.md").read_bytes()
    result = run(command)
    assert result.exit_code == 3
    assert "none of the 2 issues" in result.stderr
    assert "remove index.json" in result.stderr
    assert (root / "ROADMAP.md").read_bytes() == before


def test_nothing_filed_yet_is_fine_where_nothing_was_known(run: Run, root: Path) -> None:
    save(root, snapshot())
    assert run("report").exit_code == 0
    assert run("report").exit_code == 0


def test_the_report_of_another_repository_says_nothing_about_this_one(run: Run, root: Path) -> None:
    run("report")
    save(root, snapshot(repository="octo/fork"))
    assert run("report").exit_code == 0


@pytest.mark.parametrize("content", [b"{}", b"\xff\xfe", b"not json"])
def test_a_file_that_is_no_snapshot(run: Run, root: Path, content: bytes) -> None:
    (root / "snapshot.json").write_bytes(content)
    result = run("status")
    assert result.exit_code == 2
    assert "snapshot" in result.stderr


@dataclass
class FakeReader:
    """Answers with one snapshot, and remembers what was asked for."""

    held: Snapshot
    asked: list[tuple[Sequence[str], Mapping[str, Any], Any]] = field(default_factory=list)

    def snapshot(
        self, repositories: Sequence[str], *, known: Mapping[str, Any], named: object, **_: bool
    ) -> Snapshot:
        self.asked.append((repositories, known, named))
        return self.held


@dataclass
class FakeConnection:
    reader: FakeReader
    repository: str = REPOSITORY


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    fake = FakeReader(HELD)

    def connect(_: object, __: object, around: Surroundings, **___: object) -> FakeConnection:
        around.waiting("the hourly limit", 12.0)
        return FakeConnection(fake)

    monkeypatch.setenv("GITHUB_TOKEN", "t")
    monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
    monkeypatch.setattr(prepare, "connect_to", connect)
    return fake


def test_without_a_snapshot_github_is_asked(reader: FakeReader, run: Run, root: Path) -> None:
    run("report")
    (root / "ucops.yaml").write_text(CONFIG + "roles: {tmm: {title: T, repository: acme/tmm}}\n")
    result = CliRunner().invoke(ucops, ["--root", str(root), "status", *DAY])
    assert result.exit_code == 0
    assert "waiting 12 s: the hourly limit" in result.stderr
    ((repositories, known, named),) = reader.asked
    assert repositories == (REPOSITORY, "acme/tmm")
    assert known == {"ci": (REPOSITORY, 12), "ci/demo-video": (REPOSITORY, 14)}
    assert named == {(REPOSITORY, 12), (REPOSITORY, 77)}


def test_without_a_day_today_is_meant(reader: FakeReader, root: Path) -> None:
    result = CliRunner().invoke(ucops, ["--root", str(root), "status", "--format", "json"])
    assert json.loads(result.stdout)["as_of"] >= "2026-11-22"
    assert len(reader.asked) == 1


def test_a_template_of_one_s_own_is_printed_or_written(root: Path, run: Run) -> None:
    template = root / "board.md.j2"
    template.write_text("# {{ roadmap.title }}: {{ programme.count.done }} done\n")
    result = run("report", "--template", str(template))
    assert result.stdout == "# Use-case go-to-market: 1 done\n"
    assert run("report", "--template", str(template), "-o", str(root / "board.md")).exit_code == 0
    assert (root / "board.md").read_text() == result.stdout
    assert not (root / "ROADMAP.md").exists()


def test_a_place_for_what_no_template_makes_is_a_mistake(root: Path, run: Run) -> None:
    result = run("report", "-o", str(root / "board.md"))
    assert result.exit_code == 2
    assert "name a template, too" in result.output


def test_a_wrong_template_of_one_s_own_is_named(root: Path, run: Run) -> None:
    (root / "board.md.j2").write_text("{{ roadmap.titel }}")
    result = run("report", "--template", str(root / "board.md.j2"))
    assert result.exit_code == 2
    assert "board.md.j2, line 1" in result.output


def test_what_changed_since_the_last_report_is_said_in_a_line(run: Run, root: Path) -> None:
    save(root, snapshot(issue("ci", 12), issue("ci/demo-video", 14)))
    first = run("report")
    assert "since the report" not in first.stderr
    save(root, HELD)
    assert "since the report of 22 Nov 2026: 1 finished" in run("report").stderr
    assert "since the report of 22 Nov 2026: nothing new" in run("report").stderr
