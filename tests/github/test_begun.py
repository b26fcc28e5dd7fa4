"""Since when somebody works on an issue."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from github_fakes import Time, graphql, issue

from ucops.github import begun
from ucops.github.answers import Answer, Request
from ucops.github.client import Client, Surroundings
from ucops.github.errors import ServerFailedError
from ucops.github.pace import Pace


def client(**events: list[tuple[str, str]] | None) -> tuple[Client, list[Request]]:
    """A GitHub that knows which labels issues got, by their node ids, and when."""
    sent: list[Request] = []

    def send(request: Request) -> Answer:
        sent.append(request)
        return graphql({"nodes": [node(ident) for ident in request.body["variables"]["ids"]]})

    def node(ident: str) -> dict[str, Any] | None:
        labels = events.get(ident, [])
        if labels is None:
            return None
        nodes = [{"createdAt": f"{day}T23:59:59Z", "label": {"name": name}} for day, name in labels]
        return {"id": ident, "timelineItems": {"nodes": [*nodes, {}]}}

    time = Time()
    return Client(send, Surroundings(clock=time.clock, sleep=time.sleep), Pace(0, 0)), sent


def test_work_begins_with_the_first_label_that_says_so() -> None:
    asked, _ = client(
        I_1=[
            ("2026-11-01", "bug"),
            ("2026-11-03", "Status:In-Review"),
            ("2026-11-02", "status:in-progress"),
        ],
        I_2=[("2026-11-01", "status:blocked")],
        I_3=None,
    )
    issues = [issue(number, node_id=f"I_{number}") for number in (1, 2, 3, 4)]
    assert begun.read(asked, issues) == {"I_1": dt.date(2026, 11, 2)}


def test_many_issues_are_few_questions() -> None:
    asked, sent = client()
    begun.read(asked, [issue(number, node_id=f"I_{number}") for number in range(101)])
    assert [len(request.body["variables"]["ids"]) for request in sent] == [50, 50, 1]
    assert begun.read(asked, []) == {}
    assert len(sent) == 3


def test_an_answer_of_another_shape_is_said_to_be_one() -> None:
    time = Time()
    around = Surroundings(clock=time.clock, sleep=time.sleep)
    strange = Client(lambda _: graphql({"nodes": [{"id": "I_1"}]}), around, Pace(0, 0))
    with pytest.raises(ServerFailedError, match="unexpected shape"):
        begun.read(strange, [issue(1)])
