"""What the journal says."""

from __future__ import annotations

import json
from pathlib import Path

from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned

from ucops.sync.apply import Control, apply
from ucops.sync.journal import journal


def test_a_journal_is_appended_to_and_short(tmp_path: Path) -> None:
    file = tmp_path / "deep/journal.jsonl"
    github = Fake()
    wanted = desired(entry("ci", item("ci/demo"), item("ci/deck", depends_on=("ci/demo",))))
    note = journal(file, lambda: "2026-11-22T10:00:00Z")
    apply(planned(github, wanted), github, github, Control(ended=note))
    person(github, "ci/demo", title="Mine", parent=None)
    label = github.labels["acme/gtm", "tier:1"]
    github.update_label(label, color="ffffff")
    note = journal(file, lambda: "2026-11-22T11:00:00Z")
    apply(planned(github, wanted), github, github, Control(ended=note))
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    last = lines[-3:]
    assert [(one["time"], one["action"], one["key"], one["outcome"]) for one in last] == [
        ("2026-11-22T11:00:00Z", "update", "tier:1", "done"),
        ("2026-11-22T11:00:00Z", "update", "ci/demo", "done"),
        ("2026-11-22T11:00:00Z", "link", "ci/demo", "done"),
    ]
    assert last[1]["request"] == {
        "is": "UpdateIssue",
        "issue": "acme/gtm#2",
        "fields": {"title": "CI: Demo"},
    }
    assert last[0]["request"]["label"] == "tier:1"
    assert all(len(line) < 1000 for line in file.read_text().splitlines())


def test_what_lists_tasks_can_be_noted_too(tmp_path: Path) -> None:
    github, file = Fake(), tmp_path / "journal.jsonl"
    github.missing = frozenset({"sub_issues"})
    made = planned(github, desired(entry("ci", item("ci/demo"))))
    apply(made, github, github, Control(ended=journal(file, lambda: "")))
    last = json.loads(file.read_text().splitlines()[-1])
    assert last["request"] == {"is": "ListTasks", "epic": "ci", "items": ["ci/demo"]}


def test_without_a_file_nothing_is_noted() -> None:
    github = Fake()
    made = planned(github, desired(entry("ci")))
    assert apply(made, github, github, Control(ended=journal(None, lambda: ""))).exit_code == 0


def test_a_journal_that_cannot_be_written_ends_the_run_and_says_what_is_left(
    tmp_path: Path,
) -> None:
    github, file = Fake(), tmp_path / "journal.jsonl"
    made = planned(github, desired(entry("ci", item("ci/demo"))))
    note = journal(file, lambda: "")
    file.unlink()
    file.mkdir()
    applied = apply(made, github, github, Control(ended=note))
    assert applied.exit_code == 3
    assert f"the journal {file} cannot be written" in applied.stopped
    assert (applied.count("done"), applied.count("failed")) == (1, 0)
    assert applied.count("skipped") == len(made.changes) - 1
