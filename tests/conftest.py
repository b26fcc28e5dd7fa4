"""What every test gets: no network but loopback, a clean environment, golden files."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parent
OURS = ("GITHUB_", "GH_", "UCOPS_", "ACTIONS_", "RUNNER_", "INPUT_")
ALSO = ("CI", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "SOURCE_DATE_EPOCH")
# Nothing listens on port 9 here: a process that a test starts and that asks for more than this
# machine is refused at once.
NOWHERE = "http://127.0.0.1:9"

# A shell starts what it runs in the background with Ctrl-C ignored, and processes inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

_slow_first = [HealthCheck.too_slow]  # a machine shared with other work is no finding
settings.register_profile("dev", deadline=None, suppress_health_check=_slow_first)
settings.register_profile(
    "ci", derandomize=True, max_examples=60, deadline=None, suppress_health_check=_slow_first
)
settings.register_profile(
    "chaos", max_examples=1000, deadline=None, suppress_health_check=_slow_first
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew instead of comparing with them",
    )


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No token, no repository, no colour choice of the machine reaches a test."""
    for name in list(os.environ):
        if name.startswith(OURS) or name in ALSO:
            monkeypatch.delenv(name)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, NOWHERE)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1,localhost,::1")
    monkeypatch.setenv("UCOPS_CACHE_DIR", os.devnull)  # is no folder, so that nothing is kept
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one for the test."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name below tests/golden, byte for byte."""
    update = bool(request.config.getoption("--update-golden"))

    def compare(name: str, text: str) -> None:
        file = TESTS / "golden" / name
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        assert file.is_file(), f"no {file}; write it with --update-golden, and read it"
        assert text == file.read_bytes().decode()

    return compare
