"""Issues over REST behave as GitHub's do."""

from __future__ import annotations

import pytest
from fake.people import People
from fake.service import Service
from sandbox_client import Client, Clock

R = "/repos/acme/gtm"


def numbers(issues: list) -> list[int]:
    return [issue["number"] for issue in issues]


def test_a_listing_holds_pull_requests_and_open_issues_only(client: Client, people: People) -> None:
    people.open_issue("One")
    people.open_pull_request("Two")
    people.open_issue("Three")
    people.close(1)
    listed = client.get(f"{R}/issues")
    assert numbers(listed) == [3, 2]
    assert ["pull_request" in issue for issue in listed] == [False, True]
    assert numbers(client.get(f"{R}/issues?state=closed")) == [1]
    assert numbers(client.get(f"{R}/issues?state=all&direction=asc")) == [1, 2, 3]


def test_pages_are_linked_by_a_cursor_that_keeps_its_place(client: Client, people: People) -> None:
    for title in "abcdef":
        people.open_issue(title)
    for direction, first, second in (("asc", [1, 2], [3, 4]), ("desc", [6, 5], [4, 3])):
        query = f"state=all&sort=created&direction={direction}&per_page=2"
        reply = client.reply("GET", f"{R}/issues?{query}")
        assert numbers(client.get(f"{R}/issues?{query}")) == first
        link = reply.headers["Link"]
        assert "after=" in link
        assert 'rel="last"' not in link
        following = link.partition("<http://127.0.0.1:1")[2].partition(">")[0]
        assert numbers(client.get(following)) == second
    people.delete(1)
    query = "state=all&sort=created&direction=asc&per_page=2"
    assert numbers(client.get(f"{R}/issues?{query}&after=:000000002&page=2")) == [3, 4]
    last = client.reply("GET", f"{R}/issues?{query}&after=:000000004&page=3")
    assert "Link" not in last.headers


def test_older_servers_count_their_pages(client: Client, people: People, service: Service) -> None:
    service.features = service.features.without("cursors")
    for title in "abcde":
        people.open_issue(title)
    query = "state=all&sort=created&direction=asc&per_page=2"
    link = client.reply("GET", f"{R}/issues?{query}").headers["Link"]
    identifier = people.repository.id
    base = f"http://127.0.0.1:1/repositories/{identifier}/issues?{query}"
    assert link == f'<{base}&page=2>; rel="next", <{base}&page=3>; rel="last"'
    assert numbers(client.get(f"/repositories/{identifier}/issues?{query}&page=3")) == [5]
    last = client.reply("GET", f"{R}/issues?{query}&page=3").headers["Link"]
    assert 'rel="prev"' in last
    assert 'rel="first"' in last
    assert 'rel="next"' not in last


def test_an_enterprise_prefix_is_carried_in_every_address(client: Client, people: People) -> None:
    for title in "ab":
        people.open_issue(title)
    reply = client.reply("GET", f"/api/v3{R}/issues?per_page=1")
    assert "http://127.0.0.1:1/api/v3/repositories/" in reply.headers["Link"]
    url = client.get(f"/api/v3{R}/issues/1")["url"]
    assert url == "http://127.0.0.1:1/api/v3/repos/acme/gtm/issues/1"


@pytest.mark.parametrize(("asked", "given"), [("", 30), ("per_page=500", 100), ("per_page=x", 30)])
def test_the_size_of_a_page(client: Client, people: People, asked: str, given: int) -> None:
    for number in range(101):
        people.open_issue(str(number))
    assert len(client.get(f"{R}/issues?{asked}")) == given


def test_since_goes_by_the_last_change(client: Client, people: People, clock: Clock) -> None:
    people.open_issue("Old")
    people.open_issue("Touched")
    clock.seconds += 100
    people.edit(2, title="Newer")
    assert numbers(client.get(f"{R}/issues?since=2026-11-22T12:01:00Z")) == [2]
    assert numbers(client.get(f"{R}/issues?sort=updated&direction=desc")) == [2, 1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("creator=octo-b", [3]),
    ],
)
def test_filters(client: Client, people: People, query: str, found: list[int]) -> None:
    people.open_issue("One")
    people.open_issue("Two")
    people.of(login="octo-b").open_issue("Three")
    people.label(2, "role:pmm")
    people.assign(2, "octo-a")
    people.create_milestone("Sprint")
    people.schedule(2, "Sprint")
    assert numbers(client.get(f"{R}/issues?{query}")) == found


@pytest.mark.parametrize("query", ["state=x", "sort=x", "direction=x"])
def test_unknown_filters_are_refused(client: Client, people: People, query: str) -> None:
    people.open_issue("One")
    status, answer = client.send("GET", f"{R}/issues?{query}")
    assert (status, answer["message"]) == (422, "Validation Failed")
    assert answer["errors"][0]["code"] == "invalid"


def test_a_filter_that_the_sandbox_lacks_is_never_ignored(client: Client) -> None:
    status, answer = client.send("GET", f"{R}/issues?mentioned=x")
    assert (status, answer["message"]) == (422, "The sandbox cannot filter by mentioned.")


def test_create_takes_everything_and_drops_who_cannot_be_assigned(
    client: Client, people: People
) -> None:
    people.create_label("role:pmm")
    people.create_milestone("Sprint")
    body = {
        "title": "New",
        "labels": ["ROLE:pmm", "unknown", "role:pmm"],
        "assignees": ["octo-a", "stranger", "OCTO-A"],
        "milestone": 1,
        "type": "epic",
    }
    status, made = client.send("POST", f"{R}/issues", body)
    assert status == 201
    assert [label["name"] for label in made["labels"]] == ["role:pmm", "unknown"]
    assert [person["login"].lower() for person in made["assignees"]] == ["octo-a"]
    assert (made["milestone"]["title"], made["type"]["name"]) == ("Sprint", "Epic")
    assert made["milestone"]["open_issues"] == 1


def test_without_push_everything_but_the_text_is_dropped(client: Client, people: People) -> None:
    people.create_token("reader", "octo-reader")
    client = client.by("reader")
    body = {"title": "New", "body": "x", "labels": ["a"], "assignees": ["octo-a"], "type": "Epic"}
    status, made = client.send("POST", f"{R}/issues", body)
    assert (status, made["body"]) == (201, "x")
    assert (made["labels"], made["assignees"], made["type"]) == ([], [], None)


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"title": "  "}, "title", "missing_field"),
        ({"title": "x" * 257}, "title", "custom"),
        ({"title": "x", "body": "y" * 65_537}, "body", "custom"),
        ({"title": "x", "labels": [str(n) for n in range(101)]}, "labels", "custom"),
        ({"title": "x", "assignees": [f"octo-{n}" for n in range(11)]}, "assignees", "custom"),
        ({"title": "x", "milestone": 5}, "milestone", "invalid"),
        ({"title": "x", "type": "Nothing"}, "type", "invalid"),
    ],
)
def test_limits_of_an_issue(client: Client, body: dict, field: str, code: str) -> None:
    status, answer = client.send("POST", f"{R}/issues", body)
    assert (status, answer["message"]) == (422, "Validation Failed")
    assert answer["errors"][0]["field"] == field
    assert answer["errors"][0]["code"] == code
    assert client.get(f"{R}/issues") == []


def test_the_longest_that_is_allowed(client: Client) -> None:
    body = {"title": "x" * 256, "body": "y" * 65_536, "labels": [str(n) for n in range(100)]}
    assert client.send("POST", f"{R}/issues", body)[0] == 201


def test_labels_and_assignees_replace_the_set(client: Client, people: People) -> None:
    people.open_issue("One")
    people.label(1, "a", "b")
    people.assign(1, "octo-a")
    status, changed = client.send("PATCH", f"{R}/issues/1", {"labels": ["B"], "assignees": []})
    assert (status, [label["name"] for label in changed["labels"]]) == (200, ["b"])
    assert changed["assignees"] == []
    assert client.send("PATCH", f"{R}/issues/1", {"labels": []})[1]["labels"] == []


def test_states_and_reasons(client: Client, people: People) -> None:
    people.open_issue("One")
    path = f"{R}/issues/1"
    closed = client.send("PATCH", path, {"state": "closed"})[1]
    assert (closed["state_reason"], closed["closed_by"]["login"]) == ("completed", "octo-bot")
    assert closed["closed_at"] == "2026-11-22T12:00:00Z"
    again = client.send("PATCH", path, {"state": "open"})[1]
    assert (again["state_reason"], again["closed_at"]) == ("reopened", None)
    ignored = client.send("PATCH", path, {"state_reason": "not_planned"})[1]
    assert (ignored["state"], ignored["state_reason"]) == ("open", "reopened")
    dropped = client.send("PATCH", path, {"state": "closed", "state_reason": "not_planned"})[1]
    assert dropped["state_reason"] == "not_planned"


def test_a_duplicate_names_its_original(client: Client, people: People) -> None:
    people.open_issue("One")
    people.open_issue("Two")
    original = people.issue(1).id
    body = {"state": "closed", "state_reason": "duplicate", "duplicate_issue_id": original}
    status, closed = client.send("PATCH", f"{R}/issues/2", body)
    assert (status, closed["state_reason"]) == (200, "duplicate")
    assert people.issue(2).duplicate_of == original


def test_nothing_changed_is_no_update(client: Client, people: People, clock: Clock) -> None:
    people.open_issue("One", "text")
    clock.seconds += 60
    same = client.send("PATCH", f"{R}/issues/1", {"title": "One", "body": "text"})[1]
    assert same["updated_at"] == same["created_at"]


def test_crlf_of_the_web_editor_is_kept(client: Client, people: People) -> None:
    people.open_issue("One", "a\nb")
    people.edit(1, body="a\nb\r\nc")
    assert client.get(f"{R}/issues/1")["body"] == "a\r\nb\r\nc"


def test_an_issue_that_is_gone(client: Client, people: People) -> None:
    for title in ("Deleted", "Moved", "Discussed"):
        people.open_issue(title)
    people.delete(1)
    people.transfer(2, "acme/pmm")
    people.convert_to_discussion(3)
    assert client.send("GET", f"{R}/issues/1")[0] == 410
    moved = client.reply("GET", f"{R}/issues/2/sub_issues")
    assert moved.status == 301
    there = moved.headers["Location"].removeprefix("http://127.0.0.1:1")
    assert there.endswith("/issues/1/sub_issues")
    assert client.get(there) == []
    assert client.send("GET", f"{R}/issues/3")[0] == 404
    assert client.get(f"{R}/issues?state=all") == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{not json", 400),
        (b"[1]", 400),
        ({"title": None}, 422),
        ({"title": ["x"]}, 422),
        ({"title": 7}, 201),
        ({"title": "x", "labels": "a"}, 422),
        ({"title": "x", "assignees": [1]}, 422),
        ({"title": "x", "body": 1}, 422),
    ],
)
def test_bodies_of_the_wrong_form(client: Client, body: object, status: int) -> None:
    assert client.send("POST", f"{R}/issues", body)[0] == status
