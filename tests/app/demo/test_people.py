"""What the demo's people do is always the same, and makes sense."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ucops import resources
from ucops.app.demo.people import Act, acts
from ucops.app.demo.scene import TODAY
from ucops.github.snapshot import Issue, Snapshot
from ucops.progress.programme import measure
from ucops.progress.standing import Standing
from ucops.reading.load import load


@pytest.fixture(scope="module")
def items() -> list[Standing]:
    """The example's items, as if each had just been filed."""
    catalog = load(resources.example()).catalog
    keys = [item.key for item in catalog.items if not (item.skip or item.deliverable)]
    snapshot = Snapshot(
        repository="acme/gtm",
        taken_at="2026-08-24T09:00:00Z",
        issues=tuple(issue(key, number) for number, key in enumerate(keys, 1)),
    )
    programme = measure(catalog, snapshot, TODAY)
    return [item for use_case in programme.every for item in use_case.items]


def issue(key: str, number: int) -> Issue:
    return Issue(
        key=key,
        repository="acme/gtm",
        number=number,
        id=number,
        node_id=f"I_{number}",
        url=f"http://127.0.0.1/acme/gtm/issues/{number}",
        title=key,
        body="",
        state="open",
        state_reason=None,
        labels=(),
        assignees=(),
        milestone=None,
        parent=None,
        blocked_by=(),
        created_at="2026-08-24T09:00:00Z",
        closed_at=None,
        updated_at="2026-08-24T09:00:00Z",
    )


def by_key(done: tuple[Act, ...], items: list[Standing]) -> dict[str, Act]:
    keys = {item.issue.number: item.item.key for item in items if item.issue}
    return {keys[act.number]: act for act in done}


def test_every_deed_happens_and_none_before_the_work_began(items: list[Standing]) -> None:
    done = acts(items, TODAY)
    assert {act.deed for act in done} == {"done", "dropped", "in-review", "in-progress", "blocked"}
    assert all(dt.date(2026, 8, 24) < act.on <= TODAY for act in done)
    assert [act.on for act in done] == sorted(act.on for act in done)


def test_the_same_happens_whatever_the_order_of_the_items(items: list[Standing]) -> None:
    assert acts(reversed(items), TODAY) == acts(items, TODAY)


def test_nobody_starts_what_waits_for_something_unfinished(items: list[Standing]) -> None:
    done = by_key(acts(items, TODAY), items)
    waits = {item.item.key: item.waits_for for item in items}
    assert any(waits[key] for key in waits)
    for key in done:
        assert all(done[other].deed == "done" for other in waits[key])


def test_what_has_no_date_or_no_issue_is_left_alone(items: list[Standing]) -> None:
    undated = [replace(one, item=replace(one.item, due=None)) for one in items]
    unfiled = [replace(one, issue=None) for one in items]
    assert acts(undated, TODAY) == ()
    assert acts(unfiled, TODAY) == ()


def test_what_is_due_in_a_year_is_left_alone(items: list[Standing]) -> None:
    assert acts(items, TODAY - dt.timedelta(days=400)) == ()
