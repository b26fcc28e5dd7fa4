"""Faults hit the requests that they are for, before or after these are applied."""

from __future__ import annotations

import pytest
from fake.faults import Fault, Sent
from fake.people import People
from sandbox_client import Client

R = "/repos/acme/gtm"
NEW = {"title": "New"}


def create(client: Client) -> tuple[int, bytes, bool]:
    reply = client.reply("POST", f"{R}/issues", NEW)
    return reply.status, reply.body, reply.cut


@pytest.mark.parametrize("status", [500, 502, 504])
@pytest.mark.parametrize(("when", "filed"), [("before", 0), ("after", 1)])
def test_errors(client: Client, people: People, status: int, when: str, filed: int) -> None:
    client.service.faults.script(Fault(kind="error", when=when, status=status, method="POST"))
    assert client.get(f"{R}/issues") == []
    assert create(client)[0] == status
    assert len(people.issues()) == filed
    assert create(client)[0] == 201


@pytest.mark.parametrize(("when", "filed"), [("before", 0), ("after", 1)])
def test_a_dropped_connection(client: Client, people: People, when: str, filed: int) -> None:
    client.service.faults.script(Fault(kind="drop", when=when))
    assert create(client) == (0, b"", True)
    assert len(people.issues()) == filed
    assert client.service.requests[-1].status is None
    assert client.service.requests[-1].wrote is bool(filed)


@pytest.mark.parametrize("kind", ["garbage", "truncate"])
def test_spoiled_answers(client: Client, people: People, kind: str) -> None:
    client.service.faults.script(Fault(kind=kind, when="after"))
    _status, body, cut = create(client)
    assert body
    assert not body.endswith(b"}")
    assert cut is (kind == "truncate")
    assert len(people.issues()) == 1


@pytest.mark.parametrize(
    ("fault", "status", "header"),
    [
        (Fault(kind="secondary"), 403, None),
        (Fault(kind="secondary", status=429, retry_after=7), 429, "7"),
    ],
)
def test_secondary_limits(client: Client, fault: Fault, status: int, header: str | None) -> None:
    client.service.faults.script(fault)
    reply = client.reply("POST", f"{R}/issues", NEW)
    assert (reply.status, reply.headers.get("Retry-After")) == (status, header)
    assert b"secondary rate limit" in reply.body


def test_the_primary_limit_used_up(client: Client) -> None:
    client.service.faults.script(Fault(kind="primary", seconds=50))
    reply = client.reply("GET", R)
    assert (reply.status, reply.headers["X-RateLimit-Remaining"]) == (403, "0")


def test_a_lagging_listing(client: Client, people: People) -> None:
    for title in "abc":
        people.open_issue(title)
    client.service.faults.script(Fault(kind="lag", count=2, times=2))
    assert client.get(f"{R}/issues/3")["number"] == 3
    assert [it["number"] for it in client.get(f"{R}/issues")] == [1]
    assert len(client.get(f"{R}/issues")) == 1
    assert len(client.get(f"{R}/issues")) == 3


@pytest.mark.parametrize(("kind", "second"), [("repeat", [2, 3]), ("skip", [4, 5])])
def test_pages_that_are_off(client: Client, people: People, kind: str, second: list[int]) -> None:
    for title in "abcde":
        people.open_issue(title)
    client.service.faults.script(Fault(kind=kind, after_requests=1))
    query = f"{R}/issues?direction=asc&per_page=2"
    assert [it["number"] for it in client.get(query)] == [1, 2]
    assert [it["number"] for it in client.get(f"{query}&page=2")] == second


def test_a_slow_answer_waits_outside_the_lock(client: Client) -> None:
    client.service.faults.script(Fault(kind="slow", seconds=9))
    assert client.reply("GET", R).delay == 9
    assert client.reply("GET", R).delay == 0


def test_operations_writes_and_times(client: Client) -> None:
    faults = client.service.faults
    faults.script(
        Fault(kind="error", operation="mutation", times=2),
        Fault(kind="error", writes=False, path="/labels"),
    )
    assert client.send("GET", R)[0] == 200
    assert client.send("POST", "/graphql", {"query": "{ viewer { login } }"})[0] == 200
    mutation = {"query": "mutation M { createIssue { issue { id } } }"}
    assert [client.send("POST", "/graphql", mutation)[0] for _ in range(3)] == [502, 502, 200]
    assert client.send("POST", f"{R}/labels", {"name": "x"})[0] == 201
    assert client.send("GET", f"{R}/labels")[0] == 502
    assert [fault.kind for _sent, fault in faults.injected] == ["error"] * 3


def test_chance_is_the_same_for_one_seed(client: Client) -> None:
    def outcomes() -> list[int]:
        client.service.faults.seed(7, 0.5)
        return [client.reply("GET", R).status for _ in range(30)]

    first = outcomes()
    assert first == outcomes()
    assert 0 < first.count(200) < 30
    client.service.faults.clear()
    assert client.reply("GET", R).status == 200


def test_hooks_before_and_after(client: Client, people: People) -> None:
    seen: list[tuple[str, int, int]] = []

    def note(when: str) -> object:
        return lambda sent: seen.append((when, sent.number, len(people.issues())))

    faults = client.service.faults
    faults.before(2, note("before"))
    faults.after(2, note("after"))
    faults.after(None, note("every"))
    create(client)
    create(client)
    assert seen == [("every", 1, 1), ("before", 2, 1), ("after", 2, 2), ("every", 2, 2)]


def test_a_hook_that_asks_itself_is_not_asked_again(client: Client) -> None:
    seen: list[int] = []

    def ask(sent: Sent) -> None:
        seen.append(sent.number)
        client.get(R)

    client.service.faults.before(1, ask)
    client.service.faults.after(3, ask)
    client.service.faults.script(Fault(kind="drop", when="after", method="POST"))
    client.get(R)
    create(client)
    assert seen == [1, 3]
    assert [(it.number, it.status) for it in client.service.requests] == [
        (2, 200),
        (1, 200),
        (3, None),
        (4, 200),
    ]


def test_a_fault_that_is_not_known() -> None:
    with pytest.raises(ValueError, match="earthquake"):
        Fault(kind="earthquake")


def test_what_a_hook_is_told(client: Client) -> None:
    told: list[Sent] = []
    client.service.faults.before(None, told.append)
    client.reply("GET", f"{R}/issues?page=1")
    client.reply("POST", "/graphql", {"query": "query Who { viewer { login } }"})
    client.reply("POST", "/graphql", {"query": "{{{"})
    first, second, third = told
    assert (first.method, first.path, first.listing, first.writes) == (
        "GET",
        f"{R}/issues",
        True,
        False,
    )
    assert (second.operation, second.writes) == ("query Who", False)
    assert third.operation is None
