"""The way to GitHub, against a small server on loopback that does as it is told."""

from __future__ import annotations

import gzip
import json
import logging
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import requests
import urllib3

from ucops.github import transport
from ucops.github.answers import Answer, Broken, Request
from ucops.github.errors import CertificateError
from ucops.github.transport import _distrust, _no_answer, open_transport

TOKEN = "ghp_secret"  # noqa: S105 - made up


@dataclass
class Told:
    """What the server answers next, and what it was asked."""

    answers: list[Callable[[Handler], None]] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str], Any]] = field(default_factory=list)
    connections: set[tuple[str, int]] = field(default_factory=set)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    told: Told

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.told.asked.append((self.command, self.path, headers, body))
        self.told.connections.add(self.client_address)
        self.told.answers.pop(0)(self)


for verb in ("GET", "POST", "PATCH", "DELETE"):
    setattr(Handler, f"do_{verb}", Handler.answer)


def say(
    status: int, text: str = "{}", *, kind: str = "application/json", **headers: str
) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        body = text.encode()
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def hang_up(handler: Handler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def cut_short(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"number": 1')
    handler.close_connection = True


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def server(told: Told) -> Iterator[str]:
    handler = type("Telling", (Handler,), {"told": told})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        running.daemon_threads = True
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


GET = Request(verb="GET", path="/repos/acme/gtm/issues", query={"state": "all", "per_page": 100})
POST = Request(
    verb="POST", path="/repos/acme/gtm/issues", body={"title": "é"}, repeatable=False, writes=1
)
ASK = Request(verb="POST", path="graphql", body={"query": "query {a}"})


def test_what_is_sent(server: str, told: Told) -> None:
    told.answers += [say(200, "[]"), say(201)]
    send = open_transport(TOKEN, server, f"{server}/graphql")
    found = send(GET)
    assert isinstance(found, Answer)
    assert (found.status, found.headers["content-type"], found.text) == (
        200,
        "application/json",
        "[]",
    )
    send(POST)
    (verb, path, headers, body), (_, _, _, posted) = told.asked
    assert (verb, path, body) == ("GET", "/repos/acme/gtm/issues?per_page=100&state=all", None)
    assert headers["authorization"] == f"token {TOKEN}"
    assert headers["accept"] == "application/vnd.github+json"
    assert headers["x-github-api-version"] == "2022-11-28"
    assert headers["user-agent"].startswith("ucops/")
    assert posted == {"title": "é"}


def test_one_connection_is_used_for_all(server: str, told: Told) -> None:
    told.answers += [say(200), say(404), say(201), say(200), say(500), say(200)]
    send = open_transport(TOKEN, server, f"{server}/graphql")
    for request in (GET, GET, POST, ASK, GET, ASK):
        send(request)
    assert len(told.connections) == 1


@pytest.mark.parametrize(
    ("api", "graphql", "rest_path", "graphql_path"),
    [
        ("", "/graphql", "/repos/acme/gtm/issues", "/graphql"),
        ("/api/v3", "/api/graphql", "/api/v3/repos/acme/gtm/issues", "/api/graphql"),
        ("/api/v3/", "/api/graphql", "/api/v3/repos/acme/gtm/issues", "/api/graphql"),
        ("/x", "/elsewhere/graphql", "/x/repos/acme/gtm/issues", "/elsewhere/graphql"),
    ],
)
def test_the_addresses_of_an_enterprise_server(
    server: str, told: Told, api: str, graphql: str, rest_path: str, graphql_path: str
) -> None:
    told.answers += [say(200, "[]"), say(200)]
    send = open_transport(TOKEN, f"{server}{api}", f"{server}{graphql}")
    send(GET)
    send(ASK)
    assert [path.split("?")[0] for _, path, _, _ in told.asked] == [rest_path, graphql_path]


def test_graphql_on_another_host(server: str, told: Told) -> None:
    told.answers += [say(200), say(200)]
    other = server.replace("127.0.0.1", "localhost")
    send = open_transport(TOKEN, server, f"{other}/graphql")
    send(GET)
    send(ASK)
    assert [headers["host"] for _, _, headers, _ in told.asked] == [
        server.removeprefix("http://"),
        other.removeprefix("http://"),
    ]
    assert len(told.connections) == 2


def test_the_address_of_a_next_page(server: str, told: Told) -> None:
    told.answers += [say(200, "[]")]
    send = open_transport(TOKEN, f"{server}/api/v3", f"{server}/api/graphql")
    send(Request(verb="GET", path=f"{server}/api/v3/repositories/1/issues?page=2&per_page=100"))
    assert told.asked[0][1] == "/api/v3/repositories/1/issues?page=2&per_page=100"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("request_", [GET, POST])
def test_a_redirect_is_not_followed(
    server: str, told: Told, status: int, request_: Request
) -> None:
    told.answers += [say(status, Location=f"{server}/repositories/1/issues")]
    found = open_transport(TOKEN, server, f"{server}/graphql")(request_)
    assert isinstance(found, Answer)
    assert (found.status, found.headers["x-moved-to"]) == (
        status,
        f"{server}/repositories/1/issues",
    )
    assert len(told.asked) == 1


@pytest.mark.parametrize("status", [304, 401, 403, 404, 410, 422, 429, 500, 502, 503])
@pytest.mark.parametrize("request_", [GET, POST])
def test_every_status_comes_back_and_is_sent_once(
    server: str, told: Told, status: int, request_: Request
) -> None:
    text = "" if status == 304 else "<html>"
    told.answers += [say(status, text, kind="text/html", Retry_After="9")]
    found = open_transport(TOKEN, server, f"{server}/graphql")(request_)
    assert isinstance(found, Answer)
    assert (found.status, found.text, found.headers["retry-after"]) == (status, text, "9")
    assert len(told.asked) == 1


@pytest.mark.parametrize("end", [hang_up, cut_short])
@pytest.mark.parametrize("request_", [GET, POST])
def test_a_connection_that_breaks_is_an_unknown_outcome(
    server: str, told: Told, end: Callable[[Handler], None], request_: Request
) -> None:
    told.answers += [end]
    found = open_transport(TOKEN, server, f"{server}/graphql")(request_)
    assert isinstance(found, Broken)
    assert found.arrived
    assert len(told.asked) == 1


def test_headers_that_make_no_sense_are_no_crash(server: str, told: Told) -> None:
    told.answers += [say(200, X_RateLimit_Remaining="many", X_RateLimit_Limit="more")]
    found = open_transport(TOKEN, server, f"{server}/graphql")(GET)
    assert isinstance(found, Broken)


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        found = open_transport(TOKEN, url, f"{url}/graphql")(POST)
    assert isinstance(found, Broken)
    assert not found.arrived
    assert "Connection refused" in found.reason


def test_a_host_behind_no_proxy_is_refused_by_the_proxy() -> None:
    url = "http://ghe.example"
    found = open_transport(TOKEN, url, f"{url}/graphql")(GET)
    assert isinstance(found, Broken)
    assert not found.arrived


def test_loopback_needs_no_proxy(server: str, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.delenv("no_proxy")
    told.answers += [say(200), say(200)]
    for url in (server, server.replace("127.0.0.1", "localhost")):
        assert isinstance(open_transport(TOKEN, url, f"{url}/graphql")(GET), Answer)


def test_other_hosts_are_asked_through_the_environment_s_proxy() -> None:
    with pytest.raises(requests.exceptions.ProxyError):
        requests.get("http://ghe.example", timeout=5)


def test_tls_that_is_none_is_named(server: str) -> None:
    url = server.replace("http://", "https://")
    with pytest.raises(CertificateError) as caught:
        open_transport(TOKEN, url, f"{url}/graphql")(GET)
    assert "REQUESTS_CA_BUNDLE" in caught.value.hint
    assert TOKEN not in caught.value.message


def test_a_certificate_that_is_not_trusted() -> None:
    inner = urllib3.exceptions.SSLError("certificate verify failed: self-signed certificate")
    wrapped = urllib3.exceptions.MaxRetryError(None, "/", inner)  # type: ignore[arg-type]
    found = _distrust("https://ghe.example", requests.exceptions.SSLError(wrapped))
    assert "self-signed" in found.message
    assert found.exit_code == 3


def test_a_connection_that_times_out_never_left() -> None:
    assert not _no_answer(GET, requests.exceptions.ConnectTimeout("slow")).arrived
    assert _no_answer(GET, requests.exceptions.ReadTimeout("slow")).arrived


def test_the_token_is_in_no_log(server: str, told: Told, caplog: pytest.LogCaptureFixture) -> None:
    told.answers += [say(200), hang_up]
    send = open_transport(TOKEN, server, f"{server}/graphql")
    with caplog.at_level(logging.DEBUG):
        send(GET)
        send(POST)
    assert TOKEN not in caplog.text


def test_pygithub_is_loaded_only_for_sending() -> None:
    code = "import sys, ucops.github.connect; sys.exit('github' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_answer_is_unpacked_no_further_than_answers_go(
    server: str, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LARGEST", 1_000_000)
    packed = gzip.compress(b"0" * 50_000_000)

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(packed)))
        handler.end_headers()
        handler.wfile.write(packed)

    told.answers.append(answer)
    found = open_transport(TOKEN, server, f"{server}/graphql")(Request(verb="GET", path="/x"))
    assert isinstance(found, Broken)
    assert "more than 0 MB" in str(found)
