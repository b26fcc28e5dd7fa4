"""A client for a sandbox without sockets, and a clock that tests turn."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from fake.service import Service

from ucops.sandbox.founding import TOKEN
from ucops.sandbox.reply import Reply, Request

NOON = 1_795_348_800.0  # 2026-11-22T12:00:00Z


@dataclass
class Clock:
    """Tells the seconds since the epoch that a test set."""

    seconds: float = NOON

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Client:
    """Sends requests to a service as the owner's bot, unless told otherwise."""

    service: Service
    token: str = TOKEN

    def by(self, token: str) -> Client:
        """The same with another token; none at all when it is empty."""
        return Client(self.service, token)

    def reply(self, method: str, path: str, body: object = None, **headers: str) -> Reply:
        sent = body if isinstance(body, bytes) else b"" if body is None else _encoded(body)
        own = {"authorization": f"Bearer {self.token}"} if self.token else {}
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(method=method, target=path, headers=own | headers, body=sent)
        return self.service.handle(request)

    def send(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        reply = self.reply(method, path, body)
        return reply.status, json.loads(reply.body) if reply.body else None

    def get(self, path: str) -> Any:
        status, value = self.send("GET", path)
        assert status == 200, value
        return value

    def graphql(self, query: str, **variables: object) -> dict[str, Any]:
        status, value = self.send("POST", "/graphql", {"query": query, "variables": variables})
        assert status == 200, value
        return value


def _encoded(body: object) -> bytes:
    return json.dumps(body).encode()
