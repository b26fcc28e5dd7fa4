"""What the sandbox answers over GraphQL has the shape that GitHub's schema gives the selection."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake.people import People
from fake.repository import BareRepository, with_one_commit

from ucops.sandbox import ids
from ucops.sandbox.entities import IssueType, Project

Shapes = Callable[[str], Any]
ISSUE = """
fragment Whole on Issue {
  id databaseId fullDatabaseId number title body url state stateReason(enableDuplicate: true)
  locked createdAt updatedAt closedAt author { login } repository { id nameWithOwner }
  labels(first: 10) { totalCount nodes { id name color description } pageInfo { hasNextPage } }
  assignees(first: 10) { nodes { id login } }
  milestone { id number title description state dueOn closedAt }
  comments(first: 5) { nodes { id body createdAt author { login } } }
  issueType { id name description color isEnabled }
  parent { number }
  subIssues(first: 5) { edges { cursor node { id number } } pageInfo { endCursor startCursor } }
  blockedBy(first: 5) { nodes { number } }
  blocking(last: 5) { nodes { number } }
  projectItems(first: 5) { nodes { id isArchived project { id number title closed } } }
  timelineItems(itemTypes: [LABELED_EVENT], last: 5) {
    totalCount nodes { ... on LabeledEvent { createdAt label { name } } }
  }
}
"""
QUERIES = {
    "repository": ISSUE
    + """
query {
  repository(owner: "acme", name: "gtm") {
    id databaseId name nameWithOwner isArchived isPrivate hasIssuesEnabled viewerPermission
    owner { __typename id login }
    one: issue(number: 1) { ...Whole }
    two: issue(number: 2) { ...Whole }
    issues(first: 2, states: [OPEN]) { totalCount nodes { number } pageInfo { hasPreviousPage } }
    labels(first: 10) { nodes { name } }
    label(name: "ROLE:PMM") { name }
    milestones(first: 10) { nodes { title dueOn } }
    assignableUsers(first: 5, query: "octo-pmm") { nodes { login } }
    issueTypes(first: 10) { nodes { name } }
  }
}""",
    "people": """
query {
  viewer { id login }
  user(login: "octo-pmm") { login }
  organization(login: "acme") { id login projectV2(number: 1) { title } }
  repositoryOwner(login: "acme") {
    ... on ProjectV2Owner {
      projectV2(number: 1) {
        fields(first: 10) {
          nodes {
            ... on ProjectV2FieldCommon { id name dataType }
            ... on ProjectV2SingleSelectField { options { id name color description } }
          }
        }
        items(first: 5) {
          nodes {
            id
            content { ... on Issue { number } }
            fieldValueByName(name: "Status") {
              ... on ProjectV2ItemFieldSingleSelectValue { name optionId }
            }
          }
        }
      }
    }
  }
}""",
}


@pytest.fixture
def filled(people: People) -> People:
    people.create_label("role:pmm", "aabbcc")
    people.create_milestone("Sprint 3", due_on="2026-12-18")
    people.create_board("Roadmap")
    for title in ("Epic", "First", "Second"):
        people.open_issue(title)
    people.move_under(2, 1)
    people.block(3, 2)
    people.label(2, "role:pmm")
    people.assign(2, "octo-pmm")
    people.schedule(2, "Sprint 3")
    people.comment(1, "Hello")
    people.close(2, "duplicate")
    return people


@pytest.mark.parametrize("name", QUERIES)
def test_queries(name: str, filled: People, client: object, shape: Shapes) -> None:
    del filled
    answer = client.graphql(QUERIES[name])
    assert "errors" not in answer
    assert shape(QUERIES[name]).problems(answer) == []


def mutation(name: str, selection: str) -> str:
    kind = f"{name[0].upper()}{name[1:]}Input!"
    return f"mutation Act($input: {kind}) {{ {name}(input: $input) {{ {selection} }} }}"


def test_mutations(filled: People, client: object, shape: Shapes) -> None:
    document = mutation(
        "createIssue",
        "clientMutationId issue { id number parent { number } labels(first: 3) { totalCount } }",
    )
    given = {
        "repositoryId": ids.node_id(filled.repository),
        "title": "New",
        "parentIssueId": ids.node_id(filled.issue(1)),
        "labelIds": [ids.node_id(filled.world.labels(filled.repository)[0])],
        "assigneeIds": [ids.user_node_id("octo-tmm")],
        "milestoneId": ids.node_id(filled.world.milestones(filled.repository)[0]),
        "issueTypeId": ids.node_id(next(filled.world.every(IssueType))),
        "clientMutationId": "x",
    }
    answer = client.graphql(document, input=given)
    assert shape(document).problems(answer) == []
    made = answer["data"]["createIssue"]
    assert made == {
        "clientMutationId": "x",
        "issue": {
            "id": made["issue"]["id"],
            "number": 4,
            "parent": {"number": 1},
            "labels": {"totalCount": 1},
        },
    }
    issue = filled.issue(4)
    assert issue.assignees == ("octo-tmm",)
    assert None not in (issue.milestone, issue.type)


COMMIT = mutation("createCommitOnBranch", "clientMutationId commit { oid url }")


def committed(head: str | None) -> dict[str, Any]:
    """A commit that adds one file and takes another away, upon a head."""
    return {
        "branch": {"repositoryNameWithOwner": "acme/gtm", "branchName": "main"},
        "expectedHeadOid": head,
        "message": {"headline": "Refresh the roadmap", "body": "For today"},
        "fileChanges": {
            "additions": [{"path": "docs/ROADMAP.md", "contents": "TmV3Cg=="}],
            "deletions": [{"path": "old.md"}],
        },
    }


@pytest.fixture
def bare(people: People, tmp_path: Path) -> BareRepository:
    """The files of the repository."""
    made = with_one_commit(tmp_path / "origin.git", {"old.md": b"Old\n"})
    people.world.git[people.repository.id] = made
    return made


def test_commits(bare: BareRepository, client: object, shape: Shapes) -> None:
    answer = client.graphql(COMMIT, input=committed(bare.head("main")))
    assert shape(COMMIT).problems(answer) == []
    assert answer["data"]["createCommitOnBranch"]["commit"]["oid"] == bare.head("main")
    assert bare.files("main") == {"docs/ROADMAP.md": b"New\n"}


def test_a_commit_upon_another_head_is_refused(bare: BareRepository, client: object) -> None:
    answer = client.graphql(COMMIT, input=committed("0" * 40))
    assert answer["errors"][0]["type"] == "STALE_DATA"
    assert bare.files("main") == {"old.md": b"Old\n"}


def test_a_protected_branch_takes_no_commit(
    bare: BareRepository, people: People, client: object
) -> None:
    people.protect()
    answer = client.graphql(COMMIT, input=committed(bare.head("main")))
    assert "Changes must be made through a pull request." in answer["errors"][0]["message"]
    assert bare.files("main") == {"old.md": b"Old\n"}


def test_boards(filled: People, client: object, shape: Shapes) -> None:
    world = filled.world
    project = ids.node_id(next(world.every(Project)))
    issue = ids.node_id(filled.issue(1))

    def act(name: str, selection: str, /, **given: object) -> object:
        document = mutation(name, selection)
        answer = client.graphql(document, input=given)
        assert "errors" not in answer, answer
        assert shape(document).problems(answer) == []
        return answer["data"][name]

    option = {"name": "Late", "color": "RED", "description": ""}
    field = act(
        "createProjectV2Field",
        "projectV2Field { ... on ProjectV2SingleSelectField { id options { id } } }",
        projectId=project,
        name="Stage",
        dataType="SINGLE_SELECT",
        singleSelectOptions=[option],
    )["projectV2Field"]
    item = act("addProjectV2ItemById", "item { id }", projectId=project, contentId=issue)["item"]
    again = act("addProjectV2ItemById", "item { id }", projectId=project, contentId=issue)
    assert again["item"] == item
    place = {"projectId": project, "itemId": item["id"], "fieldId": field["id"]}
    value = {"singleSelectOptionId": field["options"][0]["id"]}
    act("updateProjectV2ItemFieldValue", "projectV2Item { id }", **place, value=value)
    act("clearProjectV2ItemFieldValue", "projectV2Item { id }", **place)
    act(
        "updateProjectV2Field",
        "projectV2Field { ... on ProjectV2FieldCommon { name } }",
        fieldId=field["id"],
        name="Phase",
        singleSelectOptions=[option | {"id": field["options"][0]["id"]}],
    )


def test_a_wrong_shape_is_noticed(shape: Shapes) -> None:
    viewer = shape("{ viewer { id login } }")
    assert viewer.problems({"data": {"viewer": {"id": "x", "login": "y"}}}) == []
    assert viewer.problems({"data": {"viewer": {"id": "x", "login": 3}}})
    assert viewer.problems({"data": {"viewer": {"id": "x"}}})
    assert viewer.problems({"data": {"viewer": None}})
    assert viewer.problems({"data": {"viewer": {"id": "x", "login": "y", "more": 1}}})
