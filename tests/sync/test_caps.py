"""What GitHub takes at most: what does not fit is left out and said, the rest is done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, short, synced

ITEMS = (item("ci/demo", responsible="octo-tmm"), item("ci/deck"), item("ci/film"))
WANTED = desired(entry("ci", *ITEMS))


@pytest.fixture
def github() -> Fake:
    return Fake()


def test_an_epic_that_is_full_takes_no_more_items_and_they_are_filed_beside_it(
    github: Fake,
) -> None:
    synced(github, desired(entry("ci")))
    own = [github.file(title=f"Own {number}", parent=1) for number in range(98)]
    github.edit("acme/gtm", own[0].number, state="closed")
    found = planned(github, WANTED)
    assert [one.key for one in found.warnings] == ["ci/film"]
    assert "ci has 100 sub-issues" in found.warnings[0].message
    assert synced(github, WANTED).exit_code == 0
    parents = [github.by_key(key).parent for key in ("ci/demo", "ci/deck", "ci/film")]
    assert parents == [1, 1, None]
    again = planned(github, WANTED)
    assert again.changes == ()
    assert [one.key for one in again.warnings] == ["ci/film"]
    github.delete(("acme/gtm", own[0].number))
    assert [short(one) for one in planned(github, WANTED).changes] == ["link item ci/film"]
    synced(github, WANTED)
    assert planned(github, WANTED).changes == ()


def test_an_epic_of_its_own_takes_a_hundred_items(github: Fake) -> None:
    wanted = desired(entry("ci", *(item(f"ci/i{number}") for number in range(101))))
    synced(github, wanted)
    assert sum(issue.parent == 1 for issue in github.issues.values()) == 100
    assert planned(github, wanted).changes == ()


def test_ten_people_of_peoples_own_leave_no_room_and_hold_nothing_else_back(github: Fake) -> None:
    synced(github, WANTED)
    crowd = tuple(f"octo-p{number}" for number in range(10))
    person(github, "ci/demo", assignees=crowd)
    new = replace(ITEMS[0], responsible="octo-pmm", title="Demo film")
    wanted = desired(entry("ci", new, *ITEMS[1:]))
    found = planned(github, wanted)
    assert "octo-pmm is not added" in found.warnings[0].message
    synced(github, wanted)
    issue = github.by_key("ci/demo")
    assert (issue.title, issue.assignees) == ("CI: Demo film", crowd)
    assert planned(github, wanted).changes == ()
    person(github, "ci/demo", assignees=crowd[1:])
    synced(github, wanted)
    assert github.by_key("ci/demo").assignees == (*crowd[1:], "octo-pmm")
    assert planned(github, wanted).changes == ()


def test_a_hundred_labels_are_enough(github: Fake) -> None:
    synced(github, WANTED)
    own = tuple(f"own-{number}" for number in range(97))
    person(github, "ci/demo", labels=own, title="By hand")
    found = planned(github, WANTED)
    assert "is not added" in found.warnings[0].message
    synced(github, WANTED)
    issue = github.by_key("ci/demo")
    assert (len(issue.labels), issue.title) == (100, "CI: Demo")
    assert planned(github, WANTED).changes == ()
