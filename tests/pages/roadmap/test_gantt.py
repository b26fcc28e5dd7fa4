from __future__ import annotations

import datetime as dt

from programme_data import TODAY, closed, day, entry, issue, item, programme
from report_data import MILESTONES

from ucops.pages.roadmap.gantt import BARS, Bar, Section, programme_gantt, split, use_case_gantt


def bar(number: int) -> Bar:
    return Bar(f"Bar {number}", "", TODAY, TODAY + dt.timedelta(days=number))


def test_sections_are_spread_over_as_many_diagrams_as_they_need() -> None:
    sections = [Section(str(n), tuple(bar(k) for k in range(100))) for n in range(5)]
    diagrams = split(sections)
    assert [[one.title for one in diagram.sections] for diagram in diagrams] == [
        ["0", "1"],
        ["2", "3"],
        ["4"],
    ]


def test_a_section_that_is_too_long_goes_on_in_the_next_diagram() -> None:
    diagrams = split([Section("Long", tuple(bar(k) for k in range(2 * BARS + 1)))])
    assert [sum(len(one.bars) for one in diagram.sections) for diagram in diagrams] == [
        BARS,
        BARS,
        1,
    ]


def test_empty_sections_make_no_diagram() -> None:
    assert split([Section("Empty", ())]) == ()


def test_the_axis_fits_the_time_it_shows() -> None:
    short = split([Section("S", (Bar("a", "", TODAY, TODAY + dt.timedelta(days=112)),))])
    long = split([Section("S", (Bar("a", "", TODAY, TODAY + dt.timedelta(days=113)),))])
    assert (short[0].tick, long[0].tick) == ("2week", "1month")


def test_it_is_no_wider_than_its_dates_need() -> None:
    def room(days: int) -> int:
        (drawn,) = split([Section("S", (Bar("a", "", TODAY, TODAY + dt.timedelta(days)),))])
        return drawn.room

    assert (room(14), room(112), room(365)) == (300, 384, 626)
    named = Bar("132/140 late", "crit", TODAY, TODAY + dt.timedelta(27))
    far = Bar("a", "", TODAY, TODAY + dt.timedelta(168))
    (drawn,) = split([Section("S", (named, far))], in_rows=True)
    assert drawn.room == 504, "a bar of four weeks holds its twelve letters, and two more"


def test_a_row_a_use_case_and_a_bar_a_milestone() -> None:
    use_case = entry(
        "ci",
        item("ci/a", milestone="sprint-3", due=day("2026-12-11")),
        item("ci/b", milestone="sprint-3"),
        item("ci/c", milestone="sprint-2", due=day("2026-10-30")),
        item("ci/d", start=day("2026-11-01"), due=day("2027-01-15")),
        item("ci/e", due=day("2026-12-24"), deliverable="https://example.com"),
        item("ci/f", milestone="unknown"),
        item("ci/g", milestone="sprint-2", skip="Not needed"),
    )
    issues = (issue("ci/a", 1, "status:in-progress"),)
    (diagram,) = programme_gantt(programme(use_case, issues=issues, milestones=MILESTONES))
    (section,) = diagram.sections
    assert section.title == "CI"
    assert section.bars == (
        Bar("0/1 late", "crit", day("2026-10-05"), day("2026-10-30")),
        Bar("1/3", "active", day("2026-11-01"), day("2027-01-15")),
        Bar("0/2", "active", day("2026-11-30"), day("2026-12-18")),
    )


def test_complete_untouched_and_undated_groups() -> None:
    found = programme(
        entry("a", item("a/a", milestone="sprint-3")),
        entry("b", item("b/a", due=TODAY)),
        entry("c", item("c/a")),
        issues=(closed("a/a", 1),),
        milestones=MILESTONES,
    )
    (diagram,) = programme_gantt(found)
    assert [section.bars for section in diagram.sections] == [
        (Bar("✔ 1/1", "done", day("2026-11-30"), day("2026-12-18")),),
        (Bar("0/1", "milestone", None, TODAY),),
    ]


def test_the_items_that_are_still_to_come() -> None:
    (one,) = programme(
        entry(
            "ci",
            item("ci/a", title="A", start=TODAY, due=day("2026-12-11")),
            item("ci/b", title="B", milestone="sprint-2", due=day("2026-10-30")),
            item("ci/c", title="C", milestone="sprint-3", due=day("2026-11-01")),
            item("ci/d", due=TODAY, deliverable="https://example.com"),
            item("ci/e"),
        ),
        issues=(issue("ci/a", 1, "status:in-progress"),),
        milestones=MILESTONES,
    ).use_cases
    (diagram,) = use_case_gantt([("All", one.items)], {})
    assert diagram.sections[0].bars == (
        Bar("◑ A", "", TODAY, day("2026-12-11")),
        Bar("🔴 B", "crit, milestone", None, day("2026-10-30")),
        Bar("🔴 C", "crit, milestone", None, day("2026-11-01")),
    )
    config = programme(entry("ci"), milestones=MILESTONES).config
    (diagram,) = use_case_gantt([("All", one.items)], config.milestones)
    assert diagram.sections[0].bars[1] == Bar("🔴 B", "crit", day("2026-10-05"), day("2026-10-30"))
    assert diagram.sections[0].bars[2].start is None
