"""Questions for blockers that are too much for GitHub at once."""

from __future__ import annotations

from typing import Any

import pytest
from github_fakes import Time, graphql, issue, reply

from ucops.github import blockers, errors
from ucops.github.answers import Answer, Request
from ucops.github.client import Client, Surroundings
from ucops.github.directory import Directory
from ucops.github.pace import Pace
from ucops.github.shapes import Listed


def items(count: int) -> list[Listed]:
    return [
        Listed(issue=issue(number), pull_request=False, children=0, blockers=1)
        for number in range(1, count + 1)
    ]


def answering(most: int) -> tuple[Client, list[Request]]:
    """A GitHub that fails when it is asked for more than so many issues at once."""
    sent: list[Request] = []

    def send(request: Request) -> Answer:
        sent.append(request)
        ids: dict[str, list[str]] = request.body["variables"]
        if sum(map(len, ids.values())) > most:
            return reply(502)
        return graphql({alias: [node(each) for each in given] for alias, given in ids.items()})

    time = Time()
    around = Surroundings(clock=time.clock, sleep=time.sleep)
    return Client(send, around, Pace(0, 0)), sent


def node(node_id: str) -> dict[str, Any]:
    blocker = {"number": 9, "repository": {"nameWithOwner": "acme/gtm"}}
    return {"id": node_id, "blockedBy": {"nodes": [blocker], "pageInfo": {"hasNextPage": False}}}


def test_thousands_of_issues_are_few_questions() -> None:
    client, sent = answering(2500)
    found = blockers.read(client, Directory(client), items(2500))
    assert len(found) == 2500
    assert set(found.values()) == {("acme/gtm#9",)}
    assert len(sent) == 1
    assert len(sent[0].body["variables"]) == 25
    blockers.read(client, Directory(client), items(2501))
    assert len(sent) == 3


def test_a_question_that_is_too_much_is_halved() -> None:
    client, sent = answering(300)
    assert len(blockers.read(client, Directory(client), items(1000))) == 1000
    assert len(sent[-1].body["variables"]) == 3


def test_a_single_issue_that_cannot_be_read_stops_the_run() -> None:
    client, _ = answering(0)
    with pytest.raises(errors.ServerFailedError):
        blockers.read(client, Directory(client), items(2))


def test_nothing_is_asked_where_nothing_blocks() -> None:
    client, sent = answering(1)
    free = [Listed(issue=issue(1), pull_request=False, children=0, blockers=0)]
    assert blockers.read(client, Directory(client), free) == {}
    assert blockers.read(client, Directory(client, lacks={"dependencies"}), items(2)) == {}
    assert sent == []


def test_a_server_that_knows_no_dependencies_at_all() -> None:
    asked: list[str] = []

    def send(request: Request) -> Answer:
        asked.append(str(request))
        unknown = {"message": "Field 'blockedBy' doesn't exist on type 'Issue'"}
        return graphql(None, unknown) if request.is_graphql else reply(404, {})

    time = Time()
    client = Client(send, Surroundings(clock=time.clock, sleep=time.sleep), Pace(0, 0))
    directory = Directory(client)
    assert blockers.read(client, directory, items(5)) == {}
    assert directory.lacks == {"dependencies"}
    assert len(asked) == 2
