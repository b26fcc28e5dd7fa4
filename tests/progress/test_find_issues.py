from __future__ import annotations

from programme_data import TODAY, catalog, closed, entry, issue, item, snapshot

from ucops.progress.programme import find_issues, measure


def test_without_a_snapshot_nothing_is_filed() -> None:
    assert measure(catalog(entry("ci", item("ci/demo"))), None, TODAY).filed.issues == {}


def test_issues_are_found_by_their_marker() -> None:
    filed = find_issues(
        catalog(entry("ci", item("ci/demo"), item("ci/other"))),
        snapshot(issue("ci", 1), issue("ci/demo", 2, parent=1), issue(None, 3)),
    )
    assert {key: found.number for key, found in filed.issues.items()} == {"ci": 1, "ci/demo": 2}
    assert filed.orphans == filed.duplicates == ()


def test_a_renamed_item_keeps_its_issue() -> None:
    whole = catalog(
        entry(
            "ci",
            item("ci/demo", previously=("ci/clip",)),
            item("ci/deck", previously=("ci/slides",)),
            item("ci/guide", previously=("vcc/guide",)),
            item("ci/page"),
            previously=["builds"],
        )
    )
    keys = ("builds", "ci/clip", "builds/slides", "vcc/guide", "builds/page")
    filed = find_issues(whole, snapshot(*(issue(key, n) for n, key in enumerate(keys, 1))))
    wanted = ("ci", "ci/demo", "ci/deck", "ci/guide", "ci/page")
    assert [filed.issues[key].number for key in wanted] == [1, 2, 3, 4, 5]
    assert filed.orphans == ()


def test_the_present_key_goes_before_a_former_one() -> None:
    whole = catalog(entry("ci", item("ci/demo", previously=("ci/clip",))))
    filed = find_issues(whole, snapshot(issue("ci/clip", 1), issue("ci/demo", 2)))
    assert filed.issues["ci/demo"].number == 2
    assert filed.orphans == ()
    assert [other.number for other in filed.duplicates] == [1]


def test_an_issue_that_the_file_takes_over_counts_before_it_has_a_marker() -> None:
    whole = catalog(
        entry(
            "ci",
            item("ci/demo", issue=42),
            item("ci/deck", issue=7, repository="acme/pmm"),
            issue=9,
        )
    )
    elsewhere = issue(None, 7, repository="acme/pmm", id=107)
    filed = find_issues(whole, snapshot(issue(None, 9), issue(None, 42), issue(None, 7), elsewhere))
    assert filed.issues["ci"].number == 9
    assert filed.issues["ci/demo"].number == 42
    assert filed.issues["ci/deck"] is elsewhere


def test_what_the_files_do_not_ask_for_is_an_orphan() -> None:
    filed = find_issues(
        catalog(entry("ci", item("ci/demo"))),
        snapshot(issue("ci/gone", 1), closed("old", 2), issue(None, 3)),
    )
    assert [orphan.key for orphan in filed.orphans] == ["ci/gone", "old"]


def test_of_two_issues_with_one_marker_the_one_under_our_epic_counts_else_the_lower() -> None:
    whole = catalog(entry("ci", item("ci/demo"), item("ci/deck")))
    filed = find_issues(
        whole,
        snapshot(
            issue("ci", 1),
            issue("ci/demo", 2),
            issue("ci/demo", 3, parent=1),
            issue("ci/deck", 5),
            issue("ci/deck", 4),
            issue("ci/deck", 6, parent=99),
        ),
    )
    assert filed.issues["ci/demo"].number == 3
    assert filed.issues["ci/deck"].number == 4
    assert [duplicate.number for duplicate in filed.duplicates] == [2, 5, 6]


def test_an_epic_in_another_repository_counts_as_ours() -> None:
    whole = catalog(entry("ci", item("ci/demo", repository="acme/pmm")))
    here = issue("ci/demo", 8, repository="acme/pmm", parent=1, parent_repository="acme/gtm")
    filed = find_issues(
        whole, snapshot(issue("ci", 1), issue("ci/demo", 2, repository="acme/pmm"), here)
    )
    assert filed.issues["ci/demo"] is here
