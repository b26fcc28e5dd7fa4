"""What a person does between reading and writing is never overwritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fake import inside
from fake.faults import Fault
from fake.inside import Time
from fake.people import People
from fake.server import Sandbox, serve
from github_box import body, connected, create

from ucops.github import errors
from ucops.github.client import Surroundings
from ucops.github.connect import Connection
from ucops.github.pace import Pace


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with serve() as running:
        yield running


@pytest.fixture
def connection(box: Sandbox) -> Connection:
    made = connected(box)
    made.reader.snapshot([box.repository])
    return made


NEW = {
    "title": "New",
    "body": body("ci", "new"),
    "labels": (),
    "assignees": (),
    "state": "open",
}
DEEDS: dict[str, Callable[[People], object]] = {
    "title": lambda people: people.edit(1, title="Mine"),
    "body": lambda people: people.edit(1, body=f"{body('ci')}\nMy note"),
    "labels": lambda people: people.label(1, "question"),
    "assignees": lambda people: people.assign(1, "octo-friend"),
    "state": lambda people: people.close(1),
}


@pytest.mark.parametrize("field", DEEDS)
def test_what_somebody_changed_is_not_replaced(
    box: Sandbox, connection: Connection, field: str
) -> None:
    issue = create(connection, "ci").issue
    DEEDS[field](box.people)
    theirs = box.people.issue(1)
    with pytest.raises(errors.ChangedMeanwhileError, match=f"somebody changed {field} of"):
        connection.writer.update_issue(issue, **{field: NEW[field]})  # type: ignore[arg-type, misc]
    assert box.people.issue(1) == theirs


@pytest.mark.parametrize("field", sorted(DEEDS.keys() - {"title"}))
def test_what_is_not_replaced_may_change(box: Sandbox, connection: Connection, field: str) -> None:
    issue = create(connection, "ci").issue
    DEEDS[field](box.people)
    assert connection.writer.update_issue(issue, title="New").issue.title == "New"


def test_closing_looks_too(box: Sandbox, connection: Connection) -> None:
    issue = create(connection, "ci").issue
    DEEDS["body"](box.people)
    with pytest.raises(errors.ChangedMeanwhileError):
        connection.writer.close_issue(issue, "not_planned", body=lambda _: body("ci", "closed"))
    assert box.people.issue(1).state == "open"


def test_what_time_it_is_closed_at_is_known_by_the_look(
    box: Sandbox, connection: Connection
) -> None:
    """The clock stands still: otherwise a second may begin between the look and the write."""
    issue = create(connection, "ci").issue
    standing = box.service.world.clock = Time()
    haste = Surroundings(clock=standing, sleep=lambda _: None)
    _, writer = inside.connected(inside.through(box.service, standing), haste, Pace())
    box.faults.script(Fault(kind="drop", when="after", method="PATCH"))
    times: list[str] = []

    def text(time: str) -> str:
        times.append(time)
        return body("ci", f"closed at {time}")

    closed = writer.close_issue(issue, "not_planned", body=text).issue
    assert times == [closed.closed_at, closed.closed_at], "each time that it is sent"
    assert f"closed at {closed.closed_at}" in closed.body


def test_why_somebody_closed_it_is_not_replaced(box: Sandbox, connection: Connection) -> None:
    issue = create(connection, "ci").issue
    box.people.close(1, "completed")
    with pytest.raises(errors.ChangedMeanwhileError, match="state_reason"):
        connection.writer.close_issue(issue, "not_planned")
    assert box.people.issue(1).state_reason == "completed"


def test_it_looks_again_before_a_write_is_repeated(box: Sandbox, connection: Connection) -> None:
    issue = create(connection, "ci").issue
    box.faults.script(Fault(kind="error", method="PATCH"))
    failed = len(box.requests) + 2
    box.faults.after(failed, lambda _sent: DEEDS["labels"](box.people))
    with pytest.raises(errors.ChangedMeanwhileError, match="labels"):
        connection.writer.update_issue(issue, labels=("tier:1",))


def test_a_write_that_got_through_unanswered_is_nobody_s_change(
    box: Sandbox, connection: Connection
) -> None:
    issue = create(connection, "ci").issue
    box.faults.script(Fault(kind="drop", when="after", method="PATCH"))
    assert connection.writer.update_issue(issue, title="New").issue.title == "New"


def test_an_issue_that_went_away(box: Sandbox, connection: Connection) -> None:
    issue = create(connection, "ci").issue
    box.people.delete(1)
    with pytest.raises(errors.ChangedMeanwhileError, match="was deleted since"):
        connection.writer.update_issue(issue, title="New")
