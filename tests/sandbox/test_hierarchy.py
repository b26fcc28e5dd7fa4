"""Sub-issues and dependencies keep GitHub's rules."""

from __future__ import annotations

import pytest
from fake.people import People
from fake.service import Service
from sandbox_client import Client

from ucops.sandbox.founding import found

R = "/repos/acme/gtm"


@pytest.fixture(autouse=True)
def issues(people: People) -> None:
    for title in ("Epic", "First", "Second", "Third"):
        people.open_issue(title)


def add(
    client: Client, parent: int, child: int, people: People, **more: object
) -> tuple[int, dict]:
    body = {"sub_issue_id": people.issue(child).id, **more}
    return client.send("POST", f"{R}/issues/{parent}/sub_issues", body)


def test_a_child_is_seen_from_both_sides(client: Client, people: People) -> None:
    assert add(client, 1, 2, people)[0] == 201
    assert add(client, 1, 3, people)[0] == 201
    people.close(2)
    epic = client.get(f"{R}/issues/1")
    assert epic["sub_issues_summary"] == {"total": 2, "completed": 1, "percent_completed": 50}
    child = client.get(f"{R}/issues/2")
    assert child["parent_issue_url"] == epic["url"]
    assert client.get(f"{R}/issues/2/parent")["number"] == 1
    assert [it["number"] for it in client.get(f"{R}/issues/1/sub_issues")] == [2, 3]


def test_one_parent_only_unless_replaced(client: Client, people: People) -> None:
    add(client, 1, 2, people)
    status, answer = add(client, 3, 2, people)
    assert (status, answer["message"]) == (422, "Sub issue may only have one parent")
    assert add(client, 3, 2, people, replace_parent=True)[0] == 201
    assert client.get(f"{R}/issues/1")["sub_issues_summary"]["total"] == 0
    assert people.issue(2).parent == people.issue(3).id


def test_the_same_child_twice(client: Client, people: People) -> None:
    add(client, 1, 2, people)
    assert add(client, 1, 2, people)[0] == 422


def test_no_circles_and_no_pull_requests(client: Client, people: People) -> None:
    add(client, 1, 2, people)
    assert add(client, 2, 1, people)[0] == 422
    assert add(client, 1, 1, people)[0] == 422
    people.open_pull_request("Change")
    assert add(client, 1, 5, people)[0] == 404
    assert add(client, 5, 3, people)[0] == 422


def test_at_most_a_hundred_closed_ones_included(client: Client, people: People) -> None:
    for number in range(5, 105):
        people.open_issue(str(number))
        people.move_under(number, 1)
        people.close(number)
    status, answer = add(client, 1, 2, people)
    assert (status, "100" in answer["message"]) == (422, True)


def test_at_most_eight_levels(client: Client, people: People) -> None:
    for number in range(5, 12):
        people.open_issue(str(number))
    people.move_under(2, 1)
    for number in range(5, 12):
        people.move_under(number, 2 if number == 5 else number - 1)
    assert add(client, 11, 3, people)[0] == 422
    assert add(client, 10, 3, people)[0] == 201
    assert add(client, 3, 4, people)[0] == 422


def test_a_family_too_tall_is_refused(client: Client, people: People) -> None:
    people.move_under(3, 2)
    people.move_under(4, 3)
    for number in range(5, 12):
        people.open_issue(str(number))
        people.move_under(number, 1 if number == 5 else number - 1)
    assert add(client, 11, 2, people)[0] == 422


def test_another_owner_s_issue_is_refused(client: Client, people: People, service: Service) -> None:
    found(service.world, "octo/own")
    stranger = people.of("octo/own").open_issue("Elsewhere")
    body = {"sub_issue_id": stranger.id}
    assert client.send("POST", f"{R}/issues/1/sub_issues", body)[0] == 422
    sibling = people.of("acme/pmm").open_issue("Same owner")
    assert client.send("POST", f"{R}/issues/1/sub_issues", {"sub_issue_id": sibling.id})[0] == 201
    url = client.get("/repos/acme/pmm/issues/1")["parent_issue_url"]
    assert url.endswith("/repos/acme/gtm/issues/1")


def test_removing_a_child(client: Client, people: People) -> None:
    add(client, 1, 2, people)
    body = {"sub_issue_id": people.issue(2).id}
    assert client.send("DELETE", f"{R}/issues/1/sub_issue", body)[0] == 200
    assert client.send("DELETE", f"{R}/issues/1/sub_issue", body)[0] == 404
    assert client.send("GET", f"{R}/issues/2/parent")[0] == 404


def test_dependencies_are_counted(client: Client, people: People) -> None:
    path = f"{R}/issues/2/dependencies/blocked_by"
    for number in (3, 4):
        assert client.send("POST", path, {"issue_id": people.issue(number).id})[0] == 201
    people.close(4)
    assert client.get(f"{R}/issues/2")["issue_dependencies_summary"] == {
        "blocked_by": 1,
        "total_blocked_by": 2,
        "blocking": 0,
        "total_blocking": 0,
    }
    assert client.get(f"{R}/issues/3")["issue_dependencies_summary"]["blocking"] == 1
    assert [it["number"] for it in client.get(path)] == [3, 4]


def test_dependencies_that_make_no_sense(client: Client, people: People) -> None:
    path = f"{R}/issues/2/dependencies/blocked_by"
    third = {"issue_id": people.issue(3).id}
    assert client.send("POST", path, {"issue_id": people.issue(2).id})[0] == 422
    assert client.send("POST", path, third)[0] == 201
    assert client.send("POST", path, third)[0] == 422
    gone = f"{path}/{third['issue_id']}"
    assert client.send("DELETE", gone)[0] == 200
    assert client.send("DELETE", gone)[0] == 404
    assert client.send("DELETE", f"{path}/1")[0] == 404


def test_a_deleted_issue_leaves_its_places(client: Client, people: People) -> None:
    people.move_under(2, 1)
    people.move_under(3, 2)
    people.block(4, 2)
    people.create_board("Board")
    people.delete(2)
    assert people.issue(1).sub_issues == ()
    assert people.issue(3).parent is None
    assert people.issue(4).blocked_by == ()
    assert add(client, 1, 2, people)[0] == 404


@pytest.mark.parametrize(
    ("feature", "path"),
    [
        ("sub_issues", "sub_issues"),
        ("sub_issues", "parent"),
        ("dependencies", "dependencies/blocked_by"),
    ],
)
def test_a_server_without(client: Client, service: Service, feature: str, path: str) -> None:
    service.features = service.features.without(feature)
    assert client.send("GET", f"{R}/issues/1/{path}")[0] == 404
    issue = client.get(f"{R}/issues/1")
    assert ("sub_issues_summary" in issue) is (feature != "sub_issues")
    assert ("issue_dependencies_summary" in issue) is (feature != "dependencies")
