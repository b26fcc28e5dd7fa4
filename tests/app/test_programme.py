"""Where states come from: a snapshot, GitHub, or the files alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ucops.app.programme import read_programme
from ucops.app.report import report
from ucops.app.run import Run

FILES = {
    "ucops.yaml": "version: 1\n",
    "usecases/ci.yaml": """\
title: Continuous integration
problem: Building and testing by hand holds every change up.
status: active
bom:
  demo-video: {deliverable: https://acme.example/video}
  battlecard: {skip: nobody asks for it}
  deck: {title: Deck}
""",
}
NOON = 1_795_348_800.0
"""2026-11-22, 12:00 UTC."""
LINE = "_GitHub was not asked: every state is what the files alone say._"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_without_a_token_states_come_from_the_files_alone(root: Path) -> None:
    said: list[str] = []
    run = Run(root=root, say=said.append, now=lambda: NOON)
    programme = read_programme(run, None, None)
    states = {one.item.key: one.state for one in programme.use_cases[0].items}
    assert states["ci/demo-video"] == "done"
    assert states["ci/battlecard"] == "skipped"
    assert states["ci/deck"] == "not-filed"
    assert programme.as_of.isoformat() == "2026-11-22"
    (line,) = said
    assert line.startswith("every state is what the files alone say: ")
    assert "no token" in line


def test_a_token_without_a_repository_is_no_reason_to_stop(root: Path) -> None:
    said: list[str] = []
    run = Run(root=root, say=said.append, environment={"GITHUB_TOKEN": "t"})
    assert read_programme(run, None, None).from_files
    assert "which repository is not said" in said[0]


def test_the_pages_say_so_in_one_line(root: Path) -> None:
    report(Run(root=root, now=lambda: NOON), None, None, check=False)
    for page in ("ROADMAP.md", "roadmap/ci.md"):
        text = (root / page).read_text()
        assert f"\n\n{LINE}\n\n" in text
    again = report(Run(root=root, now=lambda: NOON), None, None, check=True)
    assert not again.stale


def test_a_report_that_would_forget_issues_says_so(root: Path) -> None:
    index = {"version": 1, "repository": "acme/gtm", "use_cases": [{"id": "ci", "epic": 12}]}
    (root / "roadmap").mkdir()
    (root / "roadmap" / "index.json").write_text(json.dumps(index))
    said: list[str] = []
    report(Run(root=root, say=said.append, now=lambda: NOON), None, None, check=True)
    assert "knows 1 issue," in said[1]
