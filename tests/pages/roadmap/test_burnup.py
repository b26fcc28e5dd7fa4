from __future__ import annotations

import datetime as dt

from programme_data import day

from ucops.pages.roadmap.burnup import HEIGHT, WIDTH, burnup
from ucops.progress.forecast import Forecast
from ucops.progress.history import Week

MONDAY = day("2026-09-07")
NOT_SAID = Forecast(None, None, 6, 0, "not enough history")


def weeks(*done: int, of: int = 10) -> list[Week]:
    each = dt.timedelta(weeks=1)
    return [Week(MONDAY + n * each, one, of - one, 0) for n, one in enumerate(done)]


def test_one_week_draws_no_line() -> None:
    assert burnup("All", weeks(3), NOT_SAID, "light") is None


def test_both_lines_run_from_the_first_week_to_the_last() -> None:
    chart = burnup("All", weeks(0, 4), NOT_SAID, "light")
    assert chart
    assert chart.done == f"0.0,{HEIGHT} {WIDTH},{HEIGHT * 0.6}"
    assert chart.total == f"0.0,0.0 {WIDTH},0.0"
    assert chart.ahead == ""
    assert "done went from 0 to 4 of 10" in chart.told


def test_a_forecast_makes_room_for_what_lies_ahead() -> None:
    ahead = Forecast(day("2026-09-25"), day("2026-10-05"), 6, 8)
    chart = burnup("All", weeks(0, 4), ahead, "dark")
    assert chart
    assert chart.now == WIDTH / 4
    assert chart.ahead == f"{WIDTH / 4},{HEIGHT * 0.6} {WIDTH},0.0"
    assert chart.months == ((445.7, "Oct 2026"),)
