"""Who may what: tokens, roles, archives, single sign-on."""

from __future__ import annotations

import pytest
from fake.features import EVERYTHING
from fake.people import People
from sandbox_client import Client

R = "/repos/acme/gtm"
NEW = {"title": "New"}


def test_an_unknown_token(client: Client) -> None:
    status, answer = client.by("wrong").send("GET", R)
    assert (status, answer["message"]) == (401, "Bad credentials")


def test_nobody_reads_what_is_public_and_writes_nothing(client: Client, people: People) -> None:
    nobody = client.by("")
    assert nobody.send("GET", f"{R}/issues")[0] == 200
    assert nobody.send("POST", f"{R}/issues", NEW)[0] == 401
    assert nobody.send("POST", "/graphql", {"query": "{ viewer { login } }"})[0] == 401
    people.hide()
    assert nobody.send("GET", f"{R}/issues")[0] == 404
    assert client.send("GET", f"{R}/issues")[0] == 200


def test_a_token_that_only_reads(client: Client, people: People) -> None:
    people.create_token("reads", "octo-bot", permissions={"issues": "read"})
    reader = client.by("reads")
    assert reader.get(f"{R}/issues") == []
    refused = reader.reply("POST", f"{R}/issues", NEW)
    assert refused.status == 403
    assert refused.headers["X-Accepted-GitHub-Permissions"] == "issues=write"


def test_a_token_without_a_permission(client: Client, people: People) -> None:
    people.create_token("blind", "octo-bot", permissions={"issues": "none", "metadata": "read"})
    people.open_issue("One")
    assert client.by("blind").get(R)["full_name"] == "acme/gtm"
    refused = client.by("blind").reply("GET", f"{R}/issues/1")
    assert refused.headers["X-Accepted-GitHub-Permissions"] == "issues=read"


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("read", "issues", 201),
        ("read", "labels", 403),
        ("triage", "labels", 403),
        ("write", "labels", 201),
        ("read", "milestones", 403),
        ("write", "milestones", 201),
    ],
)
def test_roles(client: Client, people: People, role: str, path: str, status: int) -> None:
    people.open_issue("One")
    people.invite("octo-x", role)
    people.create_token("x", "octo-x")
    body = {"title": "t", "name": "n", "body": "b", "labels": ["a"]}
    assert client.by("x").send("POST", f"{R}/{path}", body)[0] == status


def test_an_author_may_edit_their_own(client: Client, people: People) -> None:
    people.of(login="octo-x").open_issue("Mine")
    people.open_issue("Theirs")
    people.create_token("x", "octo-x")
    own = client.by("x")
    assert own.send("PATCH", f"{R}/issues/1", {"title": "Still mine"})[0] == 200
    assert own.send("PATCH", f"{R}/issues/2", {"title": "Now mine"})[0] == 403


def test_an_archive_is_read_only(client: Client, people: People) -> None:
    people.open_issue("One")
    people.archive()
    assert client.get(R)["archived"] is True
    status, answer = client.send("PATCH", f"{R}/issues/1", {"title": "x"})
    assert (status, "archived" in answer["message"]) == (403, True)


def test_issues_switched_off(client: Client, people: People) -> None:
    people.disable_issues()
    assert client.get(R)["has_issues"] is False
    assert client.send("GET", f"{R}/issues")[0] == 410
    assert client.send("POST", f"{R}/issues", NEW)[0] == 410


def test_single_sign_on(client: Client, people: People) -> None:
    people.create_token("sso", "octo-bot", sso="https://github.test/orgs/acme/sso")
    refused = client.by("sso").reply("GET", f"{R}/issues")
    assert refused.status == 403
    header = refused.headers["X-GitHub-SSO"]
    assert header == "required; url=https://github.test/orgs/acme/sso"


def test_a_private_repository_is_not_there_for_strangers(client: Client, people: People) -> None:
    people.hide()
    people.create_token("x", "stranger")
    assert client.by("x").send("GET", R)[0] == 404
    answer = client.by("x").graphql('{ repository(owner: "acme", name: "gtm") { id } }')
    assert answer["errors"][0]["type"] == "NOT_FOUND"


def test_a_feature_that_is_not_known() -> None:
    with pytest.raises(ValueError, match="teleport"):
        EVERYTHING.without("teleport")


@pytest.mark.parametrize("body", [b'{"a":', b"7"])
def test_graphql_wants_json(client: Client, body: bytes) -> None:
    assert client.send("POST", "/graphql", body)[0] == 400


def test_no_graphql_at_all(client: Client) -> None:
    client.service.features = EVERYTHING.without("graphql")
    assert client.send("POST", "/graphql", {"query": "{ viewer { login } }"})[0] == 404
