"""A GitHub that answers from a script, and a time that passes only when somebody waits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ucops.github.answers import Answer, Broken, Request
from ucops.github.client import Client, Exchange, Surroundings
from ucops.github.pace import Pace
from ucops.github.snapshot import Issue

Reply = Answer | Broken


def reply(
    status: int = 200, data: object = None, text: str | None = None, **headers: str
) -> Answer:
    """An answer; underscores in header names stand for hyphens."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps(data) if text is None and data is not None else text or ""
    return Answer(status=status, headers=names, text=body)


def graphql(data: object = None, *errors: dict[str, Any], **headers: str) -> Answer:
    return reply(200, {"data": data} | ({"errors": list(errors)} if errors else {}), **headers)


@dataclass
class Script:
    """Sends nothing: gives one reply after another, and remembers what was asked."""

    replies: Iterator[Reply]
    sent: list[Request] = field(default_factory=list)

    def __call__(self, request: Request) -> Reply:
        self.sent.append(request)
        return next(self.replies)

    @property
    def asked(self) -> list[str]:
        return [str(request) for request in self.sent]


@dataclass
class Time:
    """A clock that stands still until somebody sleeps."""

    now: float = 1_800_000_000.0
    slept: list[float] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def waiting(self, reason: str, seconds: float) -> None:
        self.reasons.append(f"{reason}: {seconds:.0f}")


def scripted(
    *replies: Reply, pace: Pace | None = None, secret: str = ""
) -> tuple[Client, Script, Time]:
    """A client that gets these replies, its script and its time."""
    script, time = Script(iter(replies)), Time()
    around = Surroundings(
        clock=time.clock, sleep=time.sleep, waiting=time.waiting, observer=time.exchanges.append
    )
    return Client(script, around, pace or Pace(0, 0), secret), script, time


def rest_issue(number: int, **more: object) -> dict[str, Any]:
    """An issue as REST gives it."""
    return {
        "id": 1000 + number,
        "node_id": f"I_{number}",
        "number": number,
        "html_url": f"https://github.com/acme/gtm/issues/{number}",
        "repository_url": "https://api.github.com/repos/acme/gtm",
        "title": f"Issue {number}",
        "body": "",
        "state": "open",
        "labels": [],
        "assignees": [],
        "milestone": None,
        "created_at": "2026-11-01T00:00:00Z",
        "updated_at": "2026-11-01T00:00:00Z",
        "closed_at": None,
        **more,
    }


def issue(number: int, **more: object) -> Issue:
    """An issue of ours."""
    plain: dict[str, Any] = {
        "key": None,
        "repository": "acme/gtm",
        "number": number,
        "id": 1000 + number,
        "node_id": f"I_{number}",
        "url": f"https://github.com/acme/gtm/issues/{number}",
        "title": f"Issue {number}",
        "body": "",
        "state": "open",
        "state_reason": None,
        "labels": (),
        "assignees": (),
        "milestone": None,
        "parent": None,
        "blocked_by": (),
        "created_at": "2026-11-01T00:00:00Z",
        "closed_at": None,
        "updated_at": "2026-11-01T00:00:00Z",
    }
    return Issue(**(plain | more))
