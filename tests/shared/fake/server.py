"""The troubled sandbox on a socket."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fake.faults import Faults
from fake.people import People
from fake.service import Service, Spoiled, opened
from ucops.sandbox import server as plain
from ucops.sandbox.founding import REPOSITORY, TOKEN
from ucops.sandbox.reply import Reply
from ucops.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Sandbox(plain.Sandbox):
    """A running sandbox that can be troubled."""

    service: Service
    people: People

    @property
    def enterprise_environment(self) -> Mapping[str, str]:
        """The same with the addresses of an Enterprise Server."""
        return {
            **self.environment,
            "GITHUB_API_URL": f"{self.server_url}/api/v3",
            "GITHUB_GRAPHQL_URL": f"{self.server_url}/api/graphql",
        }

    @property
    def world(self) -> World:
        """Everything the sandbox knows."""
        return self.service.world

    @property
    def faults(self) -> Faults:
        """The faults in force."""
        return self.service.faults


@contextmanager
def serve(
    state: Path | None = None,
    port: int = 0,
    *,
    repository: str = REPOSITORY,
    sleep: Callable[[float], None] = time.sleep,
    site: str = "",
    **more: Any,
) -> Iterator[Sandbox]:
    """Serve a troubled GitHub on 127.0.0.1 until the block ends.

    Takes what the sandbox's own `serve` takes, and the features of the server, whether recorded
    requests keep the answers' JSON (`keep_answers`), and how slow answers wait (`sleep`).
    """

    class Rough(plain.Handler):
        """Waits before a reply, and ends a connection in the middle of one."""

        def write(self, reply: Reply) -> None:
            if isinstance(reply, Spoiled) and reply.delay:
                sleep(reply.delay)
            if not (isinstance(reply, Spoiled) and reply.cut):
                super().write(reply)
                return
            self.close_connection = True
            if reply.status:
                self.send_response(reply.status)
                self.send_header("Content-Length", str(2 * len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
            self.connection.shutdown(socket.SHUT_RDWR)

    with (
        opened(state, repository=repository, **more) as service,
        plain.listening(service, port, site=site, handler=Rough) as address,
    ):
        people = People(service.world, repository)
        yield Sandbox(service, address, repository, TOKEN, people)
