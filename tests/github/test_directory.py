from __future__ import annotations

import pytest
from github_fakes import graphql, reply, scripted

from ucops.github import errors
from ucops.github.client import Client
from ucops.github.directory import Directory, Entry, described
from ucops.github.protocols import Repository
from ucops.github.survey import check

REPO = "acme/gtm"
KNOWN = Repository(name=REPO, node_id="R_1", archived=False, has_issues=True, permission="write")


def directory(client: Client) -> Directory:
    return Directory(client, {REPO: Entry(KNOWN)})


def test_a_renamed_repository_is_named() -> None:
    client, _, _ = scripted(
        reply(301, {}, x_moved_to="https://api.github.com/repositories/1"),
        reply(200, {"full_name": "acme/go-to-market"}),
    )
    with pytest.raises(errors.MovedError, match="acme/gtm is now acme/go-to-market") as caught:
        described(client, REPO)
    assert "GITHUB_REPOSITORY" in caught.value.hint


def test_graphql_follows_a_rename_and_we_say_so() -> None:
    renamed = Repository(
        name="acme/new", node_id="R", archived=False, has_issues=True, permission="read"
    )
    with pytest.raises(errors.MovedError, match="is now acme/new"):
        check(REPO, renamed)
    check("ACME/GTM", KNOWN)


@pytest.mark.parametrize(
    ("granted", "permission"),
    [
        ({"admin": True, "push": True, "pull": True}, "admin"),
        ({"maintain": True, "push": True}, "maintain"),
        ({"admin": False, "push": True, "pull": True}, "write"),
        ({"triage": True, "pull": True}, "triage"),
        ({"pull": True}, "read"),
        ({}, "none"),
        (None, "none"),
    ],
)
def test_what_the_token_may_do(granted: object, permission: str) -> None:
    client, _, _ = scripted(reply(200, {"full_name": REPO, "permissions": granted}))
    found = described(client, REPO)
    assert (found.permission, found.has_issues, found.archived) == (permission, True, False)


def test_a_name_among_too_many_is_looked_up_by_itself() -> None:
    crowd = {"nodes": [{"id": "U_1", "login": "octo-1"}], "pageInfo": {"hasNextPage": True}}
    client, script, _ = scripted(
        graphql({"repository": {"u0": crowd, "u1": crowd}}), reply(204), reply(404, {})
    )
    assert directory(client).assignable(REPO, ["octo", "octo-x"]) == {"octo"}
    assert script.asked[1:] == [
        "GET /repos/acme/gtm/assignees/octo",
        "GET /repos/acme/gtm/assignees/octo-x",
    ]


def test_issue_types_by_rest() -> None:
    unknown = {"message": "Field 'issueTypes' doesn't exist on type 'Repository'"}
    client, _, _ = scripted(
        graphql(None, unknown), reply(200, [{"id": 1, "node_id": "IT_1", "name": "Epic"}])
    )
    assert directory(client).types(REPO) == {"epic": ("Epic", "IT_1")}


def test_an_answer_of_another_shape_is_no_crash() -> None:
    client, _, _ = scripted(graphql({"repository": {"id": "R"}}))
    with pytest.raises(errors.ServerFailedError, match="unexpected shape"):
        Directory(client).entry(REPO)
