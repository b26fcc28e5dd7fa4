from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_data import TODAY, catalog, closed, config, day, entry, issue, item, snapshot

from ucops.github.snapshot import Issue
from ucops.model.catalog import Item
from ucops.progress.programme import find_issues
from ucops.progress.standing import Standing, closing_day, item_health, standings
from ucops.progress.state import FINISHED, LEFT_OUT, OPEN, STATES, UNDER_WAY, State

KEY = "ci/demo"


def derive(
    *items: Item, issues: tuple[Issue, ...] = (), as_of: dt.date = TODAY
) -> dict[str, Standing]:
    whole = catalog(entry("ci", *items))
    return standings(whole, find_issues(whole, snapshot(*issues)).issues, as_of)


STATE_CASES = [
    ({"skip": "Covered elsewhere", "retired": TODAY}, closed(KEY, 2), "skipped"),
    ({"retired": TODAY, "deliverable": "https://example.com"}, closed(KEY, 2), "retired"),
    ({"deliverable": "https://example.com"}, None, "done"),
    ({"deliverable": "https://example.com"}, issue(KEY, 2, "status:blocked"), "done"),
    ({"deliverable": "https://example.com"}, closed(KEY, 2, "not_planned"), "done"),
    ({}, closed(KEY, 2), "done"),
    ({}, closed(KEY, 2, None), "done"),
    ({}, closed(KEY, 2, "reopened"), "done"),
    ({}, closed(KEY, 2, "not_planned"), "dropped"),
    ({}, closed(KEY, 2, "duplicate"), "dropped"),
    ({}, issue(KEY, 2, "Status:Blocked", "status:in-progress"), "blocked"),
    ({}, issue(KEY, 2, "status:in-review", "status:in-progress"), "in-review"),
    ({}, issue(KEY, 2, "priority:1", "status:in-progress"), "in-progress"),
    ({}, issue(KEY, 2, "status:done"), "planned"),
    ({}, issue(KEY, 2), "planned"),
    ({}, None, "not-filed"),
]


@pytest.mark.parametrize(("fields", "there", "state"), STATE_CASES)
def test_state(fields: dict[str, Any], there: Issue | None, state: str) -> None:
    found = derive(item(KEY, **fields), issues=(there,) if there else ())
    assert found[KEY].state == state
    assert found[KEY].issue == (None if state == "skipped" else there)  # nothing asks for it


REFRESH_CASES = [
    ({"type": "battlecard", "reviewed": day("2026-08-23")}, None, "needs-refresh"),
    ({"type": "battlecard", "reviewed": day("2026-08-24")}, None, "done"),
    ({"type": "battlecard"}, "2026-08-23", "needs-refresh"),
    ({"type": "battlecard"}, "2026-08-24", "done"),
    ({"type": "battlecard", "reviewed": day("2026-01-01")}, "2026-11-02", "done"),
    ({"type": "battlecard", "reviewed": day("2026-11-02")}, "2026-01-01", "done"),
    ({"type": "battlecard"}, None, "done"),
    ({"type": "reference", "reviewed": day("2016-01-01")}, None, "done"),
    ({"type": "unknown", "reviewed": day("2016-01-01")}, None, "done"),
    ({"type": None, "reviewed": day("2016-01-01")}, None, "done"),
]


@pytest.mark.parametrize(("fields", "closed_on", "state"), REFRESH_CASES)
def test_a_finished_item_needs_a_refresh_when_its_last_look_is_too_long_ago(
    fields: dict[str, Any], closed_on: str | None, state: str
) -> None:
    there = (closed(KEY, 2, on=closed_on),) if closed_on else ()
    found = derive(item(KEY, deliverable="https://example.com", **fields), issues=there)
    assert found[KEY].state == state


BLOCKING_CASES = [
    ({}, issue("ci/first", 3), "blocked"),
    ({}, issue("ci/first", 3, "status:in-progress"), "blocked"),
    ({}, None, "blocked"),
    ({}, closed("ci/first", 3), "in-progress"),
    ({}, closed("ci/first", 3, "not_planned"), "in-progress"),
    ({"skip": "Not needed"}, None, "in-progress"),
    ({"retired": TODAY}, None, "in-progress"),
    ({"deliverable": "https://example.com"}, None, "in-progress"),
]


@pytest.mark.parametrize(("fields", "there", "state"), BLOCKING_CASES)
def test_an_open_item_before_it_blocks(
    fields: dict[str, Any], there: Issue | None, state: str
) -> None:
    issues = (issue(KEY, 2, "status:in-progress"), *([there] if there else []))
    later = item(KEY, depends_on=("ci/first", "ci/unknown"))
    found = derive(item("ci/first", **fields), later, issues=issues)[KEY]
    assert found.state == state
    assert found.waits_for == (("ci/first",) if state == "blocked" else ())


def test_what_is_finished_or_left_out_waits_for_nothing() -> None:
    found = derive(
        item("ci/first"),
        item("ci/done", depends_on=("ci/first",), deliverable="https://example.com"),
        item("ci/gone", depends_on=("ci/first",), skip="Not needed"),
    )
    assert [found[key].state for key in ("ci/done", "ci/gone")] == ["done", "skipped"]
    assert found["ci/done"].waits_for == found["ci/gone"].waits_for == ()


def test_items_that_wait_for_each_other_are_blocked() -> None:
    found = derive(item("ci/a", depends_on=("ci/b",)), item("ci/b", depends_on=("ci/a",)))
    assert {one.state for one in found.values()} == {"blocked"}


HEALTH_CASES = [
    ("2026-11-21", "planned", False, "overdue"),
    ("2026-11-21", "not-filed", False, "overdue"),
    ("2026-11-21", "in-review", True, "overdue"),
    ("2026-11-21", "done", False, "on-track"),
    ("2026-11-21", "dropped", False, "on-track"),
    ("2026-11-22", "planned", False, "at-risk"),
    ("2026-12-06", "planned", False, "at-risk"),
    ("2026-12-06", "blocked", False, "at-risk"),
    ("2026-12-06", "not-filed", False, "at-risk"),
    ("2026-12-06", "in-progress", False, "on-track"),
    ("2026-12-06", "in-review", False, "on-track"),
    ("2026-12-07", "planned", False, "on-track"),
    ("2026-12-07", "planned", True, "at-risk"),
    (None, "planned", True, "at-risk"),
    (None, "planned", False, "no-date"),
    (None, "done", True, "no-date"),
]


@pytest.mark.parametrize(("due", "state", "late_before", "health"), HEALTH_CASES)
def test_health(due: str | None, state: State, late_before: bool, health: str) -> None:
    date = day(due) if due else None
    assert item_health(date, state, TODAY, depends_on_overdue=late_before) == health


def test_an_item_that_depends_on_an_overdue_one_is_at_risk() -> None:
    late = item("ci/late", due=day("2026-11-01"))
    after = item("ci/after", due=day("2027-06-01"), depends_on=("ci/late",))
    assert derive(late, after)["ci/after"].health == "at-risk"
    finished = derive(late, after, issues=(closed("ci/late", 2),))
    assert finished["ci/after"].health == "on-track"


def test_the_states_are_split_into_left_out_finished_and_open() -> None:
    assert set(STATES) == LEFT_OUT | FINISHED | OPEN
    assert len(LEFT_OUT) + len(FINISHED) + len(OPEN) == len(STATES)
    assert UNDER_WAY < OPEN


def test_an_open_issue_has_no_closing_day() -> None:
    assert closing_day(issue(KEY, 1, closed_at="2026-01-01T00:00:00Z")) is None
    assert closing_day(closed(KEY, 1, on="2026-11-02")) == day("2026-11-02")


DAYS = st.dates(day("2026-01-01"), day("2027-12-31"))


@given(
    due=st.none() | DAYS, state=st.sampled_from(STATES), first=DAYS, later=DAYS, late=st.booleans()
)
def test_time_alone_never_makes_health_better(
    due: dt.date | None, state: State, first: dt.date, later: dt.date, late: bool
) -> None:
    worst_first = ["overdue", "at-risk", "on-track", "no-date"]
    early, after = sorted((first, later))
    before = item_health(due, state, early, depends_on_overdue=late)
    then = item_health(due, state, after, depends_on_overdue=late)
    assert worst_first.index(then) <= worst_first.index(before)


@given(first=DAYS, later=DAYS, reviewed=DAYS)
def test_time_alone_never_refreshes(first: dt.date, later: dt.date, reviewed: dt.date) -> None:
    early, after = sorted((first, later))
    piece = item(KEY, type="deck", deliverable="https://example.com", reviewed=reviewed)
    if derive(piece, as_of=early)[KEY].state == "needs-refresh":
        assert derive(piece, as_of=after)[KEY].state == "needs-refresh"


def test_the_preset_says_when_a_battlecard_needs_a_look() -> None:
    assert config().collateral_types["battlecard"].refresh_after == 90
