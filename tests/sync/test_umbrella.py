"""One issue above all epics, where the files ask for it; one for each tier where there are many."""

from __future__ import annotations

from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, short, synced

from ucops.sync.desired import Desired

UMBRELLA = {"umbrella": "All use cases"}


def above(github: Fake, key: str) -> str | None:
    """The key of what an issue stands under."""
    number = github.by_key(key).parent
    found = [one.key for one in github.snapshot().issues if one.number == number]
    return found[0] if found else None


def two(**github: object) -> Desired:
    return desired(entry("ci", item("ci/demo")), entry("vcc"), github=github)


def test_the_epics_stand_below_it_and_the_second_run_is_empty() -> None:
    github = Fake()
    made = planned(github, two(**UMBRELLA))
    assert [short(one) for one in made.changes if one.kind in {"epic", "item"}] == [
        "create epic .umbrella",
        "create epic ci",
        "create item ci/demo",
        "create epic vcc",
    ]
    synced(github, two(**UMBRELLA))
    assert [above(github, key) for key in (".umbrella", "ci", "vcc", "ci/demo")] == [
        None,
        ".umbrella",
        ".umbrella",
        "ci",
    ]
    top = github.by_key(".umbrella")
    assert (top.title, list(top.labels)) == ("All use cases", ["ucops:epic"])
    assert "- CI\n- VCC" in top.body
    assert planned(github, two(**UMBRELLA)).changes == ()


def test_without_it_epics_stand_alone_and_with_it_they_move_below() -> None:
    github = Fake()
    synced(github, two())
    assert [short(one) for one in planned(github, two(**UMBRELLA)).changes] == [
        "create epic .umbrella",
        "link epic ci",
        "link epic vcc",
    ]
    synced(github, two(**UMBRELLA))
    assert planned(github, two(**UMBRELLA)).changes == ()
    back = planned(github, two())
    assert [short(one) for one in back.changes] == ["unlink epic ci", "unlink epic vcc"]
    assert [one.key for one in back.orphans] == [".umbrella"]
    synced(github, two())
    assert planned(github, two()).changes == ()


def test_another_title_renames_it() -> None:
    github = Fake()
    synced(github, two(**UMBRELLA))
    (change,) = planned(github, two(umbrella="Everything")).changes
    assert (short(change), change.title) == ("update epic .umbrella", "Everything")


def test_only_one_use_case_has_what_is_above_it() -> None:
    github = Fake()
    synced(github, two(**UMBRELLA), only=frozenset({"vcc"}))
    assert sorted(one.key or "" for one in github.snapshot().issues) == [".umbrella", "vcc"]
    assert above(github, "vcc") == ".umbrella"


def test_an_epic_that_a_person_moved_stays_and_a_lost_mark_comes_back() -> None:
    github = Fake()
    synced(github, two(**UMBRELLA))
    own = github.file(title="Quarter")
    person(github, "ci", parent=own.number)
    person(github, ".umbrella", body="")
    number = github.snapshot().issues[0].number
    made = planned(github, two(**UMBRELLA))
    assert [(short(one), one.number) for one in made.changes] == [("update epic .umbrella", number)]
    assert any("where a person put it" in one.message for one in made.warnings)
    synced(github, two(**UMBRELLA))
    assert planned(github, two(**UMBRELLA)).changes == ()


def test_more_than_a_hundred_have_one_for_each_tier() -> None:
    few = [entry(f"a{number}", tier=1 + number % 2) for number in range(100)]
    github = Fake()
    synced(github, desired(*few, github=UMBRELLA))
    many = desired(*few, entry("b", tier=2), github=UMBRELLA)
    for _ in range(2):
        synced(github, many)
    tops = {one.key: one.title for one in github.snapshot().issues if (one.key or "")[:1] == "."}
    assert tops == {
        ".umbrella": "All use cases",
        ".umbrella-1": "All use cases: tier 1",
        ".umbrella-2": "All use cases: tier 2",
    }
    assert (above(github, "a0"), above(github, "b")) == (".umbrella-1", ".umbrella-2")
    left = planned(github, many)
    assert left.changes == ()
    assert [one.key for one in left.orphans] == [".umbrella"]
