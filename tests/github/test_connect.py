from __future__ import annotations

import pytest

from ucops.errors import UsageError
from ucops.github.connect import _graphql_url, _url, connect, repository_of, token_of
from ucops.model.config import Config, GitHubSettings

TOKEN = {"GITHUB_TOKEN": "ghp_secret"}
PLAIN = Config(version=1)
NAMED = Config(version=1, github=GitHubSettings(repository="acme/gtm"))


def test_the_environment_of_github_actions() -> None:
    environment = {**TOKEN, "GITHUB_REPOSITORY": "acme/other"}
    connection = connect(environment, PLAIN)
    assert (connection.repository, connection.server_url) == ("acme/other", "https://github.com")
    assert connect(environment, NAMED).repository == "acme/gtm"
    assert "ghp_secret" not in repr(connection)


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({}, "https://api.github.com/graphql"),
        ({"GITHUB_API_URL": "https://ghe.example/api/v3"}, "https://ghe.example/api/graphql"),
        ({"GITHUB_API_URL": "https://ghe.example/api/v3/"}, "https://ghe.example/api/graphql"),
        ({"GITHUB_GRAPHQL_URL": "https://ghe.example/g"}, "https://ghe.example/g"),
    ],
)
def test_the_graphql_address(environment: dict[str, str], url: str) -> None:
    api = _url(environment, "GITHUB_API_URL", "https://api.github.com")
    assert _graphql_url(environment, api) == url


def test_the_token() -> None:
    assert token_of({"GH_TOKEN": " gh "}) == "gh"
    assert token_of({"GH_TOKEN": "gh", "GITHUB_TOKEN": "ghp"}) == "ghp"
    assert token_of({"GH_TOKEN": "gh", "GITHUB_TOKEN": ""}) == "gh"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"GITHUB_REPOSITORY": "a/b"}, "GITHUB_TOKEN"),
        ({"GITHUB_REPOSITORY": "a/b", "GITHUB_TOKEN": " "}, "GH_TOKEN"),
        ({"GITHUB_REPOSITORY": "a/b", "GITHUB_TOKEN": "ghp\nx"}, "GITHUB_TOKEN"),
        ({"GITHUB_REPOSITORY": "a/b", "GITHUB_TOKEN": "ghp…"}, "characters"),
        (TOKEN, "which repository"),
        ({**TOKEN, "GITHUB_REPOSITORY": "gtm"}, "'gtm'"),
        ({**TOKEN, "GITHUB_REPOSITORY": "a/b/c"}, "'a/b/c'"),
        ({**TOKEN, "GITHUB_REPOSITORY": "a/b", "GITHUB_API_URL": "ghe.example"}, "GITHUB_API_URL"),
        ({**TOKEN, "GITHUB_REPOSITORY": "a/b", "GITHUB_API_URL": "ftp://x"}, "ftp://x"),
        ({**TOKEN, "GITHUB_REPOSITORY": "a/b", "GITHUB_SERVER_URL": "x"}, "GITHUB_SERVER_URL"),
    ],
)
def test_what_is_missing_or_wrong_is_named(environment: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        connect(environment, PLAIN)
    assert caught.value.exit_code == 2
    assert caught.value.hint
    assert "ghp\n" not in caught.value.message


def test_the_repository() -> None:
    assert repository_of({"GITHUB_REPOSITORY": " acme/gtm "}, PLAIN) == "acme/gtm"
