from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_data import TODAY, closed, day, entry, issue, item, programme

from ucops.progress.state import STATES
from ucops.progress.tally import share


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, 0.0), (0, 5, 0.0), (40, 212, 0.19), (8, 30, 0.27), (299, 300, 0.99), (300, 300, 1.0)],
)
def test_share(part: int, whole: int, expected: float) -> None:
    assert share(part, whole) == expected


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_a_share_is_whole_only_when_everything_is_done(part: int, more: int) -> None:
    assert (share(part, part + more) == 1.0) == (part > 0 and more == 0)


def test_the_quarter_of_332_issues_with_159_closed_is_almost_half_done() -> None:
    items = [item(f"ci/n{n}") for n in range(332)]
    issues = tuple(
        closed(one.key, n) if n < 159 else issue(one.key, n) for n, one in enumerate(items)
    )
    count = programme(entry("ci", *items), issues=issues).count
    assert (count.done, count.total, count.states["planned"]) == (159, 332, 173)
    assert round(1000 * count.done / count.total) == 479
    assert count.progress == 0.48


def test_what_is_left_out_leaves_the_denominator_and_a_refresh_counts_as_done() -> None:
    stale = {"type": "battlecard", "deliverable": "https://example.com"}
    use_case = entry(
        "ci",
        item("ci/skipped", skip="Not needed"),
        item("ci/retired", retired=TODAY),
        item("ci/dropped"),
        item("ci/done", deliverable="https://example.com"),
        item("ci/stale", reviewed=day("2026-01-01"), **stale),
        item("ci/open"),
    )
    count = programme(use_case, issues=(closed("ci/dropped", 1, "not_planned"),)).count
    assert (count.done, count.total, count.progress) == (2, 3, 0.67)
    assert set(count.states) == set(STATES)
    assert sum(count.states.values()) == 6


HEALTHS = [
    (["2026-11-21", "2026-11-22", "2027-06-01", None], "overdue", 1, 1),
    (["2026-11-22", "2027-06-01", None], "at-risk", 0, 1),
    (["2027-06-01", None], "on-track", 0, 0),
    (["2027-06-01", None, None], "no-date", 0, 0),
    ([None, None], "no-date", 0, 0),
    ([], "no-date", 0, 0),
]


@pytest.mark.parametrize(("dues", "health", "overdue", "at_risk"), HEALTHS)
def test_health_is_never_better_than_what_is_late_or_without_a_date(
    dues: list[str | None], health: str, overdue: int, at_risk: int
) -> None:
    items = [item(f"ci/n{n}", due=day(due) if due else None) for n, due in enumerate(dues)]
    count = programme(entry("ci", *items)).count
    assert (count.health, count.overdue, count.at_risk) == (health, overdue, at_risk)
    assert not count.complete


@pytest.mark.parametrize("status", ["draft", "paused", "retired"])
def test_what_nobody_works_on_has_no_health(status: str) -> None:
    late = item("ci/demo", due=day("2026-01-01"))
    (one,) = programme(entry("ci", late, status=status)).every
    assert (one.health, one.count.overdue) == (None, 1)


def test_finished_items_are_never_late() -> None:
    late = item("ci/demo", due=day("2026-01-01"), deliverable="https://example.com")
    count = programme(entry("ci", late)).count
    assert (count.health, count.overdue, count.complete, count.next_due) == (
        "complete",
        0,
        True,
        None,
    )


def test_next_due_is_the_first_date_ahead() -> None:
    dues = {"late": "2026-11-01", "soon": "2026-11-22", "later": "2027-01-01"}
    use_case = entry("ci", *(item(f"ci/{name}", due=day(due)) for name, due in dues.items()))
    count = programme(use_case).count
    assert count.next_due == TODAY
    assert count.last_due == day("2027-01-01")


def test_started_means_done_or_under_way() -> None:
    use_case = entry("ci", item("ci/demo"))
    assert not programme(use_case, issues=(issue("ci/demo", 1),)).count.started
    assert programme(use_case, issues=(issue("ci/demo", 1, "status:in-review"),)).count.started
    assert programme(use_case, issues=(closed("ci/demo", 1),)).count.started
