from __future__ import annotations

import time

import pytest

from ucops.errors import UsageError
from ucops.github.client import Surroundings
from ucops.github.connect import _graphql_url, address, connect, token_of
from ucops.github.transport import Send, open_transport
from ucops.model.config import Limits

TOKEN = {"GITHUB_TOKEN": "ghp_secret"}
AROUND = Surroundings(clock=time.time, sleep=time.sleep)


def test_a_connection_never_shows_the_token() -> None:
    opened = []

    def transport(*given: str) -> Send:
        opened.append(given)
        return open_transport(*given)

    connection = connect(TOKEN, Limits(), AROUND, transport=transport)
    assert "ghp_secret" not in repr(connection)
    assert opened == [("ghp_secret", "https://api.github.com", "https://api.github.com/graphql")]


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
    api = address(environment, "GITHUB_API_URL", "https://api.github.com")
    assert _graphql_url(environment, api) == url


def test_the_token() -> None:
    assert token_of({"GH_TOKEN": " gh "}) == "gh"
    assert token_of({"GH_TOKEN": "gh", "GITHUB_TOKEN": "ghp"}) == "ghp"
    assert token_of({"GH_TOKEN": "gh", "GITHUB_TOKEN": ""}) == "gh"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "GITHUB_TOKEN"),
        ({"GITHUB_TOKEN": " "}, "GH_TOKEN"),
        ({"GITHUB_TOKEN": "ghp\nx"}, "GITHUB_TOKEN"),
        ({"GITHUB_TOKEN": "ghp…"}, "characters"),
        ({**TOKEN, "GITHUB_API_URL": "ghe.example"}, "GITHUB_API_URL"),
        ({**TOKEN, "GITHUB_API_URL": "ftp://x"}, "ftp://x"),
        ({**TOKEN, "GITHUB_API_URL": "https://ghe.example:x/api"}, "GITHUB_API_URL is"),
        ({**TOKEN, "GITHUB_API_URL": "https://ghe.example:99999"}, "GITHUB_API_URL is"),
        ({**TOKEN, "GITHUB_API_URL": "https://[::1"}, "GITHUB_API_URL is"),
        ({**TOKEN, "GITHUB_API_URL": "https://a:b@ghe.example"}, "GITHUB_API_URL holds a login"),
        ({**TOKEN, "GITHUB_API_URL": "http://ghe.example"}, "is not encrypted"),
    ],
)
def test_what_is_missing_or_wrong_is_named(environment: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        connect(environment, Limits(), AROUND)
    assert caught.value.exit_code == 2
    assert caught.value.hint
    assert "ghp\n" not in caught.value.message


@pytest.mark.parametrize(
    "environment",
    [
        {"GITHUB_API_URL": "http://127.0.0.1:1"},
        {"GITHUB_API_URL": "http://localhost"},
        {"GITHUB_API_URL": "http://ghe.example", "UCOPS_INSECURE_HTTP": "1"},
    ],
)
def test_http_is_for_this_machine_or_for_who_means_it(environment: dict[str, str]) -> None:
    said = environment["GITHUB_API_URL"]
    assert address(environment, "GITHUB_API_URL", "https://api.github.com") == said
