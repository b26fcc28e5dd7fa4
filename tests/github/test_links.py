"""Links that GitHub refuses: told apart from those that are set already."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from github_fakes import issue, reply, rest_issue, scripted

from ucops.github import errors, links
from ucops.github.answers import Answer
from ucops.github.client import Client
from ucops.github.directory import Directory

ITEM, OTHER = issue(1), issue(2)
NO = reply(422, {"message": "no"})
NOT_THERE = reply(404, {})
HIDDEN = reply(404, {}, x_accepted_github_permissions="issues=write")
Act = Callable[[Client, Directory], None]


def put_under(client: Client, directory: Directory) -> None:
    links.set_parent(client, directory, ITEM, OTHER, replace=True)


def take_from(client: Client, directory: Directory) -> None:
    links.remove_parent(client, directory, ITEM, OTHER)


def block(client: Client, directory: Directory) -> None:
    links.add_blocked_by(client, directory, ITEM, OTHER)


def unblock(client: Client, directory: Directory) -> None:
    links.remove_blocked_by(client, directory, ITEM, OTHER)


def run(act: Act, *answers: Answer) -> tuple[Directory, int]:
    client, script, _ = scripted(*answers)
    directory = Directory(client)
    act(client, directory)
    return directory, len(script.sent)


PARENT = reply(200, rest_issue(2))
STRANGER = reply(200, rest_issue(3))


@pytest.mark.parametrize(
    ("act", "answers"),
    [
        (put_under, [NO, PARENT]),
        (take_from, [NO, STRANGER]),
        (take_from, [NOT_THERE, NOT_THERE]),
        (block, [NO, reply(200, [rest_issue(2)])]),
        (unblock, [NOT_THERE, reply(200, [rest_issue(3)])]),
        (unblock, [NOT_THERE, NOT_THERE]),
    ],
)
def test_what_is_so_already_is_no_error(act: Act, answers: list[Answer]) -> None:
    assert run(act, *answers)[1] == 2


@pytest.mark.parametrize(
    ("act", "answers"),
    [
        (put_under, [NO, STRANGER]),
        (put_under, [NO, NOT_THERE]),
        (take_from, [NO, PARENT]),
        (block, [NO, reply(200, [])]),
        (unblock, [NO, reply(200, [rest_issue(2)])]),
    ],
)
def test_what_is_not_so_is_one(act: Act, answers: list[Answer]) -> None:
    with pytest.raises(errors.InvalidRequestError):
        run(act, *answers)


@pytest.mark.parametrize("act", [put_under, block])
def test_a_missing_right_is_named(act: Act) -> None:
    with pytest.raises(errors.MissingPermissionError) as caught:
        run(act, HIDDEN)
    assert caught.value.permissions == "issues=write"


@pytest.mark.parametrize("act", [put_under, block])
def test_an_issue_that_is_gone_is_no_missing_feature(act: Act) -> None:
    with pytest.raises(errors.NotFoundError):
        run(act, NOT_THERE, NOT_THERE)


@pytest.mark.parametrize(
    ("act", "feature"),
    [
        (put_under, "sub_issues"),
        (take_from, "sub_issues"),
        (block, "dependencies"),
        (unblock, "dependencies"),
    ],
)
def test_nothing_is_sent_to_a_server_that_lacks_the_feature(act: Act, feature: str) -> None:
    client, script, _ = scripted()
    with pytest.raises(errors.UnsupportedError):
        act(client, Directory(client, lacks={feature}))  # type: ignore[arg-type]
    assert script.sent == []
