"""The questions of docs/how-to/ask.md have the answers that stand below them."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from programme_data import closed, issue, snapshot
from tests.docs.pages import TOP

from ucops.app.questions import QUESTIONS
from ucops.cli import ucops
from ucops.github.saved import dump_snapshot

PAGE = TOP / "docs" / "how-to" / "ask.md"
ASKED = re.compile(r"```sh\n(ucops query .*)\n```\n\n```text\n((?:.*\n)*?)```\n")
CONFIG = """\
version: 1
preset: none
title: Use-case go-to-market
milestones: {sprint-12: {title: Sprint 12, due: 2026-12-18}}
roles: {pmm: {title: Product marketing}, tmm: {title: Technical marketing},
  devrel: {title: Developer evangelism}}
personas: {cfo: {title: Chief financial officer}, developer: {title: Developer}}
products: {ci: {title: CI, features: {pipelines: {title: Pipelines}}}}
link_kinds: {topic-page: {title: Topic page}}
collateral_types: {video: {title: Video, refresh_after: 180}, deck: {title: Deck}}
"""
CI = """\
title: Continuous integration
problem: Building and testing by hand holds every change up.
status: active
tier: 1
personas: [cfo, developer]
solution: {ci: {features: [pipelines], how: Runs every change.}}
market_requirements: {build: {title: Build automation}, scale: {title: Elastic scalability}}
team: {pmm: octo-pmm, tmm: octo-tmm}
bom:
  intro-video: {title: Introduction, type: video, role: tmm, stages: [awareness],
    audiences: [manager], deliverable: "https://example.com/videos/introduction"}
  demo-video: {title: Demo video, type: video, role: tmm, stages: [awareness],
    audiences: [contributor], due: 2026-11-27, market_requirements: [build], shows: demo}
  deck: {title: Customer deck, type: deck, role: pmm, stages: [consideration],
    audiences: [executive, manager], milestone: sprint-12, depends_on: [demo-video]}
  roi: {title: ROI calculator, role: pmm, stages: [decision], audiences: [executive],
    due: 2026-12-04}
"""
CD = """\
title: Continuous delivery
problem: Releases are manual and hard to take back.
status: active
tier: 2
personas: [developer]
team: {pmm: octo-pmm, tmm: "?"}
links: {topic-page: https://example.com/cd}
bom:
  guide: {title: Migration guide, role: tmm, stages: [awareness, consideration, decision],
    audiences: [executive, manager, contributor], due: 2026-12-01}
  story: {title: Customer story, role: pmm, stages: [decision], audiences: [executive]}
"""
HELD = snapshot(
    issue("ci", 1),
    closed("ci/intro-video", 2, on="2026-05-04"),
    issue("ci/demo-video", 3, "status:in-progress"),
    issue("ci/deck", 4),
    issue("cd", 6),
    replace(issue("cd/guide", 7), created_at="2026-11-30T09:00:00Z"),
    closed("cd/story", 8, on="2026-09-18"),
    issue("cd/poster", 9),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small programme and its snapshot."""
    folder = tmp_path_factory.mktemp("asked")
    (folder / "usecases").mkdir()
    for name, text in (
        ("ucops.yaml", CONFIG),
        ("usecases/ci.yaml", CI),
        ("usecases/cd.yaml", CD),
        ("snapshot.json", dump_snapshot(HELD)),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def answer(root: Path, command: str, *options: str) -> str:
    name, *words = shlex.split(command)
    assert name == "ucops"
    fixed = [
        "--root",
        str(root),
        "--snapshot",
        str(root / "snapshot.json"),
        "--as-of",
        "2026-12-02",
    ]
    result = CliRunner().invoke(ucops, [*words, *fixed, *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_every_answer_is_the_one_that_is_shown(root: Path, request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text(encoding="utf-8")
    asked = ASKED.findall(page)
    assert len(asked) >= 20
    given = {command: answer(root, command) for command, _ in asked}
    if request.config.getoption("--update-golden"):
        page = ASKED.sub(
            lambda found: found[0].replace(f"text\n{found[2]}", f"text\n{given[found[1]]}"), page
        )
        PAGE.write_text(page, encoding="utf-8")
    assert given == dict(ASKED.findall(page))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_with_a_name_has_an_answer_for_a_program(root: Path, name: str) -> None:
    about = {"ITEM": "ci/demo-video", "LOGIN": "octo-pmm", "MILESTONE": "sprint-12"}
    words = {"PERSONA": "cfo", "INDUSTRY": "fintech", "FEATURE": "pipelines", "": ""} | about
    command = f"ucops query {name} {words[QUESTIONS[name].about]}"
    assert isinstance(json.loads(answer(root, command, "--format", "json")), list)
