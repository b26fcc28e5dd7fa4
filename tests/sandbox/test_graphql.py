"""The GraphQL interface: documents, variables, errors in GitHub's words, paging, mutations."""

from __future__ import annotations

import pytest
from fake.features import EVERYTHING
from fake.people import People
from fake.service import opened
from hypothesis import given
from hypothesis import strategies as st
from sandbox_client import Client

from ucops.sandbox import ids

CREATE = """mutation Create($input: CreateIssueInput!) {
  createIssue(input: $input) { issue { number title parent { number } assignees(first: 5) { nodes { login } } } }
}"""  # noqa: E501 - one selection reads best on one line


def repository(client: Client) -> str:
    query = 'query { repository(owner: "acme", name: "gtm") { id } }'
    return client.graphql(query)["data"]["repository"]["id"]


def codes(answer: dict) -> list[str]:
    return [error["extensions"]["code"] for error in answer["errors"]]


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("{", 1, 2, "end of file"),
        ("{ a(b:) }", 1, 7, ") }"),
        ("{\n  a ? }", 2, 5, "? }"),
        ("query ($a) { b }", 1, 10, ") { b }"),
        ("{ a { } } }", 1, 11, "}"),
        ("{ 1 }", 1, 3, "1 }"),
    ],
)
def test_syntax_errors_have_a_place(
    client: Client, text: str, line: int, column: int, what: str
) -> None:
    (error,) = client.graphql(text)["errors"]
    assert error["locations"] == [{"line": line, "column": column}]
    assert error["message"] == f'Parse error on "{what}" at [{line}, {column}]'


@given(st.text(alphabet='{}()[]$!:@"\\ \nabq1.-#…', max_size=40))
def test_any_text_is_answered(text: str) -> None:
    with opened() as service:
        answer = Client(service).graphql(text)
        assert answer == {"data": {}} or answer["errors"]


def test_a_syntax_error_is_answered(client: Client) -> None:
    error = client.graphql("{ viewer ")["errors"][0]
    assert error["locations"] == [{"line": 1, "column": 10}]
    assert "Parse error" in error["message"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ viewer { nothing } }", "undefinedField"),
        ("{ viewer }", "selectionMismatch"),
        ("{ viewer { ... on Nothing { id } } }", "undefinedType"),
        ("{ viewer { login(x: 1) } }", "argumentNotAccepted"),
        ('{ repository(owner: "a") { id } }', "missingRequiredArguments"),
        (
            'mutation { createIssue(input: {repositoryId: "", title: "", x: 1}) { issue { id } } }',
            "argumentNotAccepted",
        ),
        (
            'mutation { createIssue(input: {repositoryId: ""}) { issue { id } } }',
            "missingRequiredInputObjectAttribute",
        ),
        ("{ viewer { ... on Repository { id } } }", "cannotSpreadFragment"),
        ("{ viewer { ...F } }", "useAndDefineFragment"),
        ('{ node(id: "x") { title } }', "undefinedField"),
    ],
)
def test_what_the_schema_does_not_know(client: Client, query: str, code: str) -> None:
    answer = client.graphql(query)
    assert "data" not in answer
    assert codes(answer) == [code]


def test_an_undefined_fragment_and_no_operation(client: Client) -> None:
    assert "F" in client.graphql("{ viewer { ...F } }")["errors"][0]["message"]
    assert client.graphql("fragment F on User { id }")["errors"]


@pytest.mark.parametrize(
    ("given", "explained"),
    [
        ({"repositoryId": "x"}, "title (Expected value to not be null)"),
        ({"repositoryId": "x", "title": 5}, "title (Could not coerce value 5 to String)"),
        (
            {"repositoryId": "x", "title": "t", "parentId": "y"},
            "parentId (Field is not defined on CreateIssueInput)",
        ),
        ({"repositoryId": "x", "title": "t", "labelIds": [None]}, "labelIds.0"),
        ("text", "Could not coerce value 'text' to CreateIssueInput"),
        (None, "Expected value to not be null"),
    ],
)
def test_variables_that_do_not_fit(client: Client, given: object, explained: str) -> None:
    answer = client.graphql(CREATE, input=given)
    assert "data" not in answer
    message = answer["errors"][0]["message"]
    assert message.startswith("Variable $input of type CreateIssueInput! was provided invalid")
    assert explained in message


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("Int", 1, True),
        ("Int", True, False),
        ("Boolean", True, True),
        ("Boolean", 1, False),
        ("[IssueState!]", ["OPEN"], True),
        ("[IssueState!]", ["AJAR"], False),
        ("[IssueState!]", "OPEN", True),
    ],
)
def test_scalars_and_enumerations(client: Client, kind: str, value: object, *, fits: bool) -> None:
    uses = {
        "Int": "issues(first: $x) { totalCount }",
        "Boolean": "name @include(if: $x)",
        "[IssueState!]": "issues(states: $x) { totalCount }",
    }
    whole = f'{{ repository(owner: "acme", name: "gtm") {{ {uses[kind]} }} }}'
    query = f"query ($x: {kind}{'!' * (kind == 'Boolean')}) {whole}"
    assert ("data" in client.graphql(query, x=value)) is fits


def test_a_variable_that_is_not_used(client: Client) -> None:
    answer = client.graphql("query ($x: Int) { viewer { login } }", x=1)
    assert codes(answer) == ["variableNotUsed"]


def test_a_server_without_parent_issue_id(client: Client) -> None:
    client.service.features = EVERYTHING.without("parent_issue_id")
    sent = {"repositoryId": repository(client), "title": "t", "parentIssueId": "x"}
    assert "parentIssueId" in client.graphql(CREATE, input=sent)["errors"][0]["message"]


@pytest.mark.parametrize(
    ("feature", "selection"),
    [
        ("sub_issues", "parent { id }"),
        ("dependencies", "blockedBy(first: 1) { nodes { id } }"),
        ("issue_types", "issueType { id }"),
        ("boards", "projectItems(first: 1) { nodes { id } }"),
    ],
)
def test_a_server_without_a_feature(
    client: Client, people: People, feature: str, selection: str
) -> None:
    people.open_issue("One")
    query = f'{{ repository(owner: "acme", name: "gtm") {{ issue(number: 1) {{ {selection} }} }} }}'
    assert "errors" not in client.graphql(query)
    client.service.features = EVERYTHING.without(feature)
    assert codes(client.graphql(query)) == ["undefinedField"]


def test_connections_need_bounds_for_nodes_only(client: Client, people: People) -> None:
    people.open_issue("One")

    def issues(arguments: str, selection: str) -> dict:
        whole = f"issues{arguments} {{ {selection} }}"
        return client.graphql(f'{{ repository(owner: "acme", name: "gtm") {{ {whole} }} }}')

    assert issues("", "totalCount")["data"]["repository"]["issues"] == {"totalCount": 1}
    missing = issues("", "... { nodes { id } }")
    assert missing["data"] == {"repository": None}  # a connection is never null by itself
    assert missing["errors"][0]["type"] == "MISSING_PAGINATION_BOUNDARIES"
    assert missing["errors"][0]["path"] == ["repository", "issues"]
    assert issues("(first: 101)", "nodes { id }")["errors"][0]["type"] == "EXCESSIVE_PAGINATION"
    cursor = issues('(first: 1, after: "x")', "nodes { id }")
    assert cursor["errors"][0]["type"] == "INVALID_CURSOR_ARGUMENTS"


def test_pages(client: Client, people: People) -> None:
    for title in "abcde":
        people.open_issue(title)
    query = """query ($first: Int, $last: Int, $after: String, $before: String) {
      repository(owner: "acme", name: "gtm") {
        issues(first: $first, last: $last, after: $after, before: $before) {
          edges { cursor node { number } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }
    }"""

    def page(**arguments: object) -> tuple[list[int], dict]:
        found = client.graphql(query, **arguments)["data"]["repository"]["issues"]
        return [edge["node"]["number"] for edge in found["edges"]], found["pageInfo"]

    numbers, info = page(first=2)
    assert (numbers, info["hasNextPage"], info["hasPreviousPage"]) == ([1, 2], True, False)
    numbers, info = page(first=9, after=info["endCursor"])
    assert (numbers, info["hasNextPage"], info["hasPreviousPage"]) == ([3, 4, 5], False, True)
    assert page(last=2)[0] == [4, 5]
    assert page(last=2, before=info["startCursor"])[0] == [1, 2]
    empty = page(first=1, after="5")
    assert (empty[0], empty[1]["endCursor"]) == ([], None)


def test_one_value_stands_for_a_list_of_one(client: Client, people: People) -> None:
    people.open_issue("One")
    people.open_issue("Two")
    people.close(2)
    query = """{ repository(owner: "acme", name: "gtm") {
      open: issues(states: OPEN) { totalCount } both: issues { totalCount } } }"""
    assert client.graphql(query)["data"]["repository"] == {
        "open": {"totalCount": 1},
        "both": {"totalCount": 2},
    }


def test_directives_fragments_and_merging(client: Client) -> None:
    query = """query Q($yes: Boolean!, $no: Boolean!) {
      viewer { login @include(if: $no) }
      viewer { id @skip(if: $no) ...F __typename }
      organization(login: "acme") { ... on RepositoryOwner { login } }
    }
    fragment F on User { again: login @include(if: $yes) ... on Node { x: id } }"""
    data = client.graphql(query, yes=True, no=False)["data"]
    assert set(data["viewer"]) == {"id", "again", "x", "__typename"}
    assert data["viewer"]["again"] == "octo-bot"
    assert data["organization"] == {"login": "acme"}


def test_the_operation_is_chosen_by_name(client: Client) -> None:
    body = {"query": "query A { viewer { id } } query B { viewer { login } }", "operationName": "B"}
    assert client.send("POST", "/graphql", body)[1]["data"] == {"viewer": {"login": "octo-bot"}}


def test_what_is_not_found_is_null_with_an_error(client: Client, people: People) -> None:
    people.open_issue("One")
    known = ids.node_id(people.issue(1))
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Issue { number } } }"
    answer = client.graphql(query, ids=[known, "I_kwDOffffffff", "nonsense", "U_!", "I_kwDOxyz"])
    assert answer["data"]["nodes"] == [{"id": known, "number": 1}, None, None, None, None]
    assert [error["path"] for error in answer["errors"]] == [["nodes", n] for n in (1, 2, 3, 4)]
    assert {error["type"] for error in answer["errors"]} == {"NOT_FOUND"}
    for query in (
        '{ repository(owner: "acme", name: "nothing") { id } }',
        '{ repository(owner: "acme", name: "gtm") { issue(number: 9) { id } } }',
        '{ user(login: "nobody") { id } }',
        '{ organization(login: "acme") { projectV2(number: 9) { id } } }',
    ):
        assert client.graphql(query)["errors"][0]["type"] == "NOT_FOUND"


def test_nodes_that_may_not_be_read(client: Client, people: People) -> None:
    people.open_issue("One")
    people.create_token("blind", "octo-bot", permissions={"issues": "none", "metadata": "read"})
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    answer = client.by("blind").graphql(query, ids=[ids.node_id(people.issue(1))])
    assert (answer["data"], answer["errors"][0]["type"]) == ({"nodes": [None]}, "FORBIDDEN")


def test_people_are_found_by_their_login(client: Client, people: People) -> None:
    people.invite("stranger", "read")
    people.invite("octo-out", "none")
    query = """query ($q: String!) { repository(owner: "acme", name: "gtm") {
      assignableUsers(query: $q, first: 10) { nodes { login } } } }"""

    def found(part: str) -> list[str]:
        nodes = client.graphql(query, q=part)["data"]["repository"]["assignableUsers"]["nodes"]
        return [node["login"] for node in nodes]

    assert found("octo-a") == ["octo-a"]
    assert found("strang") == ["stranger"]
    assert found("octo-out") == []
    assert found("nobody") == []
    assert found("octo-bot") == ["octo-bot"]


def test_create_with_everything(client: Client, people: People) -> None:
    people.open_issue("Epic")
    people.create_label("a")
    sent = {
        "repositoryId": repository(client),
        "title": "Item",
        "parentIssueId": ids.node_id(people.issue(1)),
        "assigneeIds": [ids.user_node_id("octo-a"), ids.user_node_id("stranger")],
        "labelIds": [ids.node_id(people.known_label("a"))],
    }
    issue = client.graphql(CREATE, input=sent)["data"]["createIssue"]["issue"]
    assert issue["parent"] == {"number": 1}
    assert issue["assignees"]["nodes"] == [{"login": "octo-a"}]
    assert people.issue(2).labels


def test_a_full_parent_takes_no_more_and_nothing_is_filed(client: Client, people: People) -> None:
    people.open_issue("Epic")
    for number in range(2, 102):
        people.open_issue(str(number))
        people.move_under(number, 1)
    sent = {
        "repositoryId": repository(client),
        "title": "One more",
        "parentIssueId": ids.node_id(people.issue(1)),
    }
    answer = client.graphql(CREATE, input=sent)
    assert answer["data"] == {"createIssue": None}
    assert answer["errors"][0]["type"] == "UNPROCESSABLE"
    assert len(people.issues()) == 101


def test_without_push_the_parent_is_dropped_too(client: Client, people: People) -> None:
    people.open_issue("Epic")
    people.create_token("reader", "octo-reader")
    sent = {
        "repositoryId": repository(client),
        "title": "Item",
        "parentIssueId": ids.node_id(people.issue(1)),
        "assigneeIds": [ids.user_node_id("octo-a")],
    }
    issue = client.by("reader").graphql(CREATE, input=sent)["data"]["createIssue"]["issue"]
    assert (issue["parent"], issue["assignees"]["nodes"]) == (None, [])


def test_several_mutations_one_failing(client: Client) -> None:
    query = """mutation ($r: ID!) {
      a: createIssue(input: {repositoryId: $r, title: "a"}) { issue { number } }
      b: createIssue(input: {repositoryId: $r, title: " "}) { issue { number } }
      c: createIssue(input: {repositoryId: $r, title: "c"}) { issue { number } }
    }"""
    answer = client.graphql(query, r=repository(client))
    assert answer["data"]["b"] is None
    assert [answer["data"][name]["issue"]["number"] for name in "ac"] == [1, 2]
    assert answer["errors"][0]["path"] == ["b"]
    assert answer["errors"][0]["message"] == "Title can't be blank"


def test_what_may_not_be_written(client: Client, people: People) -> None:
    people.create_token("reads", "octo-bot", permissions={"issues": "read"})
    sent = {"repositoryId": repository(client), "title": "One"}
    answer = client.by("reads").graphql(CREATE, input=sent)
    assert answer["errors"][0]["type"] == "FORBIDDEN"
    assert people.issues() == []


def test_a_node_of_another_kind(client: Client) -> None:
    sent = {"repositoryId": ids.user_node_id("octo-a"), "title": "x"}
    error = client.graphql(CREATE, input=sent)["errors"][0]
    assert (error["type"], "Repository" in error["message"]) == ("NOT_FOUND", True)


def test_a_pull_request_is_no_issue(client: Client, people: People) -> None:
    change = ids.node_id(people.open_pull_request("Change"))
    query = "query ($id: ID!) { node(id: $id) { __typename ... on PullRequest { title } } }"
    answer = client.graphql(query, id=change)["data"]["node"]
    assert answer == {"__typename": "PullRequest", "title": "Change"}
