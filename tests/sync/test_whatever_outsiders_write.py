"""Whatever an outsider writes into an issue, every command says what it would say without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake.server import Sandbox
from sync_files import Run

MARKERS = {
    "a form of 5,000 digits": f"<!-- ucops:v{'9' * 5000} key=ci/demo -->",
    "a newer form": "<!-- ucops:v7 key=ci/demo was={} -->",
    "a deep record": f"<!-- ucops:v1 key=ci/demo was={'[' * 20_000} -->",
    "a long number in it": f'<!-- ucops:v1 key=ci was={{"closed":{"9" * 5000}}} -->',
    "another shape": '<!-- ucops:v1 key=ci/deck was={"labels":5,"assignees":{},"closed":[1]} -->',
    "a long key": f"<!-- ucops:v1 key={'a' * 60_000} -->",
    "half a region": "<!-- ucops:v1 key=ci -->\n<!-- ucops:begin -->\n" * 50,
    "only ends": "<!-- ucops:end -->\n" * 500,
    "control characters": "<!-- ucops:v1 key=ci -->\n\x1b[2J\u202e\x00",
    "many openers": "<!--" * 10_000,
}
COMMANDS = (("plan",), ("status",), ("report", "--check"), ("snapshot", "-o", "held.json"))


@pytest.mark.slow
def test_an_outsider_s_issues_change_nothing(
    run: Run, root: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    run("sync", "--yes")
    run("report")
    outsider = sandbox.people.of(login="outsider")
    filed = {}
    for text in MARKERS.values():
        filed[outsider.open_issue(text[:200], text).number] = text
        filed[outsider.open_issue("Use case: Continuous integration", text).number] = text
        sandbox.people.close(max(filed))
    for command in COMMANDS:
        run(*command)
    assert "No changes" in run("plan").stdout
    run("sync", "--yes")
    assert {number: sandbox.people.issue(number).body for number in filed} == filed
