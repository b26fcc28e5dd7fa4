"""The workflows of this repository, run step by step against the embedded GitHub."""

from __future__ import annotations

import json

import pytest
from fake.server import Sandbox
from runner import ACTIONS, ROOT, Runner, used_actions


def writes(github: Sandbox) -> int:
    return sum(recorded.wrote for recorded in github.requests)


def test_every_action_is_pinned_to_one_commit_and_has_a_stand_in() -> None:
    workflows = (ROOT / ".github" / "workflows").glob("*.yml")
    lines = [line for file in workflows for line in file.read_text().splitlines()]
    pinned = used_actions()
    assert sorted(name for _, name in pinned) == ["cache", "checkout", "setup-python"]
    assert all((ACTIONS / name / "action.yml").is_file() for _, name in pinned)
    ours = (*(action for action, _ in pinned), "./.github/workflows/report.yml")
    assert all(any(one in line for one in ours) for line in lines if "uses: " in line)


@pytest.mark.slow
def test_validate_reads_and_says_what_merging_would_do(run: Runner, github: Sandbox) -> None:
    run.propose({})
    log = run("pull_request", "validate")
    assert any(
        request.path.startswith("/repos/acme/launches/issues") for request in github.requests
    )
    assert writes(github) == 0
    assert "Success - Main Check every use case" in log
    assert "Success - Main Show what merging would change" in log


@pytest.mark.slow
def test_validate_stops_a_broken_use_case(run: Runner) -> None:
    run.propose({"usecases/ci.yaml": "title: Continuous integration\nproblem: Slow.\ntiers: 1\n"})
    log = run("pull_request", "validate", succeeds=False)
    assert "::error file=usecases/ci.yaml,line=3" in log
    assert "Success - Main Show what merging would change" not in log


@pytest.mark.slow
def test_sync_files_the_issues_once_and_report_commits_once(run: Runner, github: Sandbox) -> None:
    run("push", "sync")
    filed = {issue.title for issue in github.people.issues()}
    assert "Use case: Continuous integration" in filed
    first_commits = run.commits()
    assert first_commits[0] == "Refresh the roadmap"
    index = json.loads(run.file("roadmap/index.json"))
    assert sum(len(use_case["items"]) for use_case in index["use_cases"]) > len(filed) / 2

    github.requests.clear()
    run("push", "sync")
    assert writes(github) == 0
    assert run.commits() == first_commits

    github.people.close(2)
    run("workflow_dispatch", "report")
    assert run.commits() == ["Refresh the roadmap", *first_commits]


@pytest.mark.slow
@pytest.mark.parametrize("workflow", ["sync", "report"])
def test_nothing_is_written_where_it_is_switched_off(
    run: Runner, github: Sandbox, workflow: str
) -> None:
    run("workflow_dispatch", workflow, live=False)
    assert writes(github) == 0
    assert run.commits() == ["Start"]
