from __future__ import annotations

from xml.etree import ElementTree as ET

from programme_data import closed, day, entry, item, programme
from report_data import rendered

from ucops.pages.roadmap.burndown import burndown_view, told
from ucops.pages.roadmap.burnup import HEIGHT, WIDTH
from ucops.progress.burndown import BurnDown

START, DUE = day("2026-11-02"), day("2026-11-12")
FOUND = BurnDown(START, DUE, 5, 1, ((START, 4), (day("2026-11-07"), 1)))


def test_the_line_goes_down_in_steps_beside_an_even_pace() -> None:
    chart = burndown_view("Sprint", FOUND, "light")
    half = WIDTH / 2
    assert chart.left == f"0.0,0.0 {half},0.0 {half},{HEIGHT * 0.75}"
    assert chart.even == f"0.0,0.0 {WIDTH},{HEIGHT}"
    assert chart.now == (half, HEIGHT * 0.75)


def test_what_comes_late_makes_room_behind_the_date() -> None:
    late = BurnDown(START, DUE, 4, 0, ((START, 4), (day("2026-11-22"), 0)))
    chart = burndown_view("Sprint", late, "dark")
    assert chart.due == WIDTH / 2
    assert chart.now == (WIDTH, HEIGHT)


def test_words_say_the_same_and_what_is_not_known() -> None:
    assert told(FOUND).replace("\u00a0", " ") == (
        "Left to do: 4 of 5 deliverables on 2 Nov 2026, 1 since 7 Nov 2026; due 12 Nov 2026. "
        "1 more is done, nobody knows since when."
    )


def test_the_page_and_the_roadmap_show_it_in_both_themes() -> None:
    pieces = [item(f"ci/{slug}", milestone="sprint") for slug in "abc"]
    sprint = {"title": "Sprint", "start": "2026-11-02", "due": "2026-11-27"}
    held = programme(
        entry("ci", *pieces),
        issues=(closed("ci/a", 1, on="2026-11-09"),),
        milestones={"sprint": sprint, "later": {"title": "Later", "due": "2027-01-29"}},
    )
    files = rendered(held)
    for theme in ("light", "dark"):
        assert ET.fromstring(files[f"roadmap/charts/burndown.sprint.{theme}.svg"])  # noqa: S314 - ours
    assert "charts/burndown.sprint.light.svg" in files["roadmap/milestones/sprint.md"]
    assert "roadmap/charts/burndown.sprint.light.svg" in files["ROADMAP.md"]
    assert "burndown.later" not in "".join(files)
    without = files["roadmap/milestones/later.md"]
    assert "burn-down" not in without  # nothing is planned for it
