"""What was left of a milestone, day by day."""

from __future__ import annotations

from dataclasses import replace

from programme_data import TODAY, closed, day, entry, issue, item, programme

from ucops.github.snapshot import Issue
from ucops.progress.burndown import BurnDown

NAMED = {"sprint": {"title": "Sprint", "start": "2026-11-02", "due": "2026-11-13"}}


def found(*issues: Issue, milestones: dict[str, object] = NAMED, **more: object) -> BurnDown | None:
    pieces = [
        item("ci/a", milestone="sprint"),
        item("ci/b", milestone="sprint"),
        item("ci/c", milestone="sprint"),
        item("ci/d", milestone="sprint", deliverable="https://example.com/d"),
        item("ci/skipped", milestone="sprint", skip="not needed"),
        item("ci/other", due=day("2026-11-10")),
    ]
    held = programme(entry("ci", *pieces), issues=issues, milestones=milestones, **more)
    return held.milestones[0].burndown


def test_a_burn_down_worked_by_hand() -> None:
    """Five items count less one that is skipped less one that nobody knows the day of: three."""
    assert found(
        closed("ci/a", 1, on="2026-10-30"),  # before it began
        closed("ci/b", 2, on="2026-11-09"),
        issue("ci/c", 3),
        closed("ci/other", 4, on="2026-11-05"),  # is none of its items
    ) == BurnDown(
        start=day("2026-11-02"),
        due=day("2026-11-13"),
        total=4,
        undated=1,
        left=((day("2026-11-02"), 2), (day("2026-11-09"), 1)),
    )


def test_what_is_closed_as_not_planned_leaves_the_count() -> None:
    burnt = found(closed("ci/a", 1, on="2026-11-03"), closed("ci/b", 2, "not_planned"))
    assert burnt
    assert (burnt.total, burnt.left[-1]) == (3, (day("2026-11-03"), 1))


def test_it_goes_on_after_its_date_and_ends_at_zero() -> None:
    burnt = found(*(closed(f"ci/{slug}", n, on="2026-11-20") for n, slug in enumerate("abc", 1)))
    assert burnt
    assert burnt.left == ((day("2026-11-02"), 3), (day("2026-11-20"), 0))


def test_without_a_first_day_it_begins_with_the_first_issue() -> None:
    opened = {"created_at": "2026-11-04T08:00:00Z"}
    burnt = found(
        issue("ci/a", 1, **opened),
        replace(closed("ci/b", 2, on="2026-11-09"), **opened),
        milestones={"sprint": {"title": "Sprint", "due": "2026-11-13"}},
    )
    assert burnt
    assert burnt.start == day("2026-11-04")


def test_there_is_none_without_a_date_or_before_something_is_finished() -> None:
    assert found(issue("ci/a", 1)) is None
    assert found(closed("ci/a", 1, on="2026-11-02")) is None
    assert found(closed("ci/a", 1), milestones={"sprint": {"title": "Sprint"}}) is None


def test_a_day_that_is_still_to_come_is_today() -> None:
    burnt = found(closed("ci/a", 1, on="2026-12-24"))
    assert burnt
    assert burnt.left[-1][0] == TODAY
