from __future__ import annotations

import pytest
from github_box import asked, connected, create
from github_fakes import graphql, scripted

from ucops.github import board as boards
from ucops.github import errors
from ucops.github.protocols import Board, BoardField
from ucops.sandbox import Sandbox
from ucops.sandbox.faults import Fault

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
    with pytest.raises(errors.InvalidRequestError, match="of kind date"):
        connection.writer.ensure_board_fields(board, [BoardField(name="Start", kind="text")])


def test_an_item_and_its_values(box: Sandbox, project: str) -> None:
    connection = connected(box)
    writer = connection.writer
    board = writer.ensure_board_fields(connection.reader.board(project), WANTED)
    issue = create(connection, "ci").issue
    item = writer.add_to_board(board, issue)
    assert writer.add_to_board(board, issue) == item
    before = len(box.requests)
    values = {"Start": "2026-11-30", "Role": "tmm", "Stage": "awareness"}
    writer.set_board_values(board, item, values)
    writer.set_board_values(board, item, {"Role": None, "Start": "2026-12-01"})
    writer.set_board_values(board, item, {})
    assert len(box.requests) == before + 2


def test_what_does_no_harm_twice_is_repeated_on_a_board(box: Sandbox, project: str) -> None:
    connection = connected(box)
    board = connection.writer.ensure_board_fields(connection.reader.board(project), WANTED)
    issue = create(connection, "ci").issue
    box.faults.script(Fault(kind="error", when="after", operation="mutation AddToBoard"))
    item = connection.writer.add_to_board(board, issue)
    box.faults.script(Fault(kind="drop", when="after", operation="mutation BoardValues"))
    connection.writer.set_board_values(board, item, {"Role": "tmm"})
    assert asked(box).count("mutation AddToBoard") == 2
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
    assert reader.lacks() == {"boards"}


EMPTY = Board(node_id="PVT_1", title="Programme", fields={"Start": WANTED[0]})


def test_values_that_were_set_in_part_are_an_error() -> None:
    partly = graphql({"v0": {"projectV2Item": None}}, {"message": "not a date"})
    client, _, _ = scripted(partly)
    with pytest.raises(errors.InvalidRequestError, match="not a date"):
        boards.set_values(client, EMPTY, "PVTI_1", {"Start": "soon"})


def test_a_field_that_came_back_as_something_else_is_an_error() -> None:
    odd = {"id": "F", "name": "Start", "dataType": "ITERATION"}
    client, _, _ = scripted(graphql({"createProjectV2Field": {"projectV2Field": odd}}))
    with pytest.raises(errors.InvalidRequestError, match="gave no such field"):
        boards.ensure_fields(client, EMPTY, [BoardField(name="End", kind="date")])
