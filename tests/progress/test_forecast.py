from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from programme_data import TODAY, closed, day, entry, issue, item, programme

from ucops.pages import words
from ucops.progress.forecast import (
    COMPLETE,
    FARTHEST,
    NOT_ENOUGH,
    RUNS,
    SAMPLED,
    TOO_FAR,
    Forecast,
    foretold,
    throughput,
)
from ucops.progress.history import Week

MONDAY, SUNDAY = day("2026-11-23"), day("2026-11-29")
BOWLER = (1, 3, 5, 3, 7, 8, 0, 5, 3, 1, 8, 2)
"""The weeks of the example in *Monte Carlo Under the Covers*."""
FINISHED = st.lists(st.integers(0, 9), min_size=6, max_size=SAMPLED).filter(lambda w: sum(w) >= 10)
REMAINING = st.integers(1, 120)
FEW = settings(max_examples=40)


def friday(weeks: int) -> dt.date:
    return day("2026-11-27") + dt.timedelta(weeks=weeks)


def test_two_a_week_finish_five_in_the_third_week() -> None:
    found = foretold([2] * 6, 5, MONDAY)
    assert found == Forecast(friday(3), friday(3), 5, 6)


def test_a_case_worked_by_hand() -> None:
    """Four of six weeks finish 4, two nothing: 4 take one week at 2 in 3, two weeks at 8 in 9."""
    assert foretold([4, 4, 0, 4, 0, 4], 4, MONDAY) == Forecast(friday(1), friday(2), 4, 6)


def test_exactly_half_of_the_runs_are_half(monkeypatch: pytest.MonkeyPatch) -> None:
    halves = bytes([0] * (RUNS // 2) + [1] * (RUNS // 2))
    monkeypatch.setattr("ucops.progress.forecast._drawn", lambda _weeks, _week: halves)
    found = foretold([9, 1, 0, 0, 0, 0], 9, MONDAY)
    assert (found.p50, found.p85) == (friday(1), friday(9))


def exactly(finished: Sequence[int], remaining: int, weeks: int) -> Fraction:
    """The share of all ways to draw so many weeks that finish what remains."""
    ways = {0: 1}
    for _ in range(weeks):
        drawn: dict[int, int] = {}
        for total, number in ways.items():
            for one in finished:
                reached = min(total + one, remaining)
                drawn[reached] = drawn.get(reached, 0) + number
        ways = drawn
    return Fraction(ways.get(remaining, 0), len(finished) ** weeks)


@pytest.mark.parametrize("remaining", [1, 10, 34, 105])
def test_the_simulation_agrees_with_all_ways_counted_out(remaining: int) -> None:
    found = foretold(BOWLER, remaining, MONDAY)
    for date, share in ((found.p50, 0.5), (found.p85, 0.85)):
        assert date is not None
        weeks = (date - friday(0)).days // 7
        tolerance = 0.05  # three times what a thousand runs are off by, at even odds
        assert exactly(BOWLER, remaining, weeks) >= share - tolerance
        assert exactly(BOWLER, remaining, weeks - 1) <= share + tolerance


@FEW
@given(FINISHED, REMAINING, st.integers(0, 30))
def test_more_work_never_ends_sooner(finished: list[int], remaining: int, more: int) -> None:
    before, after = (foretold(finished, number, TODAY) for number in (remaining, remaining + more))
    assert (before.p50, before.p85) <= (after.p50, after.p85)


@FEW
@given(FINISHED, REMAINING, st.data())
def test_a_better_week_never_ends_it_later(
    finished: list[int], remaining: int, data: st.DataObject
) -> None:
    better = list(finished)
    better[data.draw(st.integers(0, len(finished) - 1))] += data.draw(st.integers(1, 5))
    slow, fast = foretold(finished, remaining, TODAY), foretold(better, remaining, TODAY)
    assert (fast.p50, fast.p85) <= (slow.p50, slow.p85)


@FEW
@given(FINISHED, REMAINING, st.dates(dt.date(2020, 1, 1), dt.date(2060, 1, 1)))
def test_days_are_ahead_in_order_the_same_every_time_and_all_week_long(
    finished: list[int], remaining: int, as_of: dt.date
) -> None:
    found = foretold(finished, remaining, as_of)
    assume(found.p50 is not None and found.p85 is not None)
    assert found.p50
    assert found.p85
    assert as_of < found.p50 <= found.p85
    assert found == foretold(finished, remaining, as_of - dt.timedelta(as_of.weekday()))


@pytest.mark.parametrize(
    ("finished", "reason"),
    [([], NOT_ENOUGH), ([9] * 5, NOT_ENOUGH), ([0, 0, 0, 3, 3, 3], NOT_ENOUGH)],
)
def test_too_little_is_too_little(finished: list[int], reason: str) -> None:
    assert foretold(finished, 7, TODAY) == Forecast(None, None, 7, 0, reason)


def test_six_weeks_and_ten_items_are_enough() -> None:
    assert foretold([0, 0, 0, 3, 3, 4], 7, TODAY).reason is None


def test_nothing_left_is_complete_whatever_the_history() -> None:
    assert foretold([], 0, TODAY) == Forecast(None, None, 0, 0, COMPLETE)


def test_no_day_is_more_than_ten_years_away() -> None:
    found = foretold([2] * 6, 2 * FARTHEST + 1, TODAY)
    assert found == Forecast(None, None, 2 * FARTHEST + 1, 6, TOO_FAR)
    assert foretold([2] * 6, 2 * FARTHEST, TODAY).p85 == day("2036-11-07")


def test_the_running_week_is_not_sampled_nor_what_is_older_than_half_a_year() -> None:
    running = day("2026-11-16")
    weeks = [Week(running - dt.timedelta(weeks=n), 0, 0, n) for n in range(39, -1, -1)]
    assert throughput(weeks, TODAY) == tuple(range(SAMPLED, 0, -1))


def test_weeks_without_anything_since_count_too() -> None:
    weeks = [Week(day("2026-10-19"), 5, 1, 5), Week(day("2026-10-26"), 6, 0, 1)]
    assert throughput(weeks, TODAY) == (5, 1, 0, 0)
    assert throughput(weeks[:1], day("2026-10-20")) == throughput((), TODAY) == ()


def test_every_set_of_items_has_its_own_forecast() -> None:
    pieces = [item(f"ci/item-{n}", milestone="sprint-3") for n in range(12)]
    other = item("vcc/page")
    mondays = [day("2026-10-05") + dt.timedelta(weeks=n // 2) for n in range(12)]
    done = [closed(f"ci/item-{n}", n + 1, on=str(monday)) for n, monday in enumerate(mondays)]
    found = programme(
        entry("ci", *pieces, item("ci/rest", milestone="sprint-3")),
        entry("vcc", other, tier=2),
        issues=(*done, issue("ci/rest", 30), issue("vcc/page", 31)),
        milestones={"sprint-3": {"title": "Sprint 3"}},
    )
    ci, vcc = (one.forecast for one in found.use_cases)
    assert (ci.remaining, ci.weeks, ci.reason) == (1, 11, None)  # filed on 1 September
    assert found.milestones[0].forecast.remaining == 1
    assert found.milestones[0].forecast.p50 == ci.p50
    assert vcc.reason == NOT_ENOUGH
    assert [one.forecast for one in found.tiers] == [ci, vcc]
    assert found.forecast.remaining == 2


NO_BREAK = str.maketrans({"\u00a0": " "})


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Forecast(day("2027-02-12"), day("2027-03-05"), 34, 9),
            "even odds by 12 Feb 2027, 85 % sure by 5 Mar 2027",
        ),
        (Forecast(day("2027-03-05"), day("2027-03-05"), 3, 9), "85 % sure by 5 Mar 2027"),
        (
            Forecast(day("2036-03-07"), None, 3, 9, TOO_FAR),
            "even odds by 7 Mar 2036, 85 % sure only more than ten years away",
        ),
        (Forecast(None, None, 3, 9, TOO_FAR), "no forecast: more than ten years away"),
        (Forecast(None, None, 3, 2, NOT_ENOUGH), "no forecast: not enough history"),
        (Forecast(None, None, 0, 2, COMPLETE), "complete"),
    ],
)
def test_a_forecast_in_words(found: Forecast, said: str) -> None:
    assert words.forecast(found).translate(NO_BREAK) == said
