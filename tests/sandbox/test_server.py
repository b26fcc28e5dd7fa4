"""The sandbox on a socket: addresses, connections, its end."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fake.faults import Fault
from fake.server import Sandbox, serve

R = "/repos/acme/gtm"


def ask(
    sandbox: Sandbox, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, bytes]:
    host = urlsplit(sandbox.server_url)
    connection = http.client.HTTPConnection(str(host.hostname), host.port, timeout=10)
    sent = json.dumps(body) if body is not None else None
    own = {"Authorization": f"Bearer {sandbox.token}"} | headers
    try:
        connection.request(method, path, sent, own)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_addresses_and_environment() -> None:
    with serve(repository="octo/own") as sandbox:
        assert sandbox.api_url == sandbox.server_url
        assert sandbox.environment == {
            "GITHUB_API_URL": sandbox.api_url,
            "GITHUB_GRAPHQL_URL": f"{sandbox.server_url}/graphql",
            "GITHUB_SERVER_URL": sandbox.server_url,
            "GITHUB_TOKEN": sandbox.token,
            "GITHUB_REPOSITORY": "octo/own",
        }
        enterprise = sandbox.enterprise_environment
        assert enterprise["GITHUB_API_URL"].endswith("/api/v3")
        assert enterprise["GITHUB_GRAPHQL_URL"].endswith("/api/graphql")
        assert ask(sandbox, "GET", "/api/v3/repos/octo/own")[0] == 200
        query = {"query": "{ viewer { login } }"}
        assert b"octo-bot" in ask(sandbox, "POST", "/api/graphql", query)[1]
        assert sandbox.limits.remaining("core") < 5000
        assert sandbox.world.repository("octo", "own")


def test_one_connection_for_many_requests_and_a_clean_end() -> None:
    before = threading.active_count()
    with serve() as sandbox:
        host = urlsplit(sandbox.server_url)
        connection = http.client.HTTPConnection(str(host.hostname), host.port, timeout=10)
        for _ in range(3):
            connection.request("GET", R)
            answer = connection.getresponse()
            assert answer.status == 200
            answer.read()
    connection.close()
    assert threading.active_count() == before


def test_many_clients_at_once_get_numbers_of_their_own() -> None:
    with serve() as sandbox:
        threads = [
            threading.Thread(target=ask, args=(sandbox, "POST", f"{R}/issues", {"title": "x"}))
            for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [issue.number for issue in sandbox.people.issues()] == list(range(1, 21))


@pytest.mark.parametrize(("when", "filed"), [("before", 0), ("after", 1)])
def test_a_dropped_connection_is_really_dropped(when: str, filed: int) -> None:
    with serve() as sandbox:
        sandbox.faults.script(Fault(kind="drop", when=when))
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            ask(sandbox, "POST", f"{R}/issues", {"title": "x"})
        assert len(sandbox.people.issues()) == filed


def test_a_truncated_answer_ends_early() -> None:
    with serve() as sandbox:
        sandbox.faults.script(Fault(kind="truncate", when="after"))
        with pytest.raises(http.client.IncompleteRead):
            ask(sandbox, "GET", R)


def test_a_slow_answer_is_waited_for() -> None:
    waited: list[float] = []
    with serve(sleep=waited.append) as sandbox:
        sandbox.faults.script(Fault(kind="slow", seconds=30))
        assert ask(sandbox, "GET", R)[0] == 200
    assert waited == [30]


def test_a_client_that_hangs_up_is_no_trouble() -> None:
    with serve(sleep=lambda _seconds: None) as sandbox:
        host = urlsplit(sandbox.server_url)
        with socket.create_connection((str(host.hostname), host.port or 0)) as raw:
            raw.sendall(b"POST /graphql HTTP/1.1\r\nContent-Length: nonsense\r\n\r\n")
        assert ask(sandbox, "GET", R)[0] == 200


@pytest.mark.parametrize("header", [{"Origin": "https://evil.test"}, {"Host": "evil.test"}])
def test_pages_of_other_sites_are_not_answered(header: dict[str, str]) -> None:
    with serve() as sandbox:
        sandbox.people.open_issue("One")
        for path in ("/acme/gtm/issues/1", f"{R}/issues"):
            assert ask(sandbox, "POST", path, {}, **header)[0] == 403


def test_the_site_can_be_elsewhere(tmp_path: Path) -> None:
    with serve(tmp_path / "state", site="https://github.test") as sandbox:
        sandbox.people.open_issue("One")
        issue = json.loads(ask(sandbox, "GET", f"{R}/issues/1")[1])
        assert issue["html_url"] == "https://github.test/acme/gtm/issues/1"
        assert sandbox.environment["GITHUB_SERVER_URL"] == "https://github.test"


def test_a_name_that_is_none() -> None:
    with pytest.raises(ValueError, match="owner/name"), serve(repository="a/b/c"):
        pass


def test_a_port_that_is_taken() -> None:
    with serve() as sandbox, pytest.raises(OSError, match="in use"):  # noqa: SIM117 - one is inside
        with serve(port=urlsplit(sandbox.server_url).port or 0):
            pass
