from __future__ import annotations

import json
from typing import Any

import pytest
from github_fakes import issue

from ucops.errors import UsageError
from ucops.github.saved import dump_snapshot, load_snapshot
from ucops.github.snapshot import Gone, Label, Milestone, Snapshot

SNAPSHOT = Snapshot(
    repository="acme/gtm",
    taken_at="2026-11-22T00:00:00Z",
    issues=(issue(1, key="ci", labels=("tier:1",)), issue(2, key="ci/x", parent=1, state="closed")),
    labels=(Label(repository="acme/gtm", name="tier:1", color="ededed", description="é"),),
    milestones=(
        Milestone(
            repository="acme/gtm", number=1, title="S", description="", state="open", due_on=None
        ),
    ),
    gone=(Gone(repository="acme/gtm", number=9, how="moved", key="ci/y"),),
    lacks=("types",),
    listed=3,
)


def test_a_snapshot_reads_back_as_saved() -> None:
    text = dump_snapshot(SNAPSHOT)
    assert load_snapshot(text, "x") == SNAPSHOT
    assert dump_snapshot(load_snapshot(text, "x")) == text


def minimal() -> dict[str, Any]:
    data = json.loads(dump_snapshot(SNAPSHOT))
    extra = {"type", "parent_repository", "locked"}
    issues = [
        {key: value for key, value in each.items() if key not in extra} for each in data["issues"]
    ]
    return {
        "version": 1,
        "repository": "acme/gtm",
        "taken_at": "2026-11-22T00:00:00Z",
        "issues": issues,
        "labels": [],
        "milestones": [],
    }


def test_the_documented_keys_suffice_and_others_are_left_out() -> None:
    data = minimal()
    data["later"] = data["issues"][0]["later"] = 1
    assert load_snapshot(json.dumps(data), "x").issues == SNAPSHOT.issues
    assert load_snapshot(json.dumps(data | {"issues": []}), "x").issues == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no snapshot of version 1"),
        ('{"version": 2}', "no snapshot of version 1"),
        ('{"version": 1}', "repository: .*required.*more"),
        (json.dumps(minimal() | {"issues": {}}), "issues: "),
        (json.dumps(minimal() | {"issues": [{}]}), r"issues\.0\."),
        (json.dumps(minimal() | {"labels": [{"name": 1}]}), r"labels\.0\."),
    ],
)
def test_what_is_no_snapshot_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        load_snapshot(text, "old.json")
    assert "old.json" in caught.value.message
    assert "ucops snapshot" in caught.value.hint


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", "1"), ("state", "done"), ("labels", "tier:1"), ("title", None), ("parent", "1")],
)
def test_a_field_of_the_wrong_kind_is_named(field: str, value: object) -> None:
    data = minimal()
    data["issues"][1][field] = value
    with pytest.raises(UsageError, match=rf"issues\.1\.{field}"):
        load_snapshot(json.dumps(data), "x")
