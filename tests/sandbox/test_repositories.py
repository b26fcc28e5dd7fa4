"""Labels, milestones, people and issue types of a repository."""

from __future__ import annotations

import pytest
from fake.people import People
from fake.service import Service
from sandbox_client import Client

R = "/repos/acme/gtm"


def test_a_label_s_name_is_unique_in_any_case(client: Client, people: People) -> None:
    assert client.send("POST", f"{R}/labels", {"name": "Role:PMM", "color": "AABBCC"})[0] == 201
    status, answer = client.send("POST", f"{R}/labels", {"name": "role:pmm"})
    assert (status, answer["errors"][0]["code"]) == (422, "already_exists")
    (found,) = client.get(f"{R}/labels")
    assert (found["name"], found["color"]) == ("Role:PMM", "aabbcc")
    people.open_issue("One")
    people.label(1, "role:pmm")
    renamed = {"new_name": "role:marketing", "description": "All of it"}
    assert client.send("PATCH", f"{R}/labels/role:pmm", renamed)[0] == 200
    assert client.get(f"{R}/issues/1")["labels"][0]["name"] == "role:marketing"
    assert (
        client.send("PATCH", f"{R}/labels/role:marketing", {"new_name": "ROLE:MARKETING"})[0] == 200
    )
    people.delete_label("role:marketing")
    assert client.get(f"{R}/issues/1")["labels"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "x" * 51}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x", "color": "#ffffff"}, "color"),
        ({"name": "x", "description": "y" * 101}, "description"),
    ],
)
def test_limits_of_a_label(client: Client, body: dict, field: str) -> None:
    status, answer = client.send("POST", f"{R}/labels", body)
    assert (status, answer["errors"][0]["field"]) == (422, field)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("2026-12-18", "2026-12-18T08:00:00Z"),
        ("2026-12-18T00:00:00Z", "2026-12-18T08:00:00Z"),
        ("2026-12-18T23:59:59Z", "2026-12-18T08:00:00Z"),
        ("2026-12-18T01:00:00+02:00", "2026-12-17T08:00:00Z"),
        (None, None),
    ],
)
def test_a_due_date_gets_github_s_time_of_day(
    client: Client, sent: str | None, kept: str | None
) -> None:
    made = client.send("POST", f"{R}/milestones", {"title": "Sprint", "due_on": sent})[1]
    assert made["due_on"] == kept


def test_milestones_open_and_close(client: Client, people: People) -> None:
    for title in ("One", "Two"):
        people.create_milestone(title)
    for number in (1, 2):
        people.open_issue(str(number))
        people.schedule(number, "One")
    people.close(2)
    closed = client.send("PATCH", f"{R}/milestones/1", {"state": "closed"})[1]
    assert (closed["open_issues"], closed["closed_issues"]) == (1, 1)
    assert closed["closed_at"] == "2026-11-22T12:00:00Z"
    assert [it["title"] for it in client.get(f"{R}/milestones")] == ["Two"]
    everything = client.get(f"{R}/milestones?state=all&direction=desc")
    assert [it["title"] for it in everything] == ["Two", "One"]
    assert client.get(f"{R}/milestones?state=all&sort=completeness")
    opened = client.send("PATCH", f"{R}/milestones/1", {"state": "open", "title": None})[1]
    assert (opened["closed_at"], opened["title"]) == (None, "One")
    assert client.send("PATCH", f"{R}/milestones/1", {"title": "Two"})[0] == 422
    assert client.send("PATCH", f"{R}/milestones/1", {"title": ""})[0] == 422
    assert client.send("PATCH", f"{R}/milestones/1", {"state": "late"})[0] == 422


def test_who_can_be_assigned(client: Client, people: People) -> None:
    assert client.send("GET", f"{R}/assignees/octo-a")[0] == 204
    assert client.send("GET", f"{R}/assignees/stranger")[0] == 404
    people.invite("stranger", "triage")
    people.invite("octo-a", "none")
    assert client.send("GET", f"{R}/assignees/Stranger")[0] == 204
    assert client.send("GET", f"{R}/assignees/octo-a")[0] == 404


def test_issue_types_belong_to_organisations(
    client: Client, people: People, service: Service
) -> None:
    names = [kind["name"] for kind in client.get(f"{R}/issue-types")]
    assert names == ["Task", "Bug", "Feature", "Epic"]
    people.open_issue("One")
    assert client.get(f"{R}/issues/1")["type"] is None
    people.owned_by_user()
    assert client.send("GET", f"{R}/issue-types")[0] == 404
    assert "type" not in client.get(f"{R}/issues/1")
    service.features = service.features.without("issue_types")
    assert client.send("PATCH", f"{R}/issues/1", {"type": "Epic"})[0] == 200


def test_what_the_caller_may_do(client: Client, people: People) -> None:
    assert client.get(R)["permissions"]["admin"] is True
    people.create_token("triage", "octo-triage")
    people.invite("octo-triage", "triage")
    own = client.by("triage").get(R)["permissions"]
    assert own == {"admin": False, "maintain": False, "push": False, "triage": True, "pull": True}
    assert client.send("GET", "/repos/ACME/GTM")[0] == 200


def test_what_is_not_there(client: Client) -> None:
    assert client.send("GET", "/repos/acme/gtm/nothing")[0] == 404
    assert client.send("PUT", R)[0] == 404
    assert client.send("PATCH", f"{R}/labels/nothing", {"color": "ffffff"})[0] == 404
    assert client.send("PATCH", f"{R}/milestones/9", {"title": "x"})[0] == 404
    assert client.send("GET", "/repositories/1")[0] == 404
