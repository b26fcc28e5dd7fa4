"""The pages for a browser: what they show, what their buttons do, what they never do."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from fake.people import People
from sandbox_client import Client

PAGE = "/acme/gtm/issues"


@pytest.fixture(autouse=True)
def issues(people: People) -> None:
    people.create_label("ucops:epic", "5319e7")
    people.create_milestone("Sprint 3", due_on="2026-12-18")
    people.open_issue("Epic <b>&", "<script>alert(1)</script>")
    people.open_issue("First")
    people.open_issue("Second")
    for number in (2, 3):
        people.move_under(number, 1)
    people.block(3, 2)
    people.label(1, "ucops:epic")
    people.assign(2, "octo-a")
    people.schedule(2, "Sprint 3")
    people.comment(1, "<i>Hello</i>")
    people.close(2)


def page(client: Client, path: str, status: int = 200) -> str:
    reply = client.reply("GET", path)
    assert reply.status == status
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    return reply.body.decode()


def press(client: Client, number: int, act: str) -> int:
    body = urlencode({"act": act}).encode()
    return client.reply("POST", f"{PAGE}/{number}", body).status


def test_the_list(client: Client) -> None:
    text = page(client, PAGE)
    assert "2 open" in text
    assert "1 closed" in text
    assert "1 of 2" in text
    assert "Second" in text
    assert "First" not in text
    closed = page(client, f"{PAGE}?state=closed")
    assert "First" in closed
    assert "Sprint 3" in closed
    assert "octo-a" in closed
    assert "Second" not in page(client, f"{PAGE}?label=ucops:epic")


def test_pages_of_the_list(client: Client, people: People) -> None:
    for number in range(60):
        people.open_issue(f"More {number}")
    assert "page 1 of 2" in page(client, PAGE)
    assert "← previous" in page(client, f"{PAGE}?page=2")
    assert "page 1 of 2" in page(client, f"{PAGE}?page=x")


def test_an_issue_is_shown_and_escaped(client: Client) -> None:
    text = page(client, f"{PAGE}/1")
    assert "<script>alert" not in text
    assert "<i>Hello" not in text
    assert "Epic &lt;b&gt;&amp;" in text
    assert "Sub-issues" in text
    assert "Part of" in page(client, f"{PAGE}/2")
    blocked = page(client, f"{PAGE}/3")
    assert "Blocked by" in blocked
    assert "Blocks" in page(client, f"{PAGE}/2")


def test_the_home_page_names_the_repositories(client: Client) -> None:
    text = page(client, "/")
    assert "acme/gtm" in text
    assert "acme/pmm" in text
    assert "Nothing here" in page(client, "/acme/pmm/issues")


@pytest.mark.parametrize(
    ("act", "state", "reason"),
    [("close", "closed", "completed"), ("drop", "closed", "not_planned")],
)
def test_closing_and_reopening(
    client: Client, people: People, act: str, state: str, reason: str
) -> None:
    assert press(client, 3, act) == 303
    assert (people.issue(3).state, people.issue(3).state_reason) == (state, reason)
    assert "Reopen" in page(client, f"{PAGE}/3")
    assert press(client, 3, "reopen") == 303
    assert people.issue(3).state == "open"


def test_starting_and_stopping(client: Client, people: People) -> None:
    press(client, 3, "start")
    assert "No longer in progress" in page(client, f"{PAGE}/3")
    press(client, 3, "stop")
    assert people.issue(3).labels == ()


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/acme/none/issues", f"{PAGE}/99", f"{PAGE}/x", "/acme/gtm/wiki", f"{PAGE}/1/2"],
)
def test_what_is_not_there(client: Client, path: str) -> None:
    assert "Not found" in page(client, path, 404)


def test_a_button_that_is_none_and_an_issue_that_is_gone(client: Client, people: People) -> None:
    assert press(client, 3, "explode") == 404
    people.delete(3)
    assert press(client, 3, "close") == 404


def test_pages_are_no_requests_to_the_interface(client: Client) -> None:
    page(client, PAGE)
    assert client.service.requests == []
