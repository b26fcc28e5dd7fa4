"""A digest for the team's chat: posted once, and nothing of its address is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from ucops.app.ci.chat import ChatError, post
from ucops.app.ci.event import Event
from ucops.app.ci.run import Ended, run_command
from ucops.app.run import Run
from ucops.errors import UsageError


@pytest.fixture
def chat() -> Iterator[Any]:
    """A chat that keeps what it is told, and answers with the status that its path names."""
    heard: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(int(self.path.strip("/") or 200))
            self.send_header("Location", "/200")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_digest_is_shown_and_posted(chat: Any, tmp_path: Any) -> None:
    address, heard = chat
    given = {"UCOPS_WEBHOOK": address, "UCOPS_ARGS": "--since 2026-11-23"}
    calls = []

    def call(arguments: Any, _variables: Any) -> Ended:
        calls.append(arguments)
        return Ended(0, f"in {arguments[2]}\n")

    run_command(Run(root=tmp_path, environment=given), "digest", Event(payload={}), call)
    assert [arguments[2] for arguments in calls] == ["markdown", "slack"]
    assert heard == [{"text": "in slack\n"}]


def test_a_digest_that_failed_is_not_posted(chat: Any, tmp_path: Any) -> None:
    address, heard = chat
    run = Run(root=tmp_path, environment={"UCOPS_WEBHOOK": address})
    ended = run_command(run, "digest", Event(payload={}), lambda *_: Ended(3, "half"))
    assert (ended.code, heard) == (3, [])


@pytest.mark.parametrize(("path", "said"), [("/404", "refuses the text with 404"), ("/302", "302")])
def test_a_refusal_is_told_without_the_address(chat: Any, path: str, said: str) -> None:
    address, _ = chat
    with pytest.raises(ChatError, match=said) as refused:
        post(address + path, "x")
    assert address not in f"{refused.value.message} {refused.value.hint}"


def test_a_chat_that_is_not_there_is_told_without_the_address() -> None:
    with pytest.raises(ChatError, match="cannot be reached: ConnectionRefusedError"):
        post("http://127.0.0.1:9/secret", "x")


@pytest.mark.parametrize("address", ["http://chat.example.com/x", "ftp://x", "nonsense"])
def test_only_encrypted_addresses_are_spoken_to(address: str) -> None:
    with pytest.raises(UsageError, match="no https address"):
        post(address, "x")
