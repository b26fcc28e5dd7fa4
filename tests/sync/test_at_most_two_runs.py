"""Whatever people, boards and servers are like: named once, everything else done, then quiet.

Each case ends with a run of exit code 0 and a plan without changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from fake.features import ENTERPRISE_SERVER, EVERYTHING
from fake.server import Sandbox
from sync_files import CI, Run

LACKING: dict[str, Sequence[str]] = {
    "of an older version": ENTERPRISE_SERVER["3.17"].lacking,
    "that counts none of what it lacks": (
        "sub_issues",
        "dependencies",
        "issue_types",
        "parent_issue_id",
        "silence",
    ),
    "without sub-issues alone": ("sub_issues", "parent_issue_id", "silence"),
}


def quiet(run: Run) -> str:
    """The text of a plan in which there is nothing to do."""
    shown = run("plan", "--exit-code").stdout
    assert "No changes" in shown
    return shown


@pytest.mark.parametrize("lacks", LACKING.values(), ids=LACKING)
def test_the_epic_keeps_its_list_on_every_run(
    run: Run, root: Path, sandbox: Sandbox, lacks: Sequence[str]
) -> None:
    sandbox.service.features = EVERYTHING.without(*lacks)
    run("sync", "--yes")
    for _ in range(2):
        assert "- [ ] #2\n- [ ] #3" in (sandbox.people.issue(1).body or "")
        assert quiet(run).count("no sub-issues") == 1
        run("sync", "--yes")
    (root / "usecases/ci.yaml").write_text(CI + "  extra: {title: More}\n")
    run("sync", "--yes")
    assert "- [ ] #2\n- [ ] #3\n- [ ] #4" in (sandbox.people.issue(1).body or "")
    quiet(run)
    sandbox.service.features = EVERYTHING
    run("sync", "--yes")
    assert "- [ ] #2" not in (sandbox.people.issue(1).body or "")
    assert sandbox.people.issue(2).parent == sandbox.people.issue(1).id
    quiet(run)
