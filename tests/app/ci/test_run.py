"""The action's commands: which ones of ucops they are, and where their pages go."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from ucops.app.ci.event import Event, event_of
from ucops.app.ci.run import Ended, run_command
from ucops.app.run import Run
from ucops.errors import UsageError

PROPOSAL = Event(payload={"pull_request": {"number": 1, "base": {"sha": "b" * 40}}})


class Caller:
    """Stands in for ucops: remembers what it was called with."""

    def __init__(self, **codes: int) -> None:
        self.codes = codes
        self.calls: list[tuple[Sequence[str], Mapping[str, str]]] = []

    def __call__(self, arguments: Sequence[str], variables: Mapping[str, str]) -> Ended:
        self.calls.append((arguments, variables))
        return Ended(self.codes.get(arguments[0], 0), f"page of {arguments[0]}\n")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    temp = {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    return Run(root=tmp_path, environment=temp)


def summary(run: Run) -> str:
    file = Path(run.environment["GITHUB_STEP_SUMMARY"])
    return file.read_text() if file.exists() else ""


def test_a_preview_annotates_and_shows_the_change_first(run: Run, tmp_path: Path) -> None:
    call = Caller(validate=1)
    ended = run_command(run, "preview", PROPOSAL, call)
    (checked, told), (shown, _) = call.calls
    assert checked == ["validate", "--format", "github", "--changed-since", "b" * 40]
    assert told["GITHUB_STEP_SUMMARY"] == ""
    assert shown[:3] == ["preview", "--base", "b" * 40]
    assert shown[3:] == ["--review", str(tmp_path / "ucops-review.json")]
    assert ended == Ended(1, "page of validate\n")
    assert summary(run) == "page of preview\n\n"


def test_where_nothing_is_proposed_all_is_checked(run: Run) -> None:
    call = Caller()
    run_command(run, "preview", Event(payload={}), call)
    assert [arguments for arguments, _ in call.calls] == [["validate", "--format", "github"]]


@pytest.mark.parametrize(("printed", "code"), [("{}\n", 0), ("", 2)])
def test_a_scan_is_red_only_where_nothing_could_be_read(
    run: Run, tmp_path: Path, printed: str, code: int
) -> None:
    def call(arguments: Sequence[str], _variables: Mapping[str, str]) -> Ended:
        assert arguments == ["validate", "--format", "sarif"]
        return Ended(1 if printed else 2, printed)

    assert run_command(run, "scan", Event(payload={}), call).code == code
    assert (tmp_path / "ucops.sarif").exists() is bool(printed)


def test_a_merge_queue_is_compared_with_what_it_is_queued_upon() -> None:
    assert Event(payload={"merge_group": {"base_sha": "c" * 40}}).base == "c" * 40


def test_sync_keeps_a_journal_and_shows_the_plan_that_was_refused(run: Run, tmp_path: Path) -> None:
    given = {**run.environment, "UCOPS_ARGS": "--max-writes 40 --only 'ci,cd'"}
    call = Caller(sync=4)
    ended = run_command(Run(root=tmp_path, environment=given), "sync", Event(payload={}), call)
    (synced, _), (planned, _) = call.calls
    assert ended.code == 4
    assert synced[-3:] == ["40", "--only", "ci,cd"]
    assert synced[synced.index("--journal") + 1] == str(tmp_path / "ucops-journal.jsonl")
    assert planned == ["plan", "--format", "markdown"]
    assert summary(run) == "page of sync\n\npage of plan\n\n"


@pytest.mark.parametrize(("parts", "rounds", "slept"), [(0, 1, 0), (1, 2, 1), (2, 3, 2), (9, 5, 4)])
def test_a_sync_that_got_something_done_goes_on_after_a_pause(
    run: Run, tmp_path: Path, parts: int, rounds: int, slept: int
) -> None:
    calls, pauses = [], []

    def call(arguments: Sequence[str], _variables: Mapping[str, str]) -> Ended:
        calls.append(arguments[0])
        if len(calls) <= parts:
            with (tmp_path / "ucops-journal.jsonl").open("a") as journal:
                journal.write("{}\n")
        return Ended(3)

    patient = Run(root=tmp_path, environment=run.environment, sleep=pauses.append)
    assert run_command(patient, "sync", Event(payload={}), call).code == 3
    assert (calls, pauses) == (["sync"] * rounds, [3600.0] * slept)


@pytest.mark.parametrize("command", ["report", "doctor"])
def test_the_others_are_run_as_they_are(run: Run, command: str) -> None:
    call = Caller(**{command: 3})
    ended = run_command(run, command, Event(payload={}), call)
    assert (call.calls[0][0], ended) == ([command], Ended(3, f"page of {command}\n"))
    assert summary(run) == ""


def test_arguments_that_cannot_be_split_are_an_error(run: Run) -> None:
    given = {**run.environment, "UCOPS_ARGS": "--only 'ci"}
    with pytest.raises(UsageError, match="args cannot be read"):
        run_command(Run(root=run.root, environment=given), "plan", Event(payload={}), Caller())


@pytest.mark.parametrize("written", ["[]", '{"pull_request": 3}', '{"pull_request": {"base": []}}'])
def test_an_event_of_another_shape_says_nothing(tmp_path: Path, written: str) -> None:
    (tmp_path / "event.json").write_text(written)
    found = event_of(
        Run(root=tmp_path, environment={"GITHUB_EVENT_PATH": f"{tmp_path}/event.json"})
    )
    assert (found.base, found.pull, found.head) == ("", None, "")


def test_an_event_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text("{")
    given: dict[str, Any] = {"GITHUB_EVENT_PATH": f"{tmp_path}/event.json"}
    with pytest.raises(UsageError, match="cannot be read"):
        event_of(Run(root=tmp_path, environment=given))
    assert json.loads("{}") == event_of(Run(root=tmp_path)).payload
