"""Boards: fields, items, values, and who may touch them."""

from __future__ import annotations

import pytest
from fake.people import People
from sandbox_client import Client

from ucops.sandbox import ids
from ucops.sandbox.entities import ProjectItem


@pytest.fixture
def board(people: People) -> str:
    people.open_issue("One")
    return ids.node_id(people.create_board("Roadmap"))


def act(client: Client, name: str, selection: str, /, **given: object) -> dict:
    kind = f"{name[0].upper()}{name[1:]}Input!"
    query = f"mutation ($input: {kind}) {{ {name}(input: $input) {{ {selection} }} }}"
    return client.graphql(query, input=given)


def field(client: Client, board: str, name: str, kind: str, **more: object) -> dict:
    selection = """projectV2Field {
      ... on ProjectV2FieldCommon { id name dataType }
      ... on ProjectV2SingleSelectField { options { id name } } }"""
    answer = act(
        client, "createProjectV2Field", selection, projectId=board, name=name, dataType=kind, **more
    )
    return answer["data"]["createProjectV2Field"]["projectV2Field"]


def item(client: Client, board: str, people: People) -> str:
    content = ids.node_id(people.issue(1))
    answer = act(client, "addProjectV2ItemById", "item { id }", projectId=board, contentId=content)
    return answer["data"]["addProjectV2ItemById"]["item"]["id"]


@pytest.mark.parametrize(
    ("kind", "member", "value"),
    [("Text", "text", "x"), ("Number", "number", 2.5), ("Date", "date", "2026-12-01")],
)
def test_values_are_set_read_and_cleared(
    client: Client, people: People, kind: str, member: str, value: object
) -> None:
    people.open_issue("One")
    board = ids.node_id(people.create_board("Roadmap"))
    selection = f"... on ProjectV2ItemField{kind}Value {{ {member} }}"
    place = {
        "projectId": board,
        "itemId": item(client, board, people),
        "fieldId": field(client, board, "Mine", kind.upper())["id"],
    }
    query = f"""{{ repository(owner: "acme", name: "gtm") {{ issue(number: 1) {{
      projectItems(first: 1) {{ nodes {{ fieldValueByName(name: "Mine") {{ {selection} }} }} }}
    }} }} }}"""

    def now() -> object:
        found = client.graphql(query)["data"]["repository"]["issue"]["projectItems"]["nodes"]
        return found[0]["fieldValueByName"]

    assert now() is None
    act(
        client,
        "updateProjectV2ItemFieldValue",
        "projectV2Item { id }",
        **place,
        value={member: value},
    )
    assert now() == {member: value}
    act(client, "clearProjectV2ItemFieldValue", "projectV2Item { id }", **place)
    assert now() is None


def test_options_that_go_take_their_values_with_them(
    client: Client, people: People, board: str
) -> None:
    options = [{"name": name, "color": "RED", "description": ""} for name in ("Now", "Later")]
    made = field(client, board, "When", "SINGLE_SELECT", singleSelectOptions=options)
    place = {"projectId": board, "itemId": item(client, board, people), "fieldId": made["id"]}
    now, later = made["options"]
    act(
        client,
        "updateProjectV2ItemFieldValue",
        "clientMutationId",
        **place,
        value={"singleSelectOptionId": later["id"]},
    )
    stays = options[1] | {"id": later["id"]}
    act(
        client,
        "updateProjectV2Field",
        "clientMutationId",
        fieldId=made["id"],
        singleSelectOptions=[stays],
    )
    values = [it.values for it in client.service.world.every(ProjectItem)]
    assert list(values[0].values()) == [later["id"]]
    act(
        client,
        "updateProjectV2Field",
        "clientMutationId",
        fieldId=made["id"],
        singleSelectOptions=[options[0]],
    )
    assert next(client.service.world.every(ProjectItem)).values == {}
    assert now["id"] != later["id"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"text": "x"}, "date value"),
        ({"date": "2026-12-01", "text": "x"}, "date value"),
    ],
)
def test_values_of_the_wrong_kind(
    client: Client, people: People, board: str, value: dict, said: str
) -> None:
    made = field(client, board, "Start", "DATE")
    answer = act(
        client,
        "updateProjectV2ItemFieldValue",
        "clientMutationId",
        projectId=board,
        itemId=item(client, board, people),
        fieldId=made["id"],
        value=value,
    )
    assert said in answer["errors"][0]["message"]


def test_an_unknown_option(client: Client, people: People, board: str) -> None:
    options = [{"name": "Now", "color": "RED", "description": ""}]
    made = field(client, board, "When", "SINGLE_SELECT", singleSelectOptions=options)
    answer = act(
        client,
        "updateProjectV2ItemFieldValue",
        "clientMutationId",
        projectId=board,
        itemId=item(client, board, people),
        fieldId=made["id"],
        value={"singleSelectOptionId": "nothing"},
    )
    assert "does not belong" in answer["errors"][0]["message"]


def test_fields_that_cannot_be_made(client: Client, board: str) -> None:
    taken = act(
        client,
        "createProjectV2Field",
        "clientMutationId",
        projectId=board,
        name="STATUS",
        dataType="TEXT",
    )
    assert "taken" in taken["errors"][0]["message"]
    empty = act(
        client,
        "createProjectV2Field",
        "clientMutationId",
        projectId=board,
        name="x",
        dataType="SINGLE_SELECT",
    )
    assert "blank" in empty["errors"][0]["message"]


def test_an_item_of_another_board(client: Client, people: People, board: str) -> None:
    other = ids.node_id(people.create_board("Other"))
    made = field(client, other, "Start", "DATE")
    answer = act(
        client,
        "clearProjectV2ItemFieldValue",
        "clientMutationId",
        projectId=board,
        itemId=item(client, board, people),
        fieldId=made["id"],
    )
    assert answer["errors"][0]["type"] == "NOT_FOUND"


def test_boards_have_numbers_of_their_own(people: People, board: str) -> None:
    assert board
    assert [people.create_board(name).number for name in "ab"] == [2, 3]


def test_who_may_not_touch_boards(client: Client, people: People, board: str) -> None:
    areas = {"organization_projects": "none", "issues": "write"}
    people.create_token("boardless", "octo-bot", permissions=areas)
    query = '{ organization(login: "acme") { projectV2(number: 1) { id } } }'
    assert board
    answer = client.by("boardless").graphql(query)
    assert answer["errors"][0]["type"] == "FORBIDDEN"


def test_a_deleted_issue_leaves_the_board(client: Client, people: People, board: str) -> None:
    item(client, board, people)
    people.delete(1)
    assert list(client.service.world.every(ProjectItem)) == []


def test_a_transferred_issue_stays_on_the_board(client: Client, people: People, board: str) -> None:
    item(client, board, people)
    moved = people.transfer(1, "acme/elsewhere")
    assert [one.issue for one in client.service.world.every(ProjectItem)] == [moved.id]
