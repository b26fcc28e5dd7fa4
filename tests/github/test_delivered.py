"""Where a finished piece is, as a comment says."""

from __future__ import annotations

from typing import Any

import pytest
from github_fakes import Time, graphql, issue

from ucops.github import delivered
from ucops.github.answers import Answer, Request
from ucops.github.client import Client, Surroundings
from ucops.github.delivered import ASKED, PEOPLE, Author
from ucops.github.errors import ServerFailedError
from ucops.github.pace import Pace
from ucops.github.protocols import Said

DECK = "https://example.com/deck?a=1&b=[2]#x"

GIVEN = [
    f"Deliverable: {DECK}",
    f"Done at last!\n\ndeliverable : {DECK}\r\nSee you.",
    f"- **Deliverable:** <{DECK}>",
    f"**Deliverable**: {DECK}.",
    f"Deliverable: [the deck]({DECK})",
    f"Deliverable: [the deck](<{DECK}>).",
    f"Deliverable: https://example.com/draft\n\nDeliverable: {DECK}",
]
NOT_GIVEN = [
    f"> Deliverable: {DECK}",
    f"The deliverable: {DECK}",
    f"Deliverable: {DECK} or so",
    "Deliverable: soon",
    "Deliverable: javascript:alert(1)",
    "Deliverable: https://exаmple.com/deck",  # noqa: RUF001 - a Cyrillic letter is the point
    "Deliverable: https://example.com/\u202egpj",
    "Deliverable:\nhttps://example.com/deck",
]


@pytest.mark.parametrize("text", GIVEN)
def test_an_address_in_a_line_of_its_own_is_read(text: str) -> None:
    assert delivered.address(text) == DECK


@pytest.mark.parametrize("text", NOT_GIVEN)
def test_nothing_else_is(text: str) -> None:
    assert delivered.address(text) is None


def comment(login: str, text: str, association: str = "MEMBER", kind: str = "User") -> object:
    author = {"__typename": kind, "login": login}
    return {"body": text, "authorAssociation": association, "author": author}


def client(comments: dict[str, Any]) -> tuple[Client, list[Request]]:
    sent: list[Request] = []

    def send(request: Request) -> Answer:
        sent.append(request)
        ids = request.body["variables"]["ids"]
        nodes = [{"id": one, "comments": {"nodes": comments.get(one, [])}} for one in ids]
        return graphql({"nodes": [*nodes, None]})

    time = Time()
    return Client(send, Surroundings(clock=time.clock, sleep=time.sleep), Pace(0, 0)), sent


def may_write(_repository: str, author: Author) -> bool:
    return author.login.startswith("octo-")


def test_the_last_word_of_who_may_write_counts() -> None:
    said = [
        comment("octo-a", "Deliverable: https://example.com/1"),
        comment("octo-b", "Deliverable: https://example.com/2"),
        comment("stranger", "Deliverable: https://evil.example/"),
        comment("octo-robot", "Deliverable: https://evil.example/", kind="Bot"),
        comment("octo-c", "thanks"),
        {"body": "Deliverable: https://evil.example/", "authorAssociation": "NONE", "author": None},
    ]
    asked, _ = client({"I_1": said})
    issues = [issue(number, node_id=f"I_{number}") for number in (1, 2)]
    found = delivered.read(asked, issues, may_write)
    assert found == {"I_1": Said("https://example.com/2", "octo-b")}


def test_who_has_no_tie_to_the_repository_is_known_to_have_none() -> None:
    told: list[Author] = []
    asked, _ = client({"I_1": [comment("someone", f"Deliverable: {DECK}", "NONE")]})

    def believed(_: str, author: Author) -> bool:
        told.append(author)
        return False

    assert delivered.read(asked, [issue(1, node_id="I_1")], believed) == {}
    assert told == [Author("someone", outsider=True)]


def test_one_question_and_a_few_people_whatever_there_is() -> None:
    people: list[str] = []

    def believed(_: str, author: Author) -> bool:
        people.append(author.login)
        return False

    crowd = [comment(f"u{n}", f"Deliverable: {DECK}") for n in range(PEOPLE + 5)]
    asked, sent = client({f"I_{number}": crowd for number in range(200)})
    issues = [
        issue(number, node_id=f"I_{number}", updated_at=f"2026-11-01T00:{number // 60:02}:00Z")
        for number in range(200)
    ]
    assert delivered.read(asked, issues, believed) == {}
    assert len(people) == PEOPLE
    (request,) = sent
    ids = request.body["variables"]["ids"]
    assert len(ids) == ASKED
    assert "I_199" in ids
    assert "I_0" not in ids


def test_a_crowd_keeps_nobody_of_the_team_from_being_heard() -> None:
    crowd = [comment(f"u{n}", f"Deliverable: {DECK}/{n}", "NONE") for n in range(PEOPLE + 5)]
    said = [comment("octo-a", f"Deliverable: {DECK}", "MEMBER"), *crowd]
    asked, _ = client({"I_1": said})
    found = delivered.read(asked, [issue(1, node_id="I_1")], lambda _, one: one.login == "octo-a")
    assert found == {"I_1": Said(DECK, "octo-a")}


def test_nothing_is_asked_where_there_is_nothing_to_ask() -> None:
    asked, sent = client({})
    assert delivered.read(asked, [], may_write) == {}
    assert not sent


def test_an_answer_of_another_shape_is_said_to_be_one() -> None:
    asked, _ = client({"I_1": [{"body": None}]})
    with pytest.raises(ServerFailedError, match="unexpected shape"):
        delivered.read(asked, [issue(1, node_id="I_1")], may_write)
