from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from programme_data import TODAY, closed, day, entry, issue, item, programme

from ucops.github.snapshot import Issue
from ucops.progress.history import LONGEST, Week, history

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))


def weeks(*issues: Issue, keys: int = 4, as_of: dt.date = TODAY) -> tuple[Week, ...]:
    pieces = [item(f"ci/item-{number}") for number in range(1, keys + 1)]
    return programme(entry("ci", *pieces), issues=issues, as_of=as_of).history


def filed(number: int, on: str) -> Issue:
    return issue(f"ci/item-{number}", number, created_at=f"{on}T08:00:00Z")


def finished(number: int, filed_on: str, on: str, reason: str = "completed") -> Issue:
    ended = closed(f"ci/item-{number}", number, reason, on=on)
    return replace(ended, created_at=f"{filed_on}T08:00:00Z")


def test_weeks_worked_by_hand() -> None:
    found = weeks(
        finished(1, "2026-11-02", "2026-11-08"),  # filed on a Monday, finished on its Sunday
        finished(2, "2026-11-03", "2026-11-16"),
        filed(3, "2026-11-09"),
        finished(4, "2026-11-02", "2026-11-10", "not_planned"),
    )
    assert [(week.name, week.done, week.open, week.finished) for week in found] == [
        ("2026-W45", 1, 2, 1),
        ("2026-W46", 1, 2, 0),
        ("2026-W47", 2, 1, 1),
    ]
    assert found[0].monday == day("2026-11-02")


def test_what_is_not_filed_counts_in_the_last_week() -> None:
    found = weeks(filed(1, "2026-10-27"), filed(2, "2026-11-04"), keys=3)
    assert [week.open for week in found] == [1, 3]


def test_what_was_never_filed_and_is_done_was_always_done() -> None:
    ready = item("ci/ready", deliverable="https://example.com/ready")
    piece = item("ci/item-1")
    found = programme(entry("ci", ready, piece), issues=(filed(1, "2026-11-10"),)).history
    assert [(week.done, week.open, week.finished) for week in found] == [(1, 1, 0)]


def test_what_is_done_before_its_issue_is_closed_was_finished_last() -> None:
    piece = item("ci/item-1", deliverable="https://example.com/ready")
    held = (filed(1, "2026-10-27"), filed(2, "2026-11-04"))
    found = programme(entry("ci", piece, item("ci/item-2")), issues=held).history
    assert [(week.done, week.open, week.finished) for week in found] == [(0, 1, 0), (1, 1, 1)]


def test_a_day_on_which_nothing_happens_changes_nothing() -> None:
    held = filed(1, "2026-10-27")
    assert weeks(held) == weeks(held, as_of=TODAY + dt.timedelta(weeks=9))


def test_without_an_issue_there_is_no_history() -> None:
    assert weeks() == ()


def test_a_year_at_most_is_looked_back() -> None:
    held = (finished(1, "2020-01-01", "2020-02-01"), filed(2, "2021-01-01"), filed(3, "2026-11-03"))
    found = weeks(*held, keys=3)
    assert len(found) == LONGEST
    assert [(week.done, week.open) for week in found] == [(1, 1)] * 51 + [(1, 2)]


def test_what_cannot_be_closed_before_it_is_there_does_not_upset_the_count() -> None:
    found = weeks(finished(1, "2026-11-09", "2026-10-27"), filed(2, "2026-10-28"), keys=2)
    assert [(week.done, week.open) for week in found] == [(1, 1)]


@given(st.lists(st.tuples(DAYS, DAYS, st.sampled_from(["open", "completed", "not_planned"]))), DAYS)
def test_the_last_week_says_what_the_programme_says(
    lives: list[tuple[dt.date, dt.date, str]], as_of: dt.date
) -> None:
    issues = [
        filed(number, str(begun)) if how == "open" else finished(number, *days, how)
        for number, (begun, ended, how) in enumerate(lives, start=1)
        for days in [(str(min(begun, ended)), str(max(begun, ended)))]
    ]
    pieces = [item(f"ci/item-{number}") for number in range(1, len(lives) + 1)]
    found = programme(entry("ci", *pieces), issues=tuple(issues), as_of=as_of)
    every = history(found.use_cases[0].items, as_of)
    assert every == found.history
    if every:
        left = sum(standing.open for standing in found.use_cases[0].items)
        assert (every[-1].done, every[-1].open) == (found.count.done, left)
        assert every[-1].monday <= as_of
        for before, after in pairwise(every):
            assert after.done - before.done == after.finished
            assert after.monday - before.monday == dt.timedelta(7)
