"""The sandbox on a socket of this machine's loopback."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from ucops.sandbox.founding import REPOSITORY, TOKEN
from ucops.sandbox.limits import Limits
from ucops.sandbox.people import People
from ucops.sandbox.reply import Reply, Request
from ucops.sandbox.service import Recorded, Service, opened

HOST = "127.0.0.1"
Incoming = socket.socket | tuple[bytes, socket.socket]
Address = tuple[str, int]


class Handler(BaseHTTPRequestHandler):
    """Hands requests to the service and writes its replies."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name upstream
        """Say nothing: the requests are recorded."""

    def _serve(self) -> None:
        length = self.headers.get("Content-Length") or "0"
        request = Request(
            method=self.command,
            target=self.path,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(int(length) if length.isdecimal() else 0),
        )
        reply = self.server.service.handle(request)
        try:
            self.write(reply)
        except OSError:
            self.close_connection = True

    def write(self, reply: Reply) -> None:
        """Send a reply."""
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve  # noqa: N815 - upstream's names


class Server(ThreadingHTTPServer):
    """A server that closes its clients' idle connections when it is closed."""

    request_queue_size = 64

    def __init__(self, port: int, service: Service, handler: type[Handler]) -> None:
        self.service = service
        self.connections: set[socket.socket] = set()
        super().__init__((HOST, port), handler)
        self.daemon_threads = False

    def process_request(self, request: Incoming, client_address: Address) -> None:
        """Remember the connection, so that it can be closed with the server."""
        if isinstance(request, socket.socket):
            self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Incoming) -> None:
        """Forget the connection."""
        if isinstance(request, socket.socket):
            self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Incoming, client_address: Address) -> None:
        """Say what went wrong, unless a client just hung up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        """Close the listening socket and every connection, and wait for their threads."""
        self.socket.close()
        for connection in tuple(self.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                self.connections.discard(connection)
        super().server_close()


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A running sandbox, as tests and the demo hold it.

    Attributes:
        repository: The main repository, `owner/name`.
        token: The value of the token that may do everything.
        people: What a person does in the browser.
    """

    service: Service
    server_url: str
    repository: str
    token: str
    people: People

    @property
    def api_url(self) -> str:
        """The base address of the REST interface."""
        return self.server_url

    @property
    def graphql_url(self) -> str:
        """The address of the GraphQL interface."""
        return f"{self.server_url}/graphql"

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables that lead ucops here."""
        return {
            "GITHUB_API_URL": self.api_url,
            "GITHUB_GRAPHQL_URL": self.graphql_url,
            "GITHUB_SERVER_URL": self.service.site,
            "GITHUB_TOKEN": self.token,
            "GITHUB_REPOSITORY": self.repository,
        }

    @property
    def limits(self) -> Limits:
        """The rate limits in force."""
        return self.service.limits

    @property
    def requests(self) -> list[Recorded]:
        """The requests so far."""
        return self.service.requests


@contextmanager
def serve(
    state: Path | None = None,
    port: int = 0,
    *,
    repository: str = REPOSITORY,
    others: Sequence[str] = (),
    clock: Callable[[], float] = time.time,
    site: str = "",
) -> Iterator[Sandbox]:
    """Serve a GitHub on 127.0.0.1 until the block ends.

    Args:
        state: The file that keeps the world; None keeps it in memory.
        port: 0 takes a free one.
        repository: The main repository, `owner/name`; made when it is not there.
        others: More repositories to make.
        clock: Seconds since the epoch.
        site: Where links to pages lead; to this server by default.
    """
    with (
        opened(state, repository=repository, others=others, clock=clock) as service,
        listening(service, port, site=site) as address,
    ):
        yield Sandbox(service, address, repository, TOKEN, People(service.world, repository))


@contextmanager
def listening(
    service: Service, port: int = 0, *, site: str = "", handler: type[Handler] = Handler
) -> Iterator[str]:
    """Let a service answer on a port of 127.0.0.1 until the block ends; give its address."""
    server = Server(port, service, handler)
    service.address = f"http://{HOST}:{server.server_port}"
    service.site = site or service.address
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service.address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
