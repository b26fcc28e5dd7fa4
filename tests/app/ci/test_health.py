"""The one issue about runs that fail: opened, kept up to date, and closed again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ucops.app.ci.health import keep_issue
from ucops.errors import UsageError
from ucops.pages.run import MARKER, TITLE


def results(**jobs: tuple[str, str]) -> str:
    """What became of jobs: the result of each, and its exit code."""
    return json.dumps(
        {name: {"result": one, "outputs": {"code": code}} for name, (one, code) in jobs.items()}
    )


def test_it_is_opened_kept_up_to_date_and_closed(stage: Any) -> None:
    def keep(**jobs: tuple[str, str]) -> str:
        return keep_issue(stage.run(UCOPS_RESULTS=results(**jobs)), stage.event())

    well = {"sync": ("success", "0"), "report": ("success", "0")}
    assert keep(**well) == "All is well."
    assert stage.people.issues() == []
    assert keep(**well | {"sync": ("failure", "4")}) == "Opened issue 1 about this run."
    issue = stage.people.issue(1)
    assert issue.title == TITLE
    assert issue.body.startswith(f"{MARKER}\nThe run of [22 Nov 2026, 12:00 UTC]")
    assert "- **sync** ended with 4: a safety limit refused the plan" in issue.body
    assert keep(**well | {"report": ("failure", "")}) == (
        "Brought issue 1 about failing runs up to date."
    )
    assert "- **report** ended: the run's log says why." in stage.people.issue(1).body
    assert "**sync**" not in stage.people.issue(1).body
    assert keep(**well) == "All is well again: closed issue 1."
    assert stage.people.issue(1).state_reason == "completed"


def test_an_issue_of_somebody_else_with_our_mark_is_left_alone(stage: Any) -> None:
    stage.people.open_issue(TITLE, f"{MARKER}\nNot ours")
    stage.people.label(1, "ucops:run")
    run = stage.run(UCOPS_RESULTS=results(sync=("failure", "1")))
    assert keep_issue(run, stage.event()) == "Opened issue 2 about this run."
    assert stage.people.issue(1).body == f"{MARKER}\r\nNot ours".replace("\r\n", "\n")


def test_a_run_that_was_cancelled_or_skipped_is_no_failure(stage: Any) -> None:
    run = stage.run(UCOPS_RESULTS=results(sync=("cancelled", ""), report=("skipped", "")))
    assert keep_issue(run, stage.event()) == "All is well."


@pytest.mark.parametrize("given", ["", "[]", "{", '{"sync": 1}', '{"sync": {}}'])
def test_without_results_nothing_is_concluded(stage: Any, given: str) -> None:
    with pytest.raises(UsageError, match="does not say what became of the jobs"):
        keep_issue(stage.run(UCOPS_RESULTS=given), stage.event())
