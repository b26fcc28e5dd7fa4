from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_data import TODAY, closed, day, entry, issue, item, programme

from ucops.github.snapshot import Issue
from ucops.model.catalog import Item
from ucops.progress.index import index
from ucops.progress.news import Earlier, Event, Moved, News, earlier, moved, news
from ucops.progress.programme import Programme

SINCE = day("2026-11-16")


def filed(key: str, number: int, *labels: str, on: str = "2026-09-01") -> Issue:
    return replace(issue(key, number, *labels), created_at=f"{on}T08:00:00Z")


def told(
    *items: Item,
    issues: tuple[Issue, ...] = (),
    before: Mapping[str, str] | None = None,
    **more: Any,
) -> News:
    found = programme(entry("ci", *items), issues=issues)
    report = None if before is None else Earlier(day("2026-11-13"), before)
    return news(found.use_cases, SINCE, TODAY, before=report, **more)


def keys(events: tuple[Event, ...] | None) -> list[tuple[str, str | None]]:
    return [(one.item.item.key, one.on and one.on.isoformat()) for one in events or ()]


@pytest.mark.parametrize(
    ("on", "counts"),
    [("2026-11-15", False), ("2026-11-16", True), ("2026-11-22", True), ("2026-11-23", False)],
)
def test_what_was_finished_and_filed_in_these_days(on: str, counts: bool) -> None:
    found = told(
        item("ci/a"), item("ci/b"), issues=(closed("ci/a", 1, on=on), filed("ci/b", 2, on=on))
    )
    assert keys(found.finished) == ([("ci/a", on)] if counts else [])
    assert keys(found.added) == ([("ci/b", on)] if counts else [])


@pytest.mark.parametrize(
    ("due", "late"),
    [("2026-11-15", False), ("2026-11-16", True), ("2026-11-21", True), ("2026-11-22", False)],
)
def test_what_was_due_in_these_days_and_is_open_became_late(due: str, late: bool) -> None:
    found = told(item("ci/a", due=day(due)), item("ci/b", due=day(due), deliverable="https://b"))
    assert keys(found.late) == ([("ci/a", due)] if late else [])


def test_without_events_and_an_earlier_report_nobody_knows_what_was_started() -> None:
    assert told(item("ci/a"), issues=(filed("ci/a", 1, "status:in-progress"),)).started is None


def test_an_earlier_report_shows_what_was_started_finished_and_added() -> None:
    found = told(
        item("ci/begun"),
        item("ci/working"),
        item("ci/ready", deliverable="https://example.com/ready"),
        item("ci/always", deliverable="https://example.com/always"),
        item("ci/new"),
        item("ci/again"),
        issues=(
            filed("ci/begun", 1, "status:in-progress"),
            filed("ci/working", 2, "status:in-review"),
            filed("ci/again", 3, "status:in-progress"),
        ),
        before={
            "ci/begun": "planned",
            "ci/working": "in-progress",
            "ci/ready": "not-filed",
            "ci/always": "done",
            "ci/again": "done",
        },
    )
    assert keys(found.started) == [("ci/begun", None)]
    assert keys(found.finished) == [("ci/ready", None)]
    assert keys(found.added) == [("ci/new", None)]


def test_events_of_labels_say_the_day_on_which_work_began() -> None:
    found = told(
        item("ci/a"),
        item("ci/b"),
        issues=(filed("ci/a", 1), filed("ci/b", 2)),
        begun={"ci/a": day("2026-11-18"), "ci/b": day("2026-11-15")},
    )
    assert keys(found.started) == [("ci/a", "2026-11-18")]


def test_whose_turn_it_is() -> None:
    found = told(
        item("ci/first", responsible="octo-tmm"),
        item("ci/free", depends_on=("ci/first",)),
        item("ci/still", depends_on=("ci/first", "ci/late"), due=TODAY),
        item("ci/late", due=day("2026-10-01")),
        item("ci/soon", due=TODAY + dt.timedelta(14), responsible="octo-tmm"),
        item("ci/far", due=TODAY + dt.timedelta(15)),
        item("ci/empty", due=TODAY, responsible=None),
        issues=(closed("ci/first", 1, on="2026-11-20"),),
    )
    turns = [
        (turn.person, [(errand.item.item.slug, errand.why) for errand in turn.errands])
        for turn in found.turns
    ]
    assert turns == [
        ("octo-pmm", [("free", "freed"), ("late", "late")]),
        ("octo-tmm", [("soon", "due")]),
        (None, [("empty", "due")]),
    ]


def sample() -> Programme:
    return programme(entry("ci", item("ci/a")), entry("new", item("new/a"), status="draft"))


def test_an_earlier_index_is_read_as_it_was_written() -> None:
    assert earlier(index(sample())) == Earlier(TODAY, {"ci/a": "not-filed"})


@given(
    st.recursive(
        st.none() | st.integers() | st.sampled_from(["2026-11-01", "2026-13-01", "done"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["as_of", "use_cases", "items", "key", "state"]), inner, max_size=5
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_stands_in_an_index_does_no_harm(document: object) -> None:
    if isinstance(document, dict):
        found = earlier(document)
        assert found is None or all(isinstance(state, str) for state in found.states.values())


def test_what_moved_since_the_last_report_worked_by_hand() -> None:
    found = programme(
        entry(
            "ci",
            item("ci/done"),
            item("ci/begun"),
            item("ci/new"),
            item("ci/late", due=day("2026-11-14")),
            item("ci/late-before", due=day("2026-11-01")),
            item("ci/done-before", deliverable="https://example.com/x"),
        ),
        issues=(
            closed("ci/done", 1, on="2026-11-15"),
            filed("ci/begun", 2, "status:in-progress"),
        ),
    )
    before = {
        "ci/done": "planned",
        "ci/begun": "planned",
        "ci/late": "planned",
        "ci/late-before": "planned",
        "ci/done-before": "done",
    }
    report = Earlier(day("2026-11-13"), before)
    assert moved(found.use_cases, report, TODAY) == Moved(report.as_of, 1, 1, 1, 1)
