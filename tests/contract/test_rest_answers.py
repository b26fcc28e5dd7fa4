"""Every answer of the sandbox's REST interface is one that GitHub describes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake.people import People
from fake.repository import BareRepository, with_one_commit

from ucops.github.line_comments import shown
from ucops.sandbox.entities import Milestone

R = "/repos/acme/gtm"
Send = Callable[..., Any]


@pytest.fixture
def filled(people: People) -> People:
    """An epic with two sub-issues, one of them blocked; a pull request; everything set."""
    people.create_label("role:pmm", "aabbcc", "Product marketing")
    people.create_milestone("Sprint 3", due_on="2026-12-18", description="The third")
    for title in ("Epic", "First", "Second"):
        people.open_issue(title, "Text")
    people.open_pull_request("Some change")
    people.move_under(2, 1)
    people.move_under(3, 1)
    people.block(3, 2)
    people.label(2, "role:pmm")
    people.assign(2, "octo-pmm")
    people.schedule(2, "Sprint 3")
    people.close(2)
    people.comment(1, "Looks good")
    people.comment(4, "About the change")
    return people


@pytest.fixture
def proposed(filled: People, tmp_path: Path) -> BareRepository:
    """Two pull requests, one from a fork that is gone, and the files of the repository."""
    bare = with_one_commit(tmp_path / "origin.git", {"ucops.yaml": b"version: 1\n"})
    first = bare.head("main")
    assert first
    bare.point("proposal", first)
    filled.world.git[filled.repository.id] = bare
    filled.propose("From here", "proposal", first)
    filled.propose("From elsewhere", "patch-1", first, fork="octo-fan/gtm")
    return bare


READS = [
    R,
    f"{R}/issues?state=all&per_page=100",
    f"{R}/issues/1",
    f"{R}/issues/2",
    f"{R}/issues/4",
    f"{R}/issues/1/sub_issues",
    f"{R}/issues/2/parent",
    f"{R}/issues/3/dependencies/blocked_by",
    f"{R}/issues/4/comments",
    f"{R}/issues?labels=role%3Apmm&state=all",
    f"{R}/labels",
    f"{R}/milestones?state=all",
    f"{R}/issue-types",
    "/rate_limit",
]


@pytest.mark.parametrize("path", READS)
def test_reads(path: str, filled: People, validated: Send) -> None:
    del filled
    assert validated("GET", path, status=200)


WRITES: list[tuple[str, str, Any, int]] = [
    ("POST", f"{R}/issues", {"title": "New", "body": "x", "labels": ["role:pmm"]}, 201),
    ("POST", f"{R}/issues", {"title": "New", "milestone": 1, "assignees": ["octo-a"]}, 201),
    ("POST", f"{R}/issues", {"title": "New", "type": "Epic"}, 201),
    ("PATCH", f"{R}/issues/1", {"title": "Newer", "milestone": None, "type": None}, 200),
    ("PATCH", f"{R}/issues/1", {"state": "closed", "state_reason": "not_planned"}, 200),
    ("PATCH", f"{R}/issues/1", {"state": "closed", "state_reason": "duplicate"}, 200),
    ("POST", f"{R}/labels", {"name": "new", "color": "ffffff", "description": "d"}, 201),
    ("PATCH", f"{R}/labels/role%3Apmm", {"new_name": "role:PMM", "color": "000000"}, 200),
    ("POST", f"{R}/milestones", {"title": "Q1", "due_on": "2027-03-31T00:00:00Z"}, 201),
    ("PATCH", f"{R}/milestones/1", {"state": "closed", "due_on": None}, 200),
    ("GET", f"{R}/assignees/octo-pmm", None, 204),
    ("GET", f"{R}/collaborators/octo-pmm/permission", None, 200),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), WRITES)
def test_writes(
    method: str, path: str, body: object, status: int, filled: People, validated: Send
) -> None:
    del filled
    validated(method, path, body, status=status)


def test_comments(filled: People, validated: Send) -> None:
    comment = filled.world.comments(filled.issue(4))[0]
    made = validated("POST", f"{R}/issues/4/comments", {"body": "More"}, status=201)
    assert made["user"]["login"] == "octo-bot"
    edited = f"{R}/issues/comments/{made['id']}"
    assert validated("PATCH", edited, {"body": "Less"}, status=200)["body"] == "Less"
    both = validated("GET", f"{R}/issues/4/comments", status=200)
    assert [one["body"] for one in both] == [comment.body, "Less"]
    validated("POST", f"{R}/issues/4/comments", {"body": "x" * 65_537}, status=422)
    validated("PATCH", edited, {"body": " "}, status=422)


@pytest.mark.usefixtures("proposed")
def test_pull_requests(validated: Send) -> None:
    numbers = [one["number"] for one in validated("GET", f"{R}/pulls", status=200)]
    assert numbers == [6, 5]
    (fork,) = validated("GET", f"{R}/pulls?head=octo-fan%3Apatch-1", status=200)
    assert (fork["number"], fork["head"]["repo"]["full_name"]) == (6, "octo-fan/gtm")
    assert validated("GET", f"{R}/pulls/5", status=200)["head"]["repo"]["full_name"] == "acme/gtm"
    opened = {"title": "Roadmap", "head": "proposal", "base": "main"}
    validated("POST", f"{R}/pulls", opened, status=422)
    validated("POST", f"{R}/pulls", opened | {"head": "nothing"}, status=422)


@pytest.mark.usefixtures("proposed")
def test_actions_and_the_web_site(filled: People, validated: Send) -> None:
    path = ".github/workflows/sync.yml"
    filled.run_workflow(path, "2026-11-14T12:00:00Z", "2026-11-15T12:00:00Z", state="disabled_fork")
    filled.set_variable("UCOPS_LIVE", "true")
    (flow,) = validated("GET", f"{R}/actions/workflows", status=200)["workflows"]
    assert (flow["path"], flow["state"]) == (path, "disabled_fork")
    runs = validated("GET", f"{R}/actions/workflows/sync.yml/runs?per_page=1", status=200)
    assert [one["created_at"] for one in runs["workflow_runs"]] == ["2026-11-15T12:00:00Z"]
    assert validated("GET", f"{R}/actions/variables/UCOPS_LIVE", status=200)["value"] == "true"
    validated("GET", f"{R}/actions/permissions/workflow", status=200)
    filled.publish_pages()
    assert validated("GET", f"{R}/pages", status=200)["build_type"] == "workflow"
    filled.protect()
    assert validated("GET", f"{R}/branches/main", status=200)["protected"] is True


def test_lines_of_a_pull_request(proposed: BareRepository, validated: Send, rest: Any) -> None:
    head = proposed.commit("proposal", "Change", {"a.yaml": b"a: 1\nb: 2\nc: 3\n"}, [])
    (file,) = validated("GET", f"{R}/pulls/5/files", status=200)
    assert dict(shown(file["patch"])) == {1: "a: 1", 2: "b: 2", 3: "c: 3"}
    place = {"path": "a.yaml", "line": 2, "side": "RIGHT", "body": "More"}
    several = {**place, "start_line": 1, "start_side": "RIGHT"}
    sent = {"commit_id": head, "event": "COMMENT", "body": "", "comments": [place, several]}
    assert rest.problems_of_request("POST", f"{R}/pulls/5/reviews", sent) == []
    validated("POST", f"{R}/pulls/5/reviews", sent, status=200)
    beside = {**sent, "comments": [{**place, "line": 4}]}
    validated("POST", f"{R}/pulls/5/reviews", beside, status=422)
    first, second = validated("GET", f"{R}/pulls/5/comments", status=200)
    assert (first["line"], "start_line" in first, second["start_line"]) == (2, False, 1)
    validated("DELETE", f"{R}/pulls/comments/{first['id']}", status=204)
    proposed.commit("proposal", "Change", {"a.yaml": b"a: 1\nb: 4\n"}, [])
    (left,) = validated("GET", f"{R}/pulls/5/comments", status=200)
    assert (left["id"], "line" in left) == (second["id"], False)


def test_branches(proposed: BareRepository, validated: Send) -> None:
    head = proposed.head("main")
    assert validated("GET", f"{R}/git/ref/heads/main", status=200)["object"]["sha"] == head
    made = {"ref": "refs/heads/roadmap", "sha": head}
    validated("POST", f"{R}/git/refs", made, status=201)
    validated("POST", f"{R}/git/refs", made, status=422)
    opened = {"title": "Roadmap", "head": "roadmap", "base": "main", "body": "New figures"}
    made = validated("POST", f"{R}/pulls", opened, status=201)
    assert made["head"]["sha"] == head
    named = {"title": "Figures", "body": "Newer ones"}
    changed = validated("PATCH", f"{R}/pulls/{made['number']}", named, status=200)
    assert (changed["title"], changed["body"]) == ("Figures", "Newer ones")
    proposed.commit("proposal", "Change", {"a": b"a"}, [])
    newer = {"sha": proposed.head("proposal"), "force": False}
    moved = f"{R}/git/refs/heads/roadmap"
    assert validated("PATCH", moved, newer, status=200)["object"]["sha"] == newer["sha"]
    validated("PATCH", moved, {"sha": head}, status=422)
    validated("PATCH", moved, {"sha": head, "force": True}, status=200)
    validated("DELETE", moved, status=204)
    assert proposed.head("roadmap") is None


def test_a_repository_without_files(filled: People, validated: Send) -> None:
    del filled
    validated("GET", f"{R}/git/ref/heads/main", status=409)


def test_sub_issues_and_dependencies(filled: People, validated: Send) -> None:
    filled.open_issue("Third")
    fifth = filled.issue(5).id
    third = filled.issue(3).id
    validated("POST", f"{R}/issues/1/sub_issues", {"sub_issue_id": fifth}, status=201)
    validated("DELETE", f"{R}/issues/1/sub_issue", {"sub_issue_id": fifth}, status=200)
    blocked = f"{R}/issues/5/dependencies/blocked_by"
    validated("POST", blocked, {"issue_id": third}, status=201)
    validated("DELETE", f"{blocked}/{third}", status=200)


REFUSALS: list[tuple[str, str, Any, int]] = [
    ("GET", "/repos/acme/nothing", None, 404),
    ("GET", f"{R}/issues/99", None, 404),
    ("GET", f"{R}/issues?state=strange", None, 422),
    ("GET", f"{R}/issues/1/parent", None, 404),
    ("GET", f"{R}/assignees/nobody", None, 404),
    ("GET", f"{R}/collaborators/nobody/permission", None, 404),
    ("POST", f"{R}/issues", {"title": ""}, 422),
    ("POST", f"{R}/issues", {}, 422),
    ("POST", f"{R}/issues", {"title": "x" * 257}, 422),
    ("POST", f"{R}/issues", {"title": "x", "body": "y" * 65_537}, 422),
    ("POST", f"{R}/issues", {"title": "x", "milestone": 77}, 422),
    ("POST", f"{R}/issues", {"title": "x", "labels": "role:pmm"}, 422),
    ("POST", f"{R}/labels", {"name": "ROLE:PMM"}, 422),
    ("POST", f"{R}/labels", {"name": "x" * 51}, 422),
    ("POST", f"{R}/milestones", {"title": "Sprint 3"}, 422),
    ("POST", f"{R}/milestones", {"title": "x", "due_on": "soon"}, 422),
    ("POST", f"{R}/issues/1/sub_issues", {"sub_issue_id": 1}, 404),
    ("POST", f"{R}/issues/1/sub_issues", {}, 422),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), REFUSALS)
def test_refusals(
    method: str, path: str, body: object, status: int, filled: People, validated: Send
) -> None:
    del filled
    validated(method, path, body, status=status)


def test_gone_and_moved(filled: People, validated: Send) -> None:
    filled.delete(2)
    filled.transfer(3, "acme/pmm")
    assert validated("GET", f"{R}/issues/2", status=410)["message"] == "This issue was deleted"
    moved = validated("GET", f"{R}/issues/3", status=301)
    assert moved["url"].endswith("/issues/1")


def test_issues_switched_off(filled: People, validated: Send) -> None:
    filled.disable_issues()
    validated("POST", f"{R}/issues", {"title": "x"}, status=410)


def test_a_wrong_answer_is_noticed(rest: object, validated: Send, filled: People) -> None:
    del filled
    issue = validated("GET", f"{R}/issues/1", status=200)
    assert rest.problems_of_answer("GET", f"{R}/issues/1", 200, issue | {"number": "1"})
    issue.pop("closed_at")
    assert rest.problems_of_answer("GET", f"{R}/issues/1", 200, issue)


def test_a_milestone_keeps_github_s_time_of_day(filled: People) -> None:
    world = filled.world
    assert [it.due_on for it in world.every(Milestone)] == ["2026-12-18T08:00:00Z"]
