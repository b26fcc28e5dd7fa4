"""Plan, status and report speak of the same issue, whatever GitHub holds."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from sync_catalogs import catalog as catalog_of
from sync_catalogs import desired_of, entry, item
from sync_fake import Fake
from sync_runs import person, planned, synced
from test_laws import PERSON, act, catalogs

from ucops.github.snapshot import Snapshot
from ucops.model.catalog import Catalog
from ucops.progress.programme import find_issues, measure
from ucops.progress.standing import Standing
from ucops.sync.plan import plan

DAY = dt.date(2026, 11, 30)
FILES = catalog_of(entry("ci", item("ci/demo", title="Demo")))


def standing(snapshot: Snapshot) -> Standing:
    """What status says of the demo."""
    (use_case,) = measure(FILES, snapshot, DAY).use_cases
    return use_case.items[0]


def filed() -> Fake:
    github = Fake()
    synced(github, desired_of(FILES))
    return github


def test_an_issue_that_lost_its_marker_is_filed() -> None:
    github = filed()
    lost = person(github, "ci/demo", body="All of it is gone.")
    (change,) = planned(github, desired_of(FILES)).changes
    assert (change.number, change.reason) == (lost.number, "lost its marker")
    said = standing(github.snapshot())
    assert (said.issue and said.issue.number, said.state) == (lost.number, "planned")


def test_of_two_with_the_marker_a_duplicate_that_a_person_closed_is_not_the_one() -> None:
    github = filed()
    first = github.by_key("ci/demo")
    second = github.file(title=first.title, body=first.body, labels=first.labels)
    github.edit(
        first.repository, first.number, state="closed", state_reason="duplicate", parent=None
    )
    assert planned(github, desired_of(FILES)).known["ci/demo"].number == second.number
    said = standing(github.snapshot())
    assert (said.issue and said.issue.number, said.state) == (second.number, "planned")


def test_a_key_that_a_person_has_to_decide_has_the_issue_that_carries_it() -> None:
    github = filed()
    copied = github.by_key("ci/demo")
    github.file(title="Film", body=copied.body.replace("key=ci/demo", "key=ci/film"))
    wanted = catalog_of(entry("ci", item("ci/demo", title="Demo", previously=("ci/film",))))
    made = plan(desired_of(wanted), github.snapshot())
    assert made.conflicts[0].keys == ("ci/demo", "ci/film")
    assert find_issues(wanted, github.snapshot()).issues["ci/demo"].number == copied.number


@given(st.lists(st.tuples(catalogs(), PERSON), min_size=1, max_size=3), catalogs())
def test_plan_and_status_speak_of_the_same_issue_for_every_key(
    story: list[tuple[Catalog, list[tuple[str, int]]]], files: Catalog
) -> None:
    github = Fake()
    for catalog, deeds in story:
        synced(github, desired_of(catalog))
        for deed, seed in deeds:
            act(github, deed, seed)
    snapshot = github.snapshot()
    made = plan(desired_of(files), snapshot)
    said = find_issues(files, snapshot)
    orphaned = {one.key for one in said.orphans}
    left = {key: one.message for one in made.conflicts for key in one.keys}
    planned_for = {key: one for key, one in made.known.items() if key not in orphaned}
    for key in said.issues.keys() | planned_for.keys():
        if key in left and key not in planned_for:
            assert said.issues[key].place in left[key]
        else:
            assert said.issues.get(key) == planned_for.get(key)
    assert {one.place for one in said.orphans if one.state == "open"} == {
        f"{one.repository}#{one.number}" for one in made.orphans
    }
