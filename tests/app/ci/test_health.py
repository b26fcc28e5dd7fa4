"""The one issue about runs that fail: opened, kept up to date, and closed again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ucops.app.ci.health import keep_issue, keep_watch
from ucops.errors import UsageError
from ucops.pages.run import MARKER, SILENCE, TITLE


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


SYNC = ".github/workflows/on-merge.yml"
CALL = "jobs:\n  sync:\n    uses: ucops/ucops/.github/workflows/sync.yml@0123\n"


@pytest.fixture
def calling(stage: Any) -> Any:
    """The stage, with a workflow that syncs."""
    file = stage.checkout / SYNC
    file.parent.mkdir(parents=True)
    file.write_text(CALL)
    return stage


def test_a_daily_run_that_stopped_is_told_once_and_its_next_run_closes_that(calling: Any) -> None:
    def watch() -> str:
        return keep_watch(calling.run(), calling.event("schedule"))

    calling.people.run_workflow(SYNC)
    assert watch() == "The daily run is alive."
    calling.people.run_workflow(SYNC, "2026-11-16T12:00:00Z")
    assert watch() == "The daily run is alive."
    calling.people.run_workflow(SYNC, "2026-11-15T11:00:00Z")
    assert watch() == "Opened issue 1 about this run."
    assert watch() == "Issue 1 about runs says all this already."
    issue = calling.people.issue(1)
    assert issue.title == SILENCE
    assert "ran last on 15 Nov 2026" in issue.body
    assert "/acme/gtm/actions/workflows/on-merge.yml" in issue.body
    calling.people.run_workflow(SYNC, "2026-11-22T11:00:00Z", state="disabled_inactivity")
    assert watch() == "Brought issue 1 about failing runs up to date."
    assert "nothing was pushed for 60 days" in calling.people.issue(1).body

    failed = calling.run(UCOPS_RESULTS=results(sync=("failure", "3")))
    keep_issue(failed, calling.event())
    assert calling.people.issue(1).title == TITLE
    well = calling.run(UCOPS_RESULTS=results(sync=("success", "0")))
    assert keep_issue(well, calling.event()) == "All is well again: closed issue 1."


def test_where_nothing_syncs_or_says_so_nothing_is_watched(stage: Any, calling: Any) -> None:
    assert keep_watch(calling.run(), calling.event("schedule")) == "The daily run is alive."
    (calling.checkout / SYNC).unlink()
    assert keep_watch(stage.run(), stage.event("schedule")) == "The daily run is alive."
