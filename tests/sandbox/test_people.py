"""What people do in the browser."""

from __future__ import annotations

import pytest
from fake.people import People

from ucops.sandbox.entities import IssueType, Label, Milestone
from ucops.sandbox.founding import found
from ucops.sandbox.refusals import Refusal


@pytest.fixture(autouse=True)
def issues(people: People) -> None:
    for title in ("One", "Two"):
        people.open_issue(title)


def test_labels_come_and_go(people: People) -> None:
    people.create_label("a", "ffffff", "First")
    people.label(1, "A", "b")
    assert len(people.issue(1).labels) == 2
    people.unlabel(1, "a")
    assert len(people.issue(1).labels) == 1
    people.edit_label("b", name="c", color="000000")
    names = [label.name for label in people.world.every(Label)]
    assert names == ["a", "c"]


def test_people_come_and_go(people: People) -> None:
    people.assign(1, "octo-a", "octo-b", "octo-a")
    people.unassign(1, "octo-a")
    assert people.issue(1).assignees == ("octo-b",)


def test_places(people: People) -> None:
    people.move_under(2, 1)
    people.block(2, 1)
    people.unblock(2, 1)
    assert people.move_under(2, None).parent is None
    assert people.issue(2).blocked_by == ()


def test_milestones_types_and_locks(people: People) -> None:
    people.create_milestone("Sprint")
    people.edit_milestone("Sprint", title="Sprint one", due_on="2026-12-18")
    people.schedule(1, "Sprint one")
    people.schedule(1, None)
    kind = next(people.world.every(IssueType))
    people.set_type(1, kind.id)
    people.lock(1, "resolved")
    issue = people.issue(1)
    assert (issue.milestone, issue.type, issue.locked) == (None, kind.id, True)
    milestone = next(people.world.every(Milestone))
    assert milestone.due_on == "2026-12-18T08:00:00Z"


def test_a_transferred_issue_is_elsewhere(people: People) -> None:
    people.label(1, "a")
    there = people.transfer(1, "acme/new")
    assert (there.number, there.labels) == (1, ())
    assert people.issue(1).moved_to == there.id
    assert [issue.title for issue in people.of("acme/new").issues()] == ["One"]
    with pytest.raises(Refusal, match="same owner"):
        people.transfer(2, "octo/elsewhere")


@pytest.mark.parametrize(
    "act",
    [
        lambda people: people.close(9),
        lambda people: people.schedule(1, "Nothing"),
        lambda people: people.of("acme/nothing").issues(),
    ],
)
def test_what_is_not_there(people: People, act: object) -> None:
    with pytest.raises(LookupError):
        act(people)


def test_another_person_elsewhere(people: People) -> None:
    found(people.world, "acme/other")
    other = people.of("acme/other", login="octo-b")
    assert other.open_issue("Three").author == "octo-b"
    assert other.of().login == "octo-b"
    assert len(people.issues()) == 2
