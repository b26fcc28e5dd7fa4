"""A whole programme is synced through the command line: all that is sent, GitHub describes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fake.server import Sandbox, serve

from ucops.cli import ucops

CONFIG = """\
version: 1
preset: gtm
title: Programme
github: {issue_types: {epic: Epic, item: Task}, project: acme/1}
limits: {writes_per_minute: none, writes_per_hour: none}
milestones:
  sprint: {title: Sprint, start: 2026-11-30, due: 2026-12-18}
"""
USE_CASE = """\
title: Continuous integration
problem: Building by hand holds every change up.
status: active
tier: 1
team: {pmm: octo-pmm, tmm: octo-tmm}
bom:
  demo-video: {milestone: sprint}
  technical-deck: {depends_on: [demo-video]}
"""


def run(sandbox: Sandbox, folder: Path, *arguments: str) -> int:
    command = [*arguments, "--root", str(folder)]
    done = CliRunner().invoke(ucops, command, env=dict(sandbox.environment))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code


@pytest.mark.slow
def test_a_whole_sync(tmp_path: Path, rest: Any, shape: Callable[[str], Any]) -> None:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text(CONFIG)
    use_case = tmp_path / "usecases" / "ci.yaml"
    use_case.write_text(USE_CASE)
    with serve(keep_answers=True) as sandbox:
        sandbox.people.create_board("Roadmap")
        assert run(sandbox, tmp_path, "sync", "--yes") == 0
        sandbox.people.edit(2, title="Changed by hand")
        sandbox.people.close(3)
        use_case.write_text(
            USE_CASE.replace("octo-tmm", "octo-other") + "  webcast: {skip: Covered elsewhere}\n"
        )
        assert run(sandbox, tmp_path, "sync", "--yes", "--close-orphans") == 0
        before = len(sandbox.requests)
        assert run(sandbox, tmp_path, "sync", "--yes") == 0
        assert not any(sent.wrote for sent in sandbox.requests[before:])
        assert sum(sent.wrote for sent in sandbox.requests) > 40
        problems = [
            (sent.method, sent.path, sent.operation, problem)
            for sent in sandbox.requests
            for problem in problems_of(sent, rest, shape)
        ]
    assert problems == []


def problems_of(sent: Any, rest: Any, shape: Callable[[str], Any]) -> list[str]:
    if sent.operation is not None:
        whole = shape(sent.sent["query"])
        found = whole.variable_problems(sent.sent.get("variables") or {})
        return found + whole.problems(sent.answer)
    path = sent.path.partition("?")[0].replace("/repositories/", "/repos/id/")
    found = rest.problems_of_request(sent.method, path, sent.sent)
    return found + rest.problems_of_answer(sent.method, path, sent.status, sent.answer)
