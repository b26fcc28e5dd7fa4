"""`ucops sandbox` as a process."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from ucops.cli.sandbox import command, exports
from ucops.errors import UsageError


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "ucops", "sandbox", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_interrupted(tmp_path: Path, number: int) -> None:
    state = tmp_path / "state.jsonl"
    with start("--state", str(state), "--repository", "octo/own") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(5)]
        variables = dict(line.removeprefix("export ").split("=", 1) for line in lines)
        where = urlsplit(variables["GITHUB_SERVER_URL"])
        connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=10)
        connection.request("GET", "/octo/own/issues")
        assert connection.getresponse().status == 200
        connection.close()
        process.send_signal(number)
        try:
            _out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 0
    assert variables["GITHUB_REPOSITORY"] == "octo/own"
    assert "/octo/own/issues" in err
    assert f"what happened is in {state}" in err
    assert state.exists()


def test_what_cannot_start() -> None:
    refused = CliRunner().invoke(command, ["--repository", "nothing"])
    assert isinstance(refused.exception, UsageError)
    assert "owner/name" in refused.exception.message
    taken = CliRunner().invoke(command, ["--port", "0", "--state", "/proc/none/state"])
    assert isinstance(taken.exception, UsageError)
    assert "--port 0" in taken.exception.hint


def test_exports_are_lines_for_a_shell() -> None:
    assert exports({"A": "1", "B": "2"}) == "export A=1\nexport B=2"


def test_a_program_reads_the_variables_as_json() -> None:
    with start("--format", "json") as process:
        assert process.stdout is not None
        text = ""
        while not text.endswith("\n}\n"):
            text += process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert json.loads(text)["environment"]["GITHUB_REPOSITORY"] == "acme/gtm"
