from __future__ import annotations

from programme_data import closed, day, entry, issue, item, programme


def test_the_fullest_plate_comes_first_and_what_nobody_has_last() -> None:
    use_case = entry(
        "ci",
        item("ci/a", responsible=None),
        item("ci/b", responsible=None),
        item("ci/c", responsible=None),
        item("ci/d", responsible="octo-b", due=day("2026-11-01")),
        item("ci/e", responsible="octo-a", due=day("2027-01-01")),
        item("ci/f", responsible="octo-a", due=day("2026-11-30")),
        item("ci/g", responsible="octo-a"),
        item("ci/h", responsible="octo-done"),
    )
    issues = (issue("ci/e", 1, "status:in-progress"), closed("ci/h", 2))
    loads = programme(use_case, issues=issues).workload
    assert [(load.person, load.open) for load in loads] == [("octo-a", 3), ("octo-b", 1), (None, 3)]
    assert (loads[0].under_way, loads[0].at_risk, loads[0].next_due) == (1, 1, day("2026-11-30"))
    assert (loads[1].overdue, loads[1].next_due) == (1, None)
