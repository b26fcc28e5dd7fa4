"""The client of ucops on a troubled sandbox, without sockets: thousands of requests a second."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from email.utils import formatdate
from urllib.parse import urlencode, urlsplit

from fake.service import Service
from ucops.github.answers import Answer, Broken, Request
from ucops.github.cache import Cache
from ucops.github.client import Client, Surroundings
from ucops.github.directory import Directory
from ucops.github.pace import Pace
from ucops.github.reader import GitHubReader
from ucops.github.transport import TIMEOUT, Send
from ucops.github.writer import GitHubWriter
from ucops.sandbox.founding import TOKEN
from ucops.sandbox.reply import Request as Sent

NOON = 1_795_348_800.0
"""2026-11-22, 12:00 UTC."""


@dataclass
class Time:
    """A clock that stands still until somebody waits."""

    now: float = NOON
    waits: list[tuple[str, float]] = field(default_factory=list)
    per_request: float = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def waiting(self, reason: str, seconds: float) -> None:
        self.waits.append((reason, seconds))


def connected(
    send: Send, around: Surroundings, pace: Pace, cache: Cache | None = None, token: str = TOKEN
) -> tuple[GitHubReader, GitHubWriter]:
    """A reader and a writer that send their requests this way."""
    client = Client(send, around, pace, token)
    directory = Directory(client)
    return GitHubReader(client, directory, cache), GitHubWriter(client, directory, cache)


def through(service: Service, time: Time, token: str = TOKEN) -> Send:
    """A way to send requests straight to a sandbox."""

    def send(request: Request) -> Answer | Broken:
        time.sleep(time.per_request)
        body = b"" if request.body is None else json.dumps(request.body).encode()
        headers = {"authorization": f"Bearer {token}"}
        sent = Sent(method=request.verb, target=_target(request), headers=headers, body=body)
        reply = service.handle(sent)
        time.sleep(min(reply.delay, TIMEOUT))
        if reply.cut or reply.delay > TIMEOUT:
            return Broken(f"no answer to {request}: cut")
        plain = {name.lower(): value for name, value in reply.headers.items()}
        plain["date"] = formatdate(time.now, usegmt=True)
        return Answer(status=reply.status, headers=plain, text=reply.body.decode())

    return send


def _target(request: Request) -> str:
    if request.is_graphql:
        return "/graphql"
    parts = urlsplit(request.path)
    query = parts.query or urlencode(request.query)
    return f"{parts.path}?{query}" if query else parts.path
