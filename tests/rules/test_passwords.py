"""What looks like a password or token, wherever in a file, and what only looks a bit like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TOKEN = "ghp_" + "a1B2" * 9
KEY = "AKIA" + "ABCDEFGHIJKLMNOP"
SECRETS = [
    KEY,
    TOKEN,
    "See https://user:secret123@example.com/x",
    "https://user:pw@example.com/",
    "postgres://:hunter2@db/x",
    "https://hooks.slack.com/services/T024BE7LD/B024BE7LD/" + "aB3d" * 6,
    "sk-proj-" + "a1B2_" * 5,
    "sk-" + "a1B2" * 9,
    "AIzaSy" + "a1B2-" * 7,
    "eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM-e",
    "-----BEGIN RSA PRIVATE KEY-----",
    "glpat-" + "abcd" * 5,
]
NO_SECRETS = [
    "glpat-abc",
    "https://example.com:8080/@octo",
    "https://example.com/a:b@c",
    "https://example.com?mail=a:b@example.com",
    "https://octo@example.com",
    "https://user:$TOKEN@example.com",
    "https://user:<password>@example.com",
    "https://hooks.slack.com/services/T00000000/B00000000/" + "X" * 24,
    "sk-learn, risk-" + "a" * 40,
    "ssh://git@example.com:22/x",
    "eyJhbGci is how a token begins",
]
PASSWORDS = ["The demo password: hunter2", "PW=Sommer2026!", "Passwort:  x1y2z3", "pwd: `a1b2c3`"]
NO_PASSWORDS = [
    "Password: none",
    "The password: 1Password keeps it",
    "password: 12-character minimum",
    "password: sha256",
    "password: https://example.com/reset1",
    "password: <abc123>",
    "password: a1",
    "Forget the password123",
    "wordpw: hunter2",
    "Passwords: hunter2",
]


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_said(said: Callable[[str, str], str], text: str) -> None:
    assert said(f"summary: '{text}'\n", "secret-in-text") == (
        "example:3:10 This looks like a password or access token. → take it out and have it "
        "revoked: the\n    history of the repository keeps it"
    )


@pytest.mark.parametrize("text", PASSWORDS)
def test_a_password_is_said(said: Callable[[str, str], str], text: str) -> None:
    assert said(f"summary: '{text}'\n", "password-in-text") == (
        "example:3:10 This looks like a password. → take it out, change it, and say where the "
        "team keeps\n    it"
    )


@pytest.mark.parametrize("text", [*NO_SECRETS, *PASSWORDS])
def test_what_is_no_token_is_not_said(said: Callable[[str, str], str], text: str) -> None:
    assert said(f"summary: '{text}' # {text}\n", "secret-in-text") == ""


@pytest.mark.parametrize("text", [*NO_PASSWORDS, *SECRETS])
def test_what_is_no_password_is_not_said(said: Callable[[str, str], str], text: str) -> None:
    assert said(f"summary: '{text}' # {text}\n", "password-in-text") == ""


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"# token {TOKEN}\n", ["3:9"]),
        (f"summary: The {KEY} # or {TOKEN}\n", ["3:10", "3:40"]),
        (f"discovery_questions:\n  - {KEY} {KEY} # {KEY}\n  # {KEY}\n", ["4:5", "4:49", "5:5"]),
        (f"summary: >\n  a\n  {KEY}\n  {KEY}\n# {KEY}\n", ["3:10", "7:3"]),
        (f"{KEY}: x\n", ["3:1"]),
        (f'summary: "{KEY[:3]}\\x41{KEY[4:]}" # {KEY}\n', ["3:10", "3:38"]),
        (f"summary: @x {KEY}\n", ["3:10"]),
    ],
)
def test_every_place_is_said_once(
    said: Callable[[str, str], str], text: str, places: list[str]
) -> None:
    lines = said(text, "secret-in-text").splitlines()
    found = [line.partition(" ")[0] for line in lines if line.startswith("example:")]
    assert found == [f"example:{place}" for place in places]


def test_a_password_in_a_comment_can_be_silenced(said: Callable[[str, str], str]) -> None:
    text = "budget: x # password: hunter2\n"
    assert said(text, "password-in-text").startswith("example:3:13 This looks like a password.")
    comment = "# ucops: ignore[password-in-text] made up for a lab\n"
    assert said(comment + text, "password-in-text") == ""


def test_the_settings_are_looked_at_too(said: Callable[[str, str], str]) -> None:
    text = f"# usecases/a.yaml\n# ucops.yaml\n# {TOKEN}\nversion: 1\n# {TOKEN}\n"
    found = said(text, "secret-in-text").split()
    assert [word for word in found if word.startswith("ucops:")] == ["ucops:1:3", "ucops:3:3"]
