"""Rate limits, by a clock that the test turns."""

from __future__ import annotations

import json

import pytest
from fake.people import People
from fake.service import exhaust
from sandbox_client import Client, Clock

R = "/repos/acme/gtm"
VIEWER = {"query": "{ viewer { login } }"}


def test_the_primary_limit_is_told_and_kept(client: Client, clock: Clock) -> None:
    client.service.limits.primary = 2
    reply = client.reply("GET", R)
    assert reply.headers["X-RateLimit-Limit"] == "2"
    assert reply.headers["X-RateLimit-Remaining"] == "1"
    assert reply.headers["X-RateLimit-Used"] == "1"
    assert reply.headers["X-RateLimit-Resource"] == "core"
    client.reply("GET", R)
    refused = client.reply("GET", R)
    assert (refused.status, refused.headers["X-RateLimit-Remaining"]) == (403, "0")
    assert int(refused.headers["X-RateLimit-Reset"]) == int(clock.seconds) + 3600
    clock.seconds += 3600
    assert client.reply("GET", R).status == 200


def test_graphql_has_a_limit_of_its_own_and_answers_200(client: Client) -> None:
    client.service.limits.primary = 1
    assert client.send("GET", R)[0] == 200
    assert "data" in client.send("POST", "/graphql", VIEWER)[1]
    reply = client.reply("POST", "/graphql", VIEWER)
    assert reply.status == 200
    assert json.loads(reply.body)["errors"][0]["type"] == "RATE_LIMITED"
    assert reply.headers["X-RateLimit-Remaining"] == "0"
    assert reply.headers["X-RateLimit-Resource"] == "graphql"


def test_the_overview_is_free(client: Client) -> None:
    client.service.limits.primary = 1
    client.reply("GET", R)
    for _ in range(3):
        assert client.get("/rate_limit")["resources"]["core"]["remaining"] == 0


def test_an_answer_that_did_not_change_is_free(client: Client, people: People) -> None:
    people.open_issue("One")
    first = client.reply("GET", f"{R}/issues/1")
    tag = first.headers["ETag"]
    second = client.reply("GET", f"{R}/issues/1", if_none_match=tag)
    assert (second.status, second.body) == (304, b"")
    assert second.headers["X-RateLimit-Remaining"] == first.headers["X-RateLimit-Remaining"]
    people.edit(1, title="Other")
    assert client.reply("GET", f"{R}/issues/1", if_none_match=tag).status == 200


@pytest.mark.parametrize(
    ("status", "retry_after", "header"), [(403, 60, "60"), (429, 30, "30"), (403, None, None)]
)
def test_too_many_creations_in_a_minute(
    client: Client, clock: Clock, status: int, retry_after: int | None, header: str | None
) -> None:
    limits = client.service.limits
    limits.creates_per_minute, limits.status, limits.retry_after = 2, status, retry_after
    for title in "ab":
        assert client.send("POST", f"{R}/issues", {"title": title})[0] == 201
    refused = client.reply("POST", f"{R}/issues", {"title": "c"})
    assert refused.status == status
    assert refused.headers.get("Retry-After") == header
    assert client.send("PATCH", f"{R}/issues/1", {"title": "x"})[0] == 200
    clock.seconds += 61
    assert client.send("POST", f"{R}/issues", {"title": "c"})[0] == 201


def test_too_many_creations_in_an_hour(client: Client, clock: Clock) -> None:
    client.service.limits.creates_per_hour = 2
    for title in "ab":
        client.send("POST", f"{R}/issues", {"title": title})
        clock.seconds += 120
    assert client.send("POST", f"{R}/issues", {"title": "c"})[0] == 403
    clock.seconds += 3600
    assert client.send("POST", f"{R}/issues", {"title": "c"})[0] == 201


def test_each_creation_of_a_document_counts(client: Client) -> None:
    client.service.limits.creates_per_minute = 1
    two = """mutation {
      a: createIssue(input: {repositoryId: "x", title: "a"}) { issue { id } }
      b: createIssue(input: {repositoryId: "x", title: "b"}) { issue { id } }
    }"""
    status, answer = client.send("POST", "/graphql", {"query": two})
    assert (status, "secondary" in answer["message"]) == (403, True)
    assert client.send("POST", "/graphql", VIEWER)[0] == 200


def test_used_up_on_demand(client: Client, clock: Clock) -> None:
    exhaust(client.service.limits, 90)
    assert client.send("GET", R)[0] == 403
    clock.seconds += 91
    assert client.send("GET", R)[0] == 200
