from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucops.github.pace import HOUR, MINUTE, Pace


@given(st.integers(1, 9), st.integers(0, 30), st.lists(st.floats(0, 400), max_size=60))
def test_no_window_ever_holds_more_than_its_limit(
    per_minute: int, per_hour: int, gaps: list[float]
) -> None:
    pace, now, sent = Pace(per_minute, per_hour), 0.0, list[float]()
    for gap in gaps:
        now += gap
        now += pace.delay(now)[0]
        pace.note(now, 1)
        sent.append(now)
    for limit, window in ((per_minute, MINUTE), (per_hour, HOUR)):
        # A write may leave exactly one window after the one that it has to wait for.
        for earlier, later in zip(sent, sent[limit:] if limit else [], strict=False):
            assert later - earlier >= window - 1e-6


def test_the_reason_is_the_limit_that_waits_longest() -> None:
    pace = Pace(2, 3)
    for now in (0.0, 1.0, 2.0):
        pace.note(now, 1)
    assert pace.delay(3.0) == (HOUR - 3.0, "3 writes an hour")
    assert Pace(2, 0, pace._sent).delay(3.0) == (58.0, "2 writes a minute")


@pytest.mark.parametrize("writes", [0, 1, 500])
def test_no_limit_is_no_delay(writes: int) -> None:
    pace = Pace(0, 0)
    pace.note(0.0, writes)
    assert pace.delay(0.0)[0] == 0.0


def test_what_is_older_than_an_hour_is_forgotten() -> None:
    pace = Pace(1, 1)
    pace.note(0.0, 5)
    pace.note(HOUR, 0)
    assert len(pace._sent) == 0
