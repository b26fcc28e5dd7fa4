from __future__ import annotations

from dataclasses import replace

import pytest
from fake.faults import Fault
from fake.server import Sandbox
from github_box import asked, connected, create
from github_fakes import graphql, issue, scripted

from ucops.github import board as boards
from ucops.github import errors
from ucops.github.protocols import Board, BoardField, Card
from ucops.sandbox.entities import Issue as Entity
from ucops.sandbox.entities import Project

WANTED = (
    BoardField(name="Start", kind="date"),
    BoardField(name="Role", kind="text"),
    BoardField(name="Stage", kind="single_select", options={"awareness": "", "decision": ""}),
)


@pytest.fixture
def project(box: Sandbox) -> str:
    return f"acme/{box.people.create_board('Programme').number}"


def test_fields_are_created_once(box: Sandbox, project: str) -> None:
    connection = connected(box)
    board = connection.reader.board(project)
    assert board.title == "Programme"
    full = connection.writer.ensure_board_fields(board, WANTED)
    before = len(box.requests)
    assert connection.writer.ensure_board_fields(full, WANTED) == full
    assert len(box.requests) == before
    again = connection.reader.board(project)
    assert again.fields.keys() >= {"Start", "Role", "Stage"}
    assert again.fields["Stage"].options.keys() == {"awareness", "decision"}
    assert all(again.fields["Stage"].options.values())


def test_an_option_is_added_and_the_others_stay_as_they_are(box: Sandbox, project: str) -> None:
    connection = connected(box)
    board = connection.writer.ensure_board_fields(connection.reader.board(project), WANTED)
    more = BoardField(name="Stage", kind="single_select", options={"consideration": ""})
    after = connection.writer.ensure_board_fields(board, [more]).fields["Stage"]
    before = board.fields["Stage"]
    assert list(after.options) == ["awareness", "decision", "consideration"]
    assert {name: after.options[name] for name in before.options} == before.options
    assert {name: after.looks[name] for name in before.looks} == before.looks


def test_a_field_of_another_kind(box: Sandbox, project: str) -> None:
    connection = connected(box)
    board = connection.writer.ensure_board_fields(connection.reader.board(project), WANTED)
    wanted = [BoardField(name="start", kind="text"), BoardField(name="role", kind="date")]
    again = connection.writer.ensure_board_fields(board, wanted)
    assert {name: "of another kind" in why for name, why in again.unfit.items()} == {"start": True}
    issue = create(connection, "uc/i").issue
    card = Card(issue, {"start": "soon", "role": "2026-12-01"}, {"start": "kept"})
    assert connection.writer.put_on_board(again, [card]) == [None]
    assert shown(box) == {1: {"Role": "2026-12-01"}}


def test_a_field_that_github_does_not_take_is_left_out(box: Sandbox, project: str) -> None:
    connection = connected(box)
    empty = BoardField(name="Stage", kind="single_select")
    board = connection.writer.ensure_board_fields(connection.reader.board(project), [empty])
    assert "can't be blank" in board.unfit["Stage"]


@pytest.mark.parametrize("alone", [True, False])
def test_a_card_that_is_archived_says_so_itself(box: Sandbox, project: str, *, alone: bool) -> None:
    connection = connected(box)
    board = connection.writer.ensure_board_fields(connection.reader.board(project), WANTED)
    issues = [create(connection, f"uc/i{number}").issue for number in range(1 if alone else 3)]
    cards = [Card(issue, {"Role": "tmm"}) for issue in issues]
    connection.writer.put_on_board(board, cards)
    box.people.archive_card(1)
    first, *others = connection.writer.put_on_board(board, cards)
    assert isinstance(first, errors.CardArchivedError)
    assert others == [None] * len(others)


REFUSAL = {"type": "UNPROCESSABLE", "message": "The item is archived and cannot be updated"}


@pytest.mark.parametrize("refused", ["addProjectV2ItemById", "updateProjectV2ItemFieldValue"])
def test_a_card_that_is_archived_meanwhile_says_so_too(refused: str) -> None:
    item = {"item": {"id": "I", "isArchived": False}}
    answers = [graphql({"a0": item})] if refused != "addProjectV2ItemById" else []
    client, _, _ = scripted(*answers, graphql({"x0": None}, REFUSAL))
    board = Board(node_id="P", title="Programme", fields={"Role": replace(WANTED[1], node_id="F")})
    [error] = boards.put(client, board, [Card(issue(1), {"Role": "tmm"})])
    assert isinstance(error, errors.CardArchivedError)


def test_an_item_and_its_values(box: Sandbox, project: str) -> None:
    connection = connected(box)
    writer = connection.writer
    board = writer.ensure_board_fields(connection.reader.board(project), WANTED)
    issue = create(connection, "ci").issue
    before = len(box.requests)
    values = {"Start": "2026-11-30", "Role": "tmm", "Stage": "awareness"}
    assert writer.put_on_board(board, [Card(issue, values)]) == [None]
    writer.put_on_board(board, [Card(issue, {"Role": None, "Start": "2026-12-01"})])
    writer.put_on_board(board, [Card(issue, {})])
    assert len(box.requests) == before + 5
    assert shown(box) == {1: {"Start": "2026-12-01", "Stage": "awareness"}}


def shown(box: Sandbox) -> dict[int, dict[str, object]]:
    """Issue's number → its values on the board, by the fields' names."""
    world = box.service.world
    (project,) = world.every(Project)
    fields = {str(field.id): field for field in world.fields(project)}
    items = {world.the(Entity, item.issue).number: item.values for item in world.items(project)}
    return {
        number: {
            fields[ident].name: next(
                (name for option, name, *_ in fields[ident].options if option == value), value
            )
            for ident, value in values.items()
        }
        for number, values in items.items()
    }


STATUS = BoardField(name="Status", kind="single_select", options={"Todo": "", "Late": ""})
LOST: dict[str, tuple[dict[str, str] | None, dict[str, str], dict[str, str]]] = {
    "all is there": ({"Start": "2026-11-30", "Role": "tmm"}, {}, {"Role": "tmm"}),
    "moved by hand": ({"Start": "2026-11-30", "Role": "web"}, {}, {"Role": "web"}),
    "some of it is cleared": ({"Role": "web"}, {"Stage": "decision"}, {"Role": "web"}),
    "off the board": (None, {}, {"Start": "2026-11-30", "Role": "tmm", "Status": "Todo"}),
    "new there, and GitHub gave it a status": (
        {"Status": "Late"},
        {},
        {"Start": "2026-11-30", "Role": "tmm", "Status": "Todo"},
    ),
}


@pytest.mark.parametrize(("there", "values", "after"), LOST.values(), ids=LOST)
def test_what_was_set_before_is_set_again_only_where_all_of_it_is_lost(
    box: Sandbox,
    project: str,
    there: dict[str, str] | None,
    values: dict[str, str],
    after: dict[str, str],
) -> None:
    connection = connected(box)
    writer = connection.writer
    board = writer.ensure_board_fields(connection.reader.board(project), [*WANTED, STATUS])
    issue = create(connection, "ci").issue
    if there is not None:
        writer.put_on_board(board, [Card(issue, there)])
    kept = {"Start": "2026-11-30", "Role": "tmm", "Status": "Todo"}
    assert writer.put_on_board(board, [Card(issue, values, kept)]) == [None]
    assert shown(box)[1] == {**(there or {}), **values, **after}


def test_a_status_alone_that_is_there_stays(box: Sandbox, project: str) -> None:
    connection = connected(box)
    writer = connection.writer
    board = writer.ensure_board_fields(connection.reader.board(project), [*WANTED, STATUS])
    issue = create(connection, "ci").issue
    for status, kept in (("Late", {}), ("", {"Status": "Todo"})):
        values = {"Status": status} if status else {"Start": "2026-11-30"}
        assert writer.put_on_board(board, [Card(issue, values, kept)]) == [None]
    assert shown(box)[1] == {"Status": "Late", "Start": "2026-11-30"}


def test_many_issues_take_few_requests(box: Sandbox, project: str) -> None:
    connection = connected(box)
    writer = connection.writer
    board = writer.ensure_board_fields(connection.reader.board(project), WANTED)
    issues = [create(connection, f"uc/i{number}").issue for number in range(10)]
    before = len(box.requests)
    values = {"Start": "2026-11-30", "Role": "tmm", "Stage": "awareness"}
    assert writer.put_on_board(board, [Card(issue, values) for issue in issues]) == [None] * 10
    assert asked(box, before) == ["mutation AddToBoard", "mutation BoardValues"]
    assert shown(box) == {issue.number: values for issue in issues}


def test_what_goes_wrong_with_one_issue_is_its_own_affair(box: Sandbox, project: str) -> None:
    connection = connected(box)
    writer = connection.writer
    board = writer.ensure_board_fields(connection.reader.board(project), WANTED)
    issues = [create(connection, f"uc/i{number}").issue for number in range(3)]
    box.people.delete(2)
    values = {"Start": "soon"}, {"Role": "a"}, {"Role": "tmm"}
    entries = [Card(*pair) for pair in zip(issues, values, strict=True)]
    first, second, third = writer.put_on_board(board, entries)
    assert third is None
    assert "Could not resolve" in str(second)
    assert shown(box)[3] == {"Role": "tmm"}
    assert first is None or "Start" in str(first)


def test_a_request_that_is_too_much_is_halved(box: Sandbox, project: str) -> None:
    connection = connected(box)
    writer = connection.writer
    board = writer.ensure_board_fields(connection.reader.board(project), WANTED)
    issue = create(connection, "uc/i").issue
    box.faults.script(Fault(kind="error", operation="mutation BoardValues", times=4))
    values = {"Start": "2026-11-30", "Role": "tmm"}
    assert writer.put_on_board(board, [Card(issue, values)]) == [None]
    assert asked(box).count("mutation BoardValues") == 6
    box.faults.script(Fault(kind="error", operation="mutation BoardValues", times=8))
    with pytest.raises(errors.ServerFailedError):
        writer.put_on_board(board, [Card(issue, {"Role": "tmm", "Stage": "decision"})])


def test_a_board_that_may_only_be_read_says_so(box: Sandbox, project: str) -> None:
    may = {"issues": "write", "organization_projects": "read"}
    box.people.create_token("reading", "octo-bot", permissions=may)
    reader = connected(box, environment={"GITHUB_TOKEN": "reading"}).reader
    assert reader.board(project).writable is False
    assert connected(box).reader.board(project).writable is True


def test_what_does_no_harm_twice_is_repeated_on_a_board(box: Sandbox, project: str) -> None:
    connection = connected(box)
    board = connection.writer.ensure_board_fields(connection.reader.board(project), WANTED)
    issue = create(connection, "ci").issue
    box.faults.script(Fault(kind="error", when="after", operation="mutation AddToBoard"))
    box.faults.script(Fault(kind="drop", when="after", operation="mutation BoardValues"))
    assert connection.writer.put_on_board(board, [Card(issue, {"Role": "tmm"})]) == [None]
    assert asked(box).count("mutation AddToBoard") == 2
    assert asked(box).count("mutation BoardValues") == 2
    assert shown(box) == {1: {"Role": "tmm"}}
    box.faults.script(Fault(kind="drop", when="after", operation="mutation CreateField"))
    with pytest.raises(errors.OutcomeUnknownError):
        connection.writer.ensure_board_fields(board, [BoardField(name="End", kind="date")])


@pytest.mark.parametrize("project", ["acme/99", "nobody-here/1"])
def test_a_board_that_is_not_there(box: Sandbox, project: str) -> None:
    with pytest.raises(errors.NotFoundError) as caught:
        connected(box).reader.board(project)
    assert caught.value.exit_code == 3


def test_a_server_without_boards(box: Sandbox) -> None:
    box.service.features = box.service.features.without("boards")
    reader = connected(box).reader
    with pytest.raises(errors.UnsupportedError):
        reader.board("acme/1")
    assert reader.directory.lacks == {"boards"}


EMPTY = Board(node_id="PVT_1", title="Programme", fields={"Start": WANTED[0]})


def test_values_that_were_set_in_part_are_an_error() -> None:
    added = graphql({"a0": {"item": {"id": "I1"}}, "a1": {"item": {"id": "I2"}}})
    for path, wrong in (({"path": ["v1"]}, [1]), ({}, [0, 1])):
        partly = graphql(
            {"v0": {"projectV2Item": {}}, "v1": None}, {"message": "not a date", **path}
        )
        client, _, _ = scripted(added, partly)
        entries = [Card(issue(1), {"Start": "2026-11-30"}), Card(issue(2), {"Start": "soon"})]
        results = boards.put(client, EMPTY, entries)
        assert [at for at, error in enumerate(results) if error] == wrong
        assert "not a date" in str(results[1])


def test_a_field_that_came_back_as_something_else_is_an_error() -> None:
    odd = {"id": "F", "name": "Start", "dataType": "ITERATION"}
    client, _, _ = scripted(graphql({"createProjectV2Field": {"projectV2Field": odd}}))
    board = boards.ensure_fields(client, EMPTY, [BoardField(name="End", kind="date")])
    assert "gave no such field" in board.unfit["End"]
