"""What the workflows promise, read from their files; that they run is tested elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
SHARED = ("validate", "comment", "sync", "report", "propose", "scan", "site")
OWN = {
    "on-pull-request": "validate",
    "on-fork": "comment",
    "on-merge": "sync",
    "on-issues": "report",
    "on-proposal": "propose",
}


def read(name: str) -> dict[Any, Any]:
    found = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def triggers(name: str) -> dict[str, Any]:
    """What starts a workflow: YAML 1.1 reads `on` as true."""
    return {str(key): value for key, value in read(name)[True].items()}


def jobs(name: str) -> dict[str, Any]:
    return dict(read(name)["jobs"])


@pytest.mark.parametrize("name", SHARED)
def test_a_shared_workflow_is_only_called(name: str) -> None:
    assert list(triggers(name)) == ["workflow_call"]


@pytest.mark.parametrize(("own", "shared"), OWN.items())
def test_our_own_call_them_as_adopters_do_and_grant_what_they_ask(own: str, shared: str) -> None:
    (call,) = jobs(own).values()
    assert call["uses"] == f"./.github/workflows/{shared}.yml"
    asked: dict[str, str] = {}
    for job in jobs(shared).values():
        for area, level in job["permissions"].items():
            asked[area] = "write" if "write" in {level, asked.get(area)} else level
    assert call["permissions"] == asked


def test_a_required_check_runs_in_a_merge_queue_and_on_every_pull_request() -> None:
    found = triggers("on-pull-request")
    assert "merge_group" in found
    assert found["pull_request"] is None


def test_no_workflow_gives_a_proposal_the_rights_of_the_base() -> None:
    for file in FOLDER.glob("*.yml"):
        assert "pull_request_target" not in triggers(file.stem)


@pytest.mark.parametrize("name", [*SHARED, *OWN, "release", "ci"])
def test_nothing_is_permitted_unless_a_job_says_so(name: str) -> None:
    assert read(name)["permissions"] == {}


def test_the_report_is_the_same_after_a_sync_and_alone() -> None:
    alone = jobs("report")["report"]
    after = jobs("sync")["report"]
    for part in ("name", "permissions", "concurrency", "runs-on", "timeout-minutes"):
        assert after[part] == alone[part]
    steps = [{**step, "id": None} for step in alone["steps"] if "sleep" not in str(step)]
    assert [{**step, "id": None} for step in after["steps"]] == steps


def test_the_report_follows_a_sync_however_it_ended() -> None:
    after = jobs("sync")["report"]
    assert after["needs"] == "sync"
    assert "!cancelled()" in after["if"]
    assert "success" not in after["if"]


@pytest.mark.parametrize(
    ("name", "job"), [("sync", "sync"), ("report", "report"), ("report", "watch"), ("site", "site")]
)
def test_nothing_is_written_unless_a_variable_says_so(name: str, job: str) -> None:
    assert "vars.UCOPS_LIVE == 'true'" in jobs(name)[job]["if"]


def test_nothing_of_an_event_is_put_into_a_script() -> None:
    for name in (*SHARED, "release"):
        for job in jobs(name).values():
            assert not [step for step in job["steps"] if "${{" in step.get("run", "")]
