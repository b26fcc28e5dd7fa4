"""Renames, moves between use cases and repositories, adoption, issues that are gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sync_catalogs import desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, short, synced

from ucops.errors import UsageError
from ucops.github.snapshot import Gone
from ucops.sync.options import Options
from ucops.sync.plan import plan

BEFORE = desired(entry("ci", item("ci/demo"), item("ci/deck", depends_on=("ci/demo",))))


@pytest.fixture
def github() -> Fake:
    github = Fake()
    assert synced(github, BEFORE).exit_code == 0
    return github


def test_a_renamed_item_keeps_its_issue(github: Fake) -> None:
    number = github.by_key("ci/demo").number
    wanted = desired(
        entry(
            "ci",
            item("ci/film", previously=("ci/demo",)),
            item("ci/deck", depends_on=("ci/film",)),
        )
    )
    made = planned(github, wanted)
    assert [short(one) for one in made.changes] == ["rename item ci/film", "update item ci/deck"]
    assert made.changes[0].reason == "was ci/demo"
    synced(github, wanted)
    assert github.by_key("ci/film").number == number
    assert planned(github, wanted).changes == ()


def test_a_renamed_use_case_keeps_all_its_issues(github: Fake) -> None:
    numbers = {issue.number for issue in github.issues.values()}
    wanted = desired(
        entry(
            "build",
            item("build/demo"),
            item("build/deck", depends_on=("build/demo",)),
            previously=["ci"],
        )
    )
    assert [short(one) for one in planned(github, wanted).changes if one.kind != "label"] == [
        "rename epic build",
        "rename item build/demo",
        "rename item build/deck",
    ]
    synced(github, wanted)
    assert {issue.number for issue in github.issues.values()} == numbers
    assert "usecase:ci" not in github.by_key("build").labels
    assert planned(github, wanted).changes == ()


DELIVERED = {"deliverable": "https://example.com/demo"}


@pytest.mark.parametrize(
    ("status", "fields", "reason"),
    [("active", DELIVERED, "completed"), ("retired", {}, "not_planned")],
)
def test_what_we_closed_is_renamed_along(
    github: Fake, status: str, fields: dict[str, str], reason: str
) -> None:
    number = github.by_key("ci/demo").number
    deck = item("ci/deck")
    synced(github, desired(entry("ci", item("ci/demo", **fields), deck, status=status)))
    renamed = [item("build/demo", **fields), replace(deck, key="build/deck", use_case="build")]
    wanted = desired(entry("build", *renamed, previously=["ci"], status="active"))
    synced(github, wanted)
    demo = github.by_key("build/demo")
    assert (demo.number, demo.state) == (number, "closed" if fields else "open")
    assert demo.state_reason == (reason if fields else "reopened")
    assert {issue.key for issue in github.issues.values()} == {"build", "build/demo", "build/deck"}
    assert planned(github, wanted).changes == ()
    again = desired(
        entry("build", item("build/demo"), renamed[1], previously=["ci"], status="active")
    )
    synced(github, again)
    assert (github.by_key("build/demo").number, demo.parent) == (number, 1)
    assert github.by_key("build/demo").state == "open"


def test_what_a_person_reopened_is_renamed_and_no_orphan(github: Fake) -> None:
    synced(github, desired(entry("ci", item("ci/demo", **DELIVERED), item("ci/deck"))))
    person(github, "ci/demo", state="open", state_reason="reopened")
    wanted = desired(
        entry("build", item("build/demo", **DELIVERED), item("build/deck"), previously=["ci"])
    )
    synced(github, wanted)
    assert github.by_key("build/demo").state == "open"
    made = planned(github, wanted)
    assert (made.changes, made.orphans) == ((), ())


def test_of_two_that_we_closed_the_first_is_taken_and_nothing_is_asked(github: Fake) -> None:
    done = [item(f"ci/{slug}", **DELIVERED) for slug in ("demo", "deck")]
    synced(github, desired(entry("ci", *done)))
    wanted = desired(entry("ci", item("ci/film", previously=("ci/demo", "ci/deck"), **DELIVERED)))
    assert planned(github, wanted).conflicts == ()
    synced(github, wanted)
    assert github.by_key("ci/film").number == min(
        issue.number for issue in github.issues.values() if issue.key != "ci"
    )
    assert planned(github, wanted).changes == ()


def test_an_item_moved_out_of_a_use_case_that_is_renamed_too(github: Fake) -> None:
    number = github.by_key("ci/demo").number
    wanted = desired(
        entry("build", item("build/deck"), previously=["ci"]),
        entry("cd", item("cd/demo", previously=("build/demo",))),
    )
    synced(github, wanted)
    assert github.by_key("cd/demo").number == number
    made = planned(github, wanted)
    assert (made.changes, made.orphans) == ((), ())


@pytest.mark.parametrize("closed", ["ci/demo", "ci/film"])
def test_closing_one_of_the_two_as_a_duplicate_decides(github: Fake, closed: str) -> None:
    synced(github, desired(entry("ci", item("ci/demo"), item("ci/deck"), item("ci/film"))))
    wanted = desired(entry("ci", item("ci/film", previously=("ci/demo",)), item("ci/deck")))
    assert planned(github, wanted).conflicts
    kept = github.by_key("ci/film" if closed == "ci/demo" else "ci/demo").number
    person(github, closed, state="closed", state_reason="duplicate")
    assert planned(github, wanted).conflicts == ()
    synced(github, wanted)
    made = planned(github, wanted)
    assert (made.conflicts, made.changes) == ((), ())
    assert made.known["ci/film"].number == kept


def test_an_item_moved_to_another_use_case_goes_under_its_epic(github: Fake) -> None:
    number = github.by_key("ci/demo").number
    wanted = desired(
        entry("ci", item("ci/deck", depends_on=("cd/demo",))),
        entry("cd", item("cd/demo", previously=("ci/demo",))),
    )
    made = [short(one) for one in planned(github, wanted).changes if one.kind != "label"]
    assert made == [
        "update item ci/deck",
        "create epic cd",
        "rename item cd/demo",
        "link item cd/demo",
    ]
    synced(github, wanted)
    moved = github.by_key("cd/demo")
    assert (moved.number, moved.parent) == (number, github.by_key("cd").number)
    assert planned(github, wanted).changes == ()


def test_old_and_new_key_both_there_is_a_conflict(github: Fake) -> None:
    both = desired(entry("ci", item("ci/demo"), item("ci/deck"), item("ci/film")))
    synced(github, both)
    wanted = desired(entry("ci", item("ci/film", previously=("ci/demo",)), item("ci/deck")))
    made = planned(github, wanted)
    assert [one.keys for one in made.conflicts] == [("ci/demo", "ci/film")]
    assert not {"ci/film", "ci/demo"} & {one.key for one in made.changes}
    assert made.orphans == ()


def test_two_former_keys_with_issues_are_a_conflict(github: Fake) -> None:
    wanted = desired(entry("ci", item("ci/film", previously=("ci/demo", "ci/deck"))))
    made = planned(github, wanted)
    assert [one.keys for one in made.conflicts] == [("ci/deck", "ci/demo", "ci/film")]
    assert made.changes == ()


def test_a_former_key_that_something_else_has_now_is_no_former_key(github: Fake) -> None:
    wanted = desired(
        entry(
            "ci",
            item("ci/demo"),
            item("ci/deck", depends_on=("ci/demo",)),
            item("ci/film", previously=("ci/demo",)),
        )
    )
    assert [short(one) for one in planned(github, wanted).changes] == ["create item ci/film"]


def test_a_former_item_that_we_closed_as_an_orphan_is_no_conflict(github: Fake) -> None:
    now = desired(entry("ci", item("ci/demo"), item("ci/film")))
    synced(github, now, close_orphans=True)
    wanted = desired(entry("ci", item("ci/demo"), item("ci/film", previously=("ci/deck",))))
    assert planned(github, wanted).conflicts == ()


def test_a_role_with_a_repository_of_its_own_keeps_old_issues_where_they_are(
    github: Fake,
) -> None:
    wanted = desired(
        entry(
            "ci",
            item("ci/demo", repository="acme/web"),
            item("ci/deck", depends_on=("ci/demo",)),
            item("ci/page", repository="acme/web"),
        )
    )
    synced(github, wanted)
    assert github.by_key("ci/demo").repository == "acme/gtm"
    page = github.by_key("ci/page")
    assert (page.repository, page.parent_repository) == ("acme/web", "acme/gtm")
    assert page.parent == github.by_key("ci").number
    assert ("acme/web", "ucops:item") in github.labels
    assert ("acme/web", "ucops:epic") not in github.labels
    assert planned(github, wanted).changes == ()


def test_milestones_exist_where_they_are_used() -> None:
    github = Fake()
    page = item("ci/page", repository="acme/web", milestone="sprint-4")
    wanted = desired(entry("ci", page))
    synced(github, wanted)
    assert [one.title for one in github.milestones.values()] == ["Sprint 3", "Sprint 4", "Sprint 4"]
    assert github.by_key("ci/page").milestone == "Sprint 4"


def test_an_existing_issue_is_taken_over_with_its_text(github: Fake) -> None:
    theirs = github.file(title="Record a webinar", body="Agenda:\r\n- one", labels=("event",))
    wanted = desired(
        entry(
            "ci",
            item("ci/demo"),
            item("ci/deck", depends_on=("ci/demo",)),
            item("ci/webinar", issue=theirs.number),
        )
    )
    made = planned(github, wanted)
    assert [short(one) for one in made.changes] == ["adopt item ci/webinar", "link item ci/webinar"]
    synced(github, wanted)
    adopted = github.by_key("ci/webinar")
    assert adopted.number == theirs.number
    assert adopted.body.endswith("Agenda:\r\n- one")
    assert "event" in adopted.labels
    assert adopted.parent == github.by_key("ci").number
    assert planned(github, wanted).changes == ()


def test_an_existing_issue_is_taken_over_as_an_epic() -> None:
    github = Fake()
    theirs = github.file(title="CI programme", body="Notes")
    wanted = desired(entry("ci", item("ci/demo"), issue=theirs.number))
    synced(github, wanted)
    assert github.by_key("ci").number == theirs.number
    assert github.by_key("ci/demo").parent == theirs.number


CANNOT = {
    "there is none": ({}, "no such issue"),
    "it stands for another key": ({"number": 2}, "ci/demo"),
}


@pytest.mark.parametrize(("field", "word"), CANNOT.values(), ids=CANNOT)
def test_an_issue_that_cannot_be_taken_over_is_a_conflict(
    github: Fake, field: dict[str, int], word: str
) -> None:
    wanted = desired(
        entry(
            "ci",
            item("ci/demo"),
            item("ci/deck", depends_on=("ci/demo",)),
            item("ci/webinar", issue=field.get("number", 99)),
        )
    )
    made = planned(github, wanted)
    assert [one.keys for one in made.conflicts] == [("ci/webinar",)]
    assert word in made.conflicts[0].message
    assert made.changes == ()


def test_an_item_that_is_filed_already_ignores_its_issue_line(github: Fake) -> None:
    number = github.by_key("ci/demo").number
    wanted = desired(
        entry("ci", item("ci/demo", issue=number), item("ci/deck", depends_on=("ci/demo",)))
    )
    assert planned(github, wanted).changes == ()


def test_two_keys_cannot_take_over_one_issue(github: Fake) -> None:
    theirs = github.file(title="A webinar")
    wanted = desired(
        entry("ci", item("ci/a", issue=theirs.number), item("ci/b", issue=theirs.number))
    )
    made = planned(github, wanted)
    assert [one.keys for one in made.conflicts] == [("ci/b",)]


@pytest.mark.parametrize("how", ["deleted", "moved", "converted"])
def test_an_issue_that_is_gone_is_named_and_filed_anew(github: Fake, how: str) -> None:
    old = github.by_key("ci/demo")
    del github.issues[old.repository, old.number]
    gone = Gone(repository=old.repository, number=old.number, how=how, key="ci/demo")  # type: ignore[arg-type]
    snapshot = replace(github.snapshot(), gone=(gone,))
    made = plan(BEFORE, snapshot)
    create = next(one for one in made.changes if one.action == "create")
    assert create.key == "ci/demo"
    assert f"#{old.number}" in create.reason
    assert [one.key for one in made.warnings] == ["ci/demo"]


def test_an_undecided_epic_gets_no_new_items(github: Fake) -> None:
    wanted = desired(
        entry(
            "ci",
            item("ci/demo"),
            item("ci/deck", depends_on=("ci/demo",)),
            item("ci/new"),
            issue=99,
        )
    )
    for key in ("ci", "ci/demo", "ci/deck"):
        issue = github.by_key(key)
        del github.issues[issue.repository, issue.number]
    made = planned(github, wanted)
    assert [one.keys for one in made.conflicts] == [("ci",)]
    assert [one for one in made.changes if one.kind in ("epic", "item")] == []
    assert {one.key for one in made.warnings} == {"ci/demo", "ci/deck", "ci/new"}


def test_only_plans_for_the_named_use_cases(github: Fake) -> None:
    person(github, "ci/demo", title="Mine")
    wanted = desired(
        entry("ci", item("ci/demo"), item("ci/deck", depends_on=("ci/demo",))),
        entry("cd", item("cd/demo")),
    )
    assert {one.use_case for one in planned(github, wanted, only=frozenset({"ci"})).changes} == {
        "ci"
    }
    made = planned(github, wanted, only=frozenset({"cd"}))
    assert {one.key for one in made.changes if one.kind != "label"} == {"cd", "cd/demo"}
    with pytest.raises(UsageError, match="no use case nothing"):
        plan(wanted, github.snapshot(), Options(only=frozenset({"nothing"})))


def test_only_names_orphans_of_that_use_case(github: Fake) -> None:
    wanted = desired(entry("cd", item("cd/demo")))
    assert planned(github, wanted, only=frozenset({"cd"})).orphans == ()
    assert len(planned(github, wanted, only=frozenset({"ci"})).orphans) == 3


@pytest.mark.parametrize(("victim", "source"), [("ci/demo", "ci/deck"), ("ci/deck", "ci/demo")])
def test_a_body_that_is_pasted_into_a_sibling_makes_it_no_other_issue(
    github: Fake, victim: str, source: str
) -> None:
    numbers = {key: github.by_key(key).number for key in (victim, source)}
    person(github, victim, body=github.by_key(source).body)
    wanted = desired(entry("ci", item("ci/demo"), item("ci/deck", depends_on=("ci/demo",))))
    assert [short(one) for one in planned(github, wanted).changes] == [f"update item {victim}"]
    synced(github, wanted)
    assert {key: github.by_key(key).number for key in numbers} == numbers
    assert planned(github, wanted).changes == ()


def test_a_body_that_is_pasted_into_an_older_issue_of_peoples_own_wins_nothing(
    github: Fake,
) -> None:
    wanted = desired(entry("ci", item("ci/demo"), item("ci/deck", depends_on=("ci/demo",))))
    number = github.by_key("ci/demo").number
    own = github.file(title="Own place")
    person(github, "ci/demo", parent=own.number)
    older = github.file(title="Older", body=github.by_key("ci/demo").body)
    github.issues["acme/gtm", 0] = replace(github.issues.pop(("acme/gtm", older.number)), number=0)
    synced(github, wanted)
    assert github.issues["acme/gtm", number].state == "open"
    assert github.issues["acme/gtm", 0].state == "open"
    assert planned(github, wanted).changes == ()
