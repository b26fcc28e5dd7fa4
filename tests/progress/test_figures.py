"""Whatever happens to a programme, its figures agree with its items and with each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from programme_data import TODAY, closed, entry, issue, item, programme

from ucops.github.snapshot import Issue
from ucops.progress.index import index

DAYS = st.dates(TODAY - dt.timedelta(days=120), TODAY + dt.timedelta(days=120))
PAST = st.dates(TODAY - dt.timedelta(days=120), TODAY)
SPRINTS = {
    "one": {"title": "One", "start": "2026-10-05", "due": "2026-10-30"},
    "two": {"title": "Two", "due": "2026-12-18"},
}
ITEMS = st.fixed_dictionaries(
    {
        "due": st.none() | DAYS,
        "milestone": st.none() | st.sampled_from(list(SPRINTS)),
        "responsible": st.none() | st.sampled_from(["octo-a", "octo-b"]),
        "role": st.none() | st.sampled_from(["pmm", "tmm", "pr"]),
        "skip": st.none() | st.just("not needed"),
        "deliverable": st.none() | st.just("https://example.com/x"),
    }
)
STATES = st.sampled_from(["none", "open", "doing", "blocked", "done", "given up"])
CASES = st.lists(st.lists(st.tuples(ITEMS, STATES, PAST), max_size=6), min_size=1, max_size=4)


def held(key: str, number: int, state: str, on: dt.date) -> Iterable[Issue]:
    if state in ("done", "given up"):
        reason = "completed" if state == "done" else "not_planned"
        yield closed(key, number, reason, on=str(on))
    elif state != "none":
        labels = {"doing": ["status:in-progress"], "blocked": ["status:blocked"]}.get(state, [])
        yield issue(key, number, *labels)


def document(cases: list[list[tuple[dict[str, Any], str, dt.date]]]) -> dict[str, Any]:
    entries, issues = [], list[Issue]()
    for at, pieces in enumerate(cases):
        every = []
        for n, (fields, state, on) in enumerate(pieces):
            key = f"case-{at}/item-{n}"
            every.append(item(key, **fields))
            issues += held(key, len(issues) + 1, state, on)
        entries.append(entry(f"case-{at}", *every, tier=1 + at % 3))
    return index(programme(*entries, issues=tuple(issues), milestones=SPRINTS))


@given(CASES)
def test_every_figure_is_that_of_the_items(
    cases: list[list[tuple[dict[str, Any], str, dt.date]]],
) -> None:
    facts = document(cases)
    items = [one for case in facts["use_cases"] for one in case["items"]]
    left = [one for one in items if one["open"]]
    done = [one for one in items if one["state"] in ("done", "needs-refresh")]
    late = [one for one in left if one["due"] and one["due"] < str(TODAY)]
    whole = facts["programme"]
    assert (whole["items"], whole["done"]) == (len(left) + len(done), len(done))
    assert whole["overdue"] == len(late) == sum(case["overdue"] for case in facts["use_cases"])
    assert whole["undated"] == sum(one["due"] is None for one in left)
    assert sum(case["undated"] for case in facts["use_cases"]) == whole["undated"]
    assert sum(tier["items"] for tier in facts["tiers"]) == whole["items"]
    assert sum(row["total"] for row in facts["sheet"]) == whole["items"]
    assert sum(load["open"] for load in facts["workload"]) == len(left)
    assert set(facts["decisions"].get("late-alone", ())) == {
        one["key"] for one in late if one["responsible"] is None
    }
    month = str(TODAY)[:7]
    finished = [one for one in done if one["finished"] and one["finished"].startswith(month)]
    became = [one for one in late if one["due"].startswith(month)]
    now = facts["months"][0]
    assert (now["finished"], now["late"]) == (len(finished), len(became))
    if facts["history"]:
        assert facts["history"][-1]["done"] == len(done)
    departments = sum(one["items"] for one in facts["departments"])
    assert departments == sum(one["role"] is not None for one in (*left, *done))


@given(CASES)
def test_a_milestone_is_what_names_it(
    cases: list[list[tuple[dict[str, Any], str, dt.date]]],
) -> None:
    facts = document(cases)
    for milestone in facts["milestones"]:
        mine = [
            one
            for case in facts["use_cases"]
            for one in case["items"]
            if one["milestone"] == milestone["id"]
        ]
        done = [one for one in mine if one["state"] in ("done", "needs-refresh")]
        assert milestone["done"] == len(done)
        assert milestone["total"] == len(done) + sum(one["open"] for one in mine)
        if burnt := milestone["burndown"]:
            numbers = [number for _, number in burnt["left"]]
            assert numbers == sorted(numbers, reverse=True)
            assert numbers[-1] == milestone["total"] - milestone["done"]
            assert burnt["undated"] == sum(one["finished"] is None for one in done)
