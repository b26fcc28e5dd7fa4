"""Every row of the ownership table and every settled case, on a GitHub in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sync_catalogs import day, desired, entry, item
from sync_fake import Fake
from sync_runs import person, planned, replaced, short, synced

from ucops.sync.desired import Desired
from ucops.sync.plan import plan

DEMO = item("ci/demo", milestone="sprint-3", responsible="octo-tmm", checklist=("Outline", "Cut"))
DECK = item("ci/deck", depends_on=("ci/demo",), milestone="sprint-3")


def files(demo: Any = DEMO, deck: Any = DECK, **fields: Any) -> Desired:
    return desired(entry("ci", *[one for one in (demo, deck) if one], **fields))


@pytest.fixture
def github() -> Fake:
    """A GitHub in step with the files."""
    github = Fake()
    assert synced(github, files()).exit_code == 0
    assert planned(github, files()).changes == ()
    return github


PUT_BACK = {
    "title": ({"title": "Mine"}, "title"),
    "region": ({"body": replaced("**To deliver:** Demo", "nonsense")}, "body"),
    "a label of ours taken off": ({"labels": ("ucops:item",)}, "labels"),
    "another stage's label": ({"labels": lambda now: (*now, "stage:decision")}, "labels"),
    "the marker's line deleted": ({"body": lambda now: now.partition("\n")[2]}, "key"),
}


@pytest.mark.parametrize(("edit", "field"), PUT_BACK.values(), ids=PUT_BACK)
def test_what_is_ours_is_put_back(github: Fake, edit: dict[str, Any], field: str) -> None:
    before = github.by_key("ci/demo")
    person(github, "ci/demo", **edit)
    [change] = planned(github, files()).changes
    assert short(change) == "update item ci/demo"
    assert set(change.fields) == {field}
    synced(github, files())
    after = github.by_key("ci/demo")
    assert (after.title, after.body, set(after.labels)) == (
        before.title,
        before.body,
        set(before.labels),
    )
    assert planned(github, files()).changes == ()


UNTOUCHED: dict[str, dict[str, Any]] = {
    "a label of their own": {"labels": lambda now: (*now, "question")},
    "a status label": {"labels": lambda now: (*now, "status:in-progress")},
    "our label in other letters": {
        "labels": lambda now: tuple("UCOPS:Item" if one == "ucops:item" else one for one in now)
    },
    "text below the region": {"body": lambda now: now + "\n\nA note.  \n"},
    "text above the region": {"body": replaced("<!-- ucops:begin", "A note.\n<!-- ucops:begin")},
    "CRLF from the web editor": {"body": replaced("\n", "\r\n")},
    "a ticked box": {"body": replaced("- [ ] Cut", "- [x] Cut")},
    "an assignee of their own": {"assignees": ("octo-tmm", "octo-friend")},
    "the assignee taken off": {"assignees": ()},
    "the milestone taken off": {"milestone": None},
    "another milestone": {"milestone": "Sprint 4"},
    "closed as completed": {"state": "closed", "state_reason": "completed"},
    "closed as not planned": {"state": "closed", "state_reason": "not_planned"},
    "closed as a duplicate": {"state": "closed", "state_reason": "duplicate"},
    "locked": {"locked": True},
}


@pytest.mark.parametrize("edit", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_is_the_peoples_is_left(github: Fake, edit: dict[str, Any]) -> None:
    person(github, "ci/demo", **edit)
    assert planned(github, files()).changes == ()


@pytest.mark.parametrize("edit", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_is_the_peoples_survives_a_change_of_ours(github: Fake, edit: dict[str, Any]) -> None:
    issue = person(github, "ci/demo", **edit)
    edited = github.issues[issue.repository, issue.number]
    wanted = files(demo=replace(DEMO, title="Demo video", priority=2))
    synced(github, wanted)
    after = github.by_key("ci/demo")
    assert after.title == "CI: Demo video"
    for name in ("assignees", "milestone", "state", "state_reason", "locked"):
        assert getattr(after, name) == getattr(edited, name)
    assert set(after.labels) - {"priority:2"} == set(edited.labels) - {"priority:1"}
    assert planned(github, wanted).changes == ()


def test_text_around_the_region_is_kept_byte_for_byte(github: Fake) -> None:
    person(
        github,
        "ci/demo",
        body=lambda now: (
            now.replace("<!-- ucops:begin", "Über\r\n \t\n<!-- ucops:begin") + "\r\nBelow"
        ),
    )
    synced(github, files(demo=replace(DEMO, description="New")))
    body = github.by_key("ci/demo").body
    assert "\nÜber\r\n \t\n<!-- ucops:begin" in body
    assert body.endswith("\r\nBelow")


def test_ticks_survive_rendering_anew(github: Fake) -> None:
    person(github, "ci/demo", body=replaced("- [ ] Cut", "- [X] Cut"))
    wanted = files(demo=replace(DEMO, checklist=("Cut", "Reviewed")))
    synced(github, wanted)
    body = github.by_key("ci/demo").body
    assert "- [x] Cut" in body
    assert "- [ ] Reviewed" in body
    assert planned(github, wanted).changes == ()


FOLLOWED: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "a new person replaces the old one": (
        {},
        {"responsible": "octo-new"},
        {"assignees": ("octo-new",)},
    ),
    "a new person joins those whom people added": (
        {"assignees": ("octo-tmm", "octo-friend")},
        {"responsible": "octo-new"},
        {"assignees": ("octo-friend", "octo-new")},
    ),
    "nobody named takes ours off": (
        {"assignees": ("octo-tmm", "octo-friend")},
        {"responsible": None},
        {"assignees": ("octo-friend",)},
    ),
    "a person taken off comes back when the files change to them again": (
        {"assignees": ()},
        {"responsible": "octo-new"},
        {"assignees": ("octo-new",)},
    ),
    "another milestone": ({}, {"milestone": "sprint-4"}, {"milestone": "Sprint 4"}),
    "another milestone over a person's": (
        {"milestone": None},
        {"milestone": "sprint-4"},
        {"milestone": "Sprint 4"},
    ),
    "no milestone takes ours off": ({}, {"milestone": None}, {"milestone": None}),
    "no milestone leaves a person's": (
        {"milestone": "Their own"},
        {"milestone": None},
        {"milestone": "Their own"},
    ),
}


@pytest.mark.parametrize(("edit", "change", "after"), FOLLOWED.values(), ids=FOLLOWED)
def test_people_and_milestones_follow_the_files(
    github: Fake, edit: dict[str, Any], change: dict[str, Any], after: dict[str, Any]
) -> None:
    person(github, "ci/demo", **edit)
    wanted = files(demo=replace(DEMO, **change))
    synced(github, wanted)
    issue = github.by_key("ci/demo")
    for name, value in after.items():
        assert getattr(issue, name) == value
    assert planned(github, wanted).changes == ()


def test_a_lost_parent_is_put_back(github: Fake) -> None:
    person(github, "ci/demo", parent=None)
    assert [short(one) for one in planned(github, files()).changes] == ["link item ci/demo"]
    synced(github, files())
    assert github.by_key("ci/demo").parent == github.by_key("ci").number
    assert planned(github, files()).changes == ()


def test_an_item_under_another_of_our_issues_is_put_back(github: Fake) -> None:
    person(github, "ci/demo", parent=github.by_key("ci/deck").number)
    synced(github, files())
    assert github.by_key("ci/demo").parent == github.by_key("ci").number


def test_an_item_under_a_persons_issue_stays_there_with_a_warning(github: Fake) -> None:
    theirs = github.file(title="Our quarter")
    person(github, "ci/demo", parent=theirs.number)
    made = planned(github, files())
    assert made.changes == ()
    assert [one.key for one in made.warnings] == ["ci/demo"]
    assert f"#{theirs.number}" in made.warnings[0].message


def test_an_epic_under_one_of_our_issues_is_taken_out(github: Fake) -> None:
    both = desired(entry("ci", DEMO), entry("cd"))
    github = Fake()
    synced(github, both)
    person(github, "cd", parent=github.by_key("ci/demo").number)
    [change] = planned(github, both).changes
    assert short(change) == "unlink epic cd"
    synced(github, both)
    assert github.by_key("cd").parent is None


def test_a_lost_dependency_is_put_back_and_one_of_ours_too_many_taken_away(github: Fake) -> None:
    demo, deck = github.by_key("ci/demo"), github.by_key("ci/deck")
    person(github, "ci/deck", blocked_by=())
    person(github, "ci/demo", blocked_by=(f"acme/gtm#{deck.number}",))
    assert [short(one) for one in planned(github, files()).changes] == [
        "unblock item ci/demo",
        "block item ci/deck",
    ]
    synced(github, files())
    assert github.by_key("ci/deck").blocked_by == (f"acme/gtm#{demo.number}",)
    assert github.by_key("ci/demo").blocked_by == ()


def test_a_dependency_on_a_persons_issue_stays(github: Fake) -> None:
    theirs = github.file()
    person(github, "ci/deck", blocked_by=lambda now: (*now, f"acme/gtm#{theirs.number}"))
    assert planned(github, files()).changes == ()


def test_without_dependencies_in_the_configuration_none_is_touched(github: Fake) -> None:
    wanted = desired(entry("ci", DEMO, DECK), github={"dependencies": False})
    assert planned(github, wanted).changes == ()


CLOSED = {
    "deliverable": ({"deliverable": "https://example.com/demo"}, "completed"),
    "retired": ({"retired": day("2026-11-01")}, "not_planned"),
}


@pytest.mark.parametrize(("fields", "reason"), CLOSED.values(), ids=CLOSED)
def test_it_is_closed_once(github: Fake, fields: dict[str, Any], reason: str) -> None:
    wanted = files(demo=replace(DEMO, **fields), deck=replace(DECK, depends_on=()))
    synced(github, files(deck=replace(DECK, depends_on=())))
    assert [short(one) for one in planned(github, wanted).changes] == ["close item ci/demo"]
    synced(github, wanted)
    closed = github.by_key("ci/demo")
    assert (closed.state, closed.state_reason) == ("closed", reason)
    assert planned(github, wanted).changes == ()
    person(github, "ci/demo", state="open", state_reason="reopened")
    assert planned(github, wanted).changes == (), "a person reopened it"


@pytest.mark.parametrize("fields", [one for one, _ in CLOSED.values()], ids=CLOSED)
def test_from_the_start_it_is_not_filed(fields: dict[str, Any]) -> None:
    github = Fake()
    synced(github, files(demo=replace(DEMO, **fields), deck=None))
    assert {one.key for one in github.issues.values()} == {"ci"}


@pytest.mark.parametrize("fields", [one for one, _ in CLOSED.values()], ids=CLOSED)
def test_what_we_closed_is_opened_when_it_is_wanted_again(fields: dict[str, Any]) -> None:
    github = Fake()
    synced(github, files())
    synced(github, files(demo=replace(DEMO, **fields)))
    again = planned(github, files())
    assert again.changes[0].fields["state"] == ("closed", "open")
    synced(github, files())
    assert github.by_key("ci/demo").state == "open"
    assert planned(github, files()).changes == ()


@pytest.mark.parametrize(("fields", "reason"), CLOSED.values(), ids=CLOSED)
def test_what_a_person_closed_after_us_stays_closed(
    github: Fake, fields: dict[str, Any], reason: str
) -> None:
    synced(github, files(demo=replace(DEMO, **fields)))
    person(github, "ci/demo", closed_at="2026-11-22T10:00:02Z")
    assert github.by_key("ci/demo").state_reason == reason
    assert not [one for one in planned(github, files()).changes if "state" in one.fields]
    synced(github, files())
    assert github.by_key("ci/demo").state == "closed"
    assert planned(github, files()).changes == ()


@pytest.mark.parametrize(
    "closed_at", ["", "2026-11-22T10:00:00", "then", "2026-11-22T09:59:59Z", "2026-11-22T10:00:01Z"]
)
def test_when_we_closed_it_is_not_known_or_fits(github: Fake, closed_at: str) -> None:
    synced(github, files(demo=replace(DEMO, **CLOSED["deliverable"][0])))
    body = github.by_key("ci/demo").body
    assert body.count('"closed_at":"2026-11-22T10:00:00Z"') == 1
    person(github, "ci/demo", body=body.replace("2026-11-22T10:00:00Z", closed_at))
    assert planned(github, files()).changes[0].fields["state"] == ("closed", "open")


def test_a_retired_use_case_is_closed_as_not_planned(github: Fake) -> None:
    person(github, "ci/deck", state="closed", state_reason="completed")
    wanted = files(status="retired")
    assert [short(one) for one in planned(github, wanted).changes] == [
        "close epic ci",
        "close item ci/demo",
        "close milestone sprint-3",
    ]
    synced(github, wanted)
    assert github.by_key("ci").state_reason == "not_planned"
    assert github.by_key("ci/deck").state_reason == "completed"
    assert planned(github, wanted).changes == ()


def test_a_retired_use_case_is_not_filed() -> None:
    assert planned(Fake(), files(status="retired")).changes[0].kind == "milestone"


def test_drafts_have_no_issues() -> None:
    wanted = files(status="draft")
    assert {one.kind for one in planned(Fake(), wanted).changes} == {"milestone"}


ORPHANING: dict[str, Callable[[], Desired]] = {
    "removed": lambda: files(deck=None),
    "skipped": lambda: files(deck=replace(DECK, skip="not here")),
}


@pytest.mark.parametrize("wanted", ORPHANING.values(), ids=ORPHANING)
def test_what_the_files_drop_is_an_orphan(github: Fake, wanted: Callable[[], Desired]) -> None:
    made = planned(github, wanted())
    assert made.changes == ()
    assert [one.key for one in made.orphans] == ["ci/deck"]
    closing = planned(github, wanted(), close_orphans=True)
    assert [short(one) for one in closing.changes] == ["close item ci/deck"]
    synced(github, wanted(), close_orphans=True)
    assert github.by_key("ci/deck").state_reason == "not_planned"
    assert planned(github, wanted(), close_orphans=True).changes == ()


def test_a_use_case_back_to_draft_leaves_orphans_items_closed_first(github: Fake) -> None:
    wanted = files(status="draft")
    made = planned(github, wanted, close_orphans=True)
    assert [short(one) for one in made.changes] == [
        "close item ci/deck",
        "close item ci/demo",
        "close epic ci",
    ]


def test_an_orphan_that_comes_back_is_opened(github: Fake) -> None:
    synced(github, files(deck=None), close_orphans=True)
    synced(github, files())
    assert github.by_key("ci/deck").state == "open"
    assert planned(github, files()).changes == ()


def test_a_blocker_that_is_an_orphan_is_unblocked(github: Fake) -> None:
    wanted = files(demo=None, deck=replace(DECK, depends_on=()))
    assert [short(one) for one in planned(github, wanted).changes if one.action != "update"] == [
        "unblock item ci/deck"
    ]


def test_two_issues_with_one_marker_the_one_under_our_epic_wins(github: Fake) -> None:
    real = github.by_key("ci/demo")
    copy = github.file(title=real.title, body=real.body)
    made = planned(github, files())
    assert [(short(one), one.number) for one in made.changes] == [
        ("close item ci/demo", copy.number)
    ]
    synced(github, files())
    assert github.issues["acme/gtm", copy.number].state_reason == "duplicate"
    assert planned(github, files()).changes == ()


def test_of_two_in_no_place_the_lower_number_wins(github: Fake) -> None:
    real = person(github, "ci/demo", parent=None)
    copy = github.file(title=real.title, body=real.body)
    closes = [one.number for one in planned(github, files()).changes if one.action == "close"]
    assert closes == [copy.number]


def test_of_two_alike_the_older_one_wins_in_whatever_order_they_are_read(github: Fake) -> None:
    real = person(github, "ci/demo", parent=None)
    copy = github.file(title=real.title, body=real.body, labels=real.labels)
    snapshot = github.snapshot()
    for issues in (snapshot.issues, snapshot.issues[::-1]):
        made = plan(files(), replace(snapshot, issues=issues))
        assert [it.number for it in made.changes if it.action == "close"] == [copy.number]


def test_an_emptied_body_is_recognised_by_place_and_title(github: Fake) -> None:
    issue = person(github, "ci/demo", body="")
    [change] = planned(github, files()).changes
    assert (short(change), change.number) == ("update item ci/demo", issue.number)
    assert change.reason == "lost its marker"
    synced(github, files())
    assert planned(github, files()).changes == ()


def test_an_epic_with_an_emptied_body_is_recognised(github: Fake) -> None:
    issue = person(github, "ci", body="Oops")
    synced(github, files())
    assert github.by_key("ci").number == issue.number
    assert github.by_key("ci").body.endswith("Oops")


def test_a_body_emptied_and_a_title_changed_is_a_conflict(github: Fake) -> None:
    issue = person(github, "ci/demo", body="", title="Something else")
    made = planned(github, files())
    assert [one.keys for one in made.conflicts] == [("ci/demo",)]
    assert f"#{issue.number}" in made.conflicts[0].message
    assert not any(one.key == "ci/demo" for one in made.changes)
    assert synced(github, files()).exit_code == 1


def test_a_sub_issue_of_a_persons_is_no_conflict(github: Fake) -> None:
    github.file(title="Book a room", parent=github.by_key("ci").number)
    wanted = desired(entry("ci", DEMO, DECK, item("ci/new")))
    made = planned(github, wanted)
    assert made.conflicts == ()
    assert [short(one) for one in made.changes] == ["create item ci/new"]


def test_an_epic_without_items_that_lost_its_marker_is_recognised_by_its_labels() -> None:
    github, wanted = Fake(), desired(entry("ci"))
    synced(github, wanted)
    issue = person(github, "ci", body="")
    synced(github, wanted)
    assert github.by_key("ci").number == issue.number
    assert len(github.issues) == 1


def test_an_item_that_lost_marker_and_parent_is_recognised_by_its_labels(github: Fake) -> None:
    issue = person(github, "ci/demo", body="", parent=None)
    synced(github, files())
    assert github.by_key("ci/demo").number == issue.number
    assert planned(github, files()).changes == ()


def test_a_deleted_epic_is_filed_anew_and_its_items_go_under_it(github: Fake) -> None:
    epic = github.by_key("ci")
    github.delete((epic.repository, epic.number))
    assert [short(one) for one in planned(github, files()).changes] == [
        "create epic ci",
        "link item ci/demo",
        "link item ci/deck",
    ]
    synced(github, files())
    assert planned(github, files()).changes == ()


def test_an_emptied_body_is_no_riddle_for_other_items_that_have_no_issue(github: Fake) -> None:
    person(github, "ci/deck", body="")
    done = replace(DEMO, deliverable="https://example.com/demo")
    wanted = desired(entry("ci", replace(done, key="ci/a", slug="a"), item("ci/b"), DEMO, DECK))
    made = planned(github, wanted)
    assert made.conflicts == ()
    assert [short(one) for one in made.changes] == ["create item ci/b", "update item ci/deck"]


def test_an_issue_that_may_be_one_of_several_is_one_conflict(github: Fake) -> None:
    person(github, "ci/demo", body="", title="Other")
    person(github, "ci/deck", body="", title="Another")
    made = planned(github, files())
    assert [one.keys for one in made.conflicts] == [("ci/deck", "ci/demo")]
    assert made.changes == ()


def test_what_a_person_closed_for_another_reason_is_not_opened(github: Fake) -> None:
    retired = files(demo=replace(DEMO, retired=day("2026-11-01")))
    synced(github, retired)
    person(github, "ci/demo", state_reason="completed")
    synced(github, files())
    assert github.by_key("ci/demo").state == "closed"
    assert planned(github, files()).changes == ()


def test_a_copy_with_a_lower_number_is_still_the_copy() -> None:
    github = Fake()
    early = github.file(title="Early")
    synced(github, files())
    real = github.by_key("ci/demo")
    github.edit("acme/gtm", early.number, title=real.title, body=real.body)
    made = planned(github, files())
    assert [(short(one), one.number) for one in made.changes] == [
        ("close item ci/demo", early.number)
    ]


def test_of_two_epics_the_one_with_our_items_wins() -> None:
    github = Fake()
    early = github.file(title="Early")
    synced(github, files())
    real = github.by_key("ci")
    github.edit("acme/gtm", early.number, title=real.title, body=real.body)
    assert [one.number for one in planned(github, files()).changes] == [early.number]


def test_two_issues_of_one_title_without_markers_are_a_conflict(github: Fake) -> None:
    issue = person(github, "ci/demo", body="")
    github.file(title=issue.title, parent=github.by_key("ci").number, labels=issue.labels)
    made = planned(github, files())
    assert [one.keys for one in made.conflicts] == [("ci/demo",)]
    assert made.changes == ()


def test_a_blocker_in_conflict_is_left_alone() -> None:
    github = Fake()
    before = desired(entry("ci", item("ci/a"), item("ci/b"), item("ci/c", depends_on=("ci/a",))))
    synced(github, before)
    wanted = desired(entry("ci", item("ci/b", previously=("ci/a",)), item("ci/c")))
    made = planned(github, wanted)
    assert [one.keys for one in made.conflicts] == [("ci/a", "ci/b")]
    assert not any(one.action == "unblock" for one in made.changes)


def test_what_is_retired_is_closed_and_otherwise_left_as_it_is(github: Fake) -> None:
    wanted = files(demo=replace(DEMO, retired=day("2026-11-01"), title="New", priority=3))
    before = github.by_key("ci/demo")
    synced(github, wanted)
    after = github.by_key("ci/demo")
    assert (after.title, after.labels) == (before.title, before.labels)
    assert after.state == "closed"


def test_an_orphan_that_a_person_opened_again_stays_open(github: Fake) -> None:
    synced(github, files(deck=None), close_orphans=True)
    person(github, "ci/deck", state="open", state_reason="reopened")
    made = planned(github, files(deck=None), close_orphans=True)
    assert made.changes == ()
    assert [one.key for one in made.orphans] == ["ci/deck"]


def test_an_orphan_that_a_person_closed_after_us_stays_closed(github: Fake) -> None:
    synced(github, files(deck=None), close_orphans=True)
    assert planned(github, files()).changes[0].fields["state"] == ("closed", "open")
    person(github, "ci/deck", closed_at="2026-11-22T10:00:02Z")
    assert not [one for one in planned(github, files()).changes if "state" in one.fields]
