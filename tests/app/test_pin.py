"""Which commit this ucops is of: as its release says, as pip wrote down, or as the checkout is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from ucops.app import pin

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An installation that knows nothing of itself; the folder of its package."""
    monkeypatch.setattr(pin, "PACKAGE", tmp_path)
    monkeypatch.setattr(pin, "CHECKOUT", tmp_path / "nowhere")
    say(monkeypatch, None)
    return tmp_path


def say(monkeypatch: pytest.MonkeyPatch, source: object) -> None:
    text = json.dumps(source) if source else None
    monkeypatch.setattr(pin, "distribution", lambda _: SimpleNamespace(read_text=lambda _: text))


def own() -> str:
    found = pin.own_pin()
    return str(found) if found else ""


def test_nothing_is_made_up(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own() == ""
    say(monkeypatch, {"url": installed.as_uri(), "dir_info": {}})
    assert own() == ""


def test_a_release_says_it(installed: Path) -> None:
    (installed / pin.RELEASED).write_text(f"{COMMIT}\n")
    assert own() == f"ucops/ucops@{COMMIT}"


def test_an_address_at_a_commit_says_it(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed.is_dir()
    vcs = {"vcs": "git", "commit_id": COMMIT}
    say(monkeypatch, {"url": "https://github.com/ucops/ucops.git", "vcs_info": vcs})
    assert own() == f"ucops/ucops@{COMMIT}"


def test_a_checkout_says_it(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*arguments: str) -> str:
        who = ["-c", "user.name=octo", "-c", "user.email=octo@example.com"]
        command = ["git", "-C", str(installed), *who, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    git("init")
    say(monkeypatch, {"url": installed.as_uri(), "dir_info": {"editable": True}})
    assert own() == ""  # no commit yet
    git("commit", "--allow-empty", "--message", "Start")
    assert own() == f"ucops/ucops@{git('rev-parse', 'HEAD')}"
