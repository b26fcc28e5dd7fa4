"""An adopter's repository, the embedded GitHub, and a runner that knows both."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from adopter import adopted
from fake.repository import BareRepository
from fake.server import Sandbox, serve
from runner import REPOSITORY, Runner, git, own_sources


@pytest.fixture
def branch() -> str:
    """The adopter's default branch."""
    return "main"


@pytest.fixture
def more() -> dict[str, str]:
    """What the adopter's files say otherwise."""
    return {}


@pytest.fixture
def github(tmp_path: Path, branch: str, more: dict[str, str]) -> Iterator[Sandbox]:
    """The GitHub that the workflows talk to, where the adopter's files are, too."""
    with serve(repository=REPOSITORY) as sandbox:
        origin = adopted(tmp_path / "origin.git", more, branch)
        sandbox.world.git[sandbox.people.repository.id] = BareRepository(origin)
        yield sandbox


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our home, as adopters pin it."""
    return own_sources(tmp_path_factory.mktemp("home") / "ucops")


@pytest.fixture
def run(github: Sandbox, tmp_path: Path, sources: Path) -> Runner:
    """Runs a workflow; pip has nothing to download, and the stand-ins find their things."""
    origin, checkout = tmp_path / "origin.git", tmp_path / "checkout"
    git("clone", "--quiet", origin, checkout, at=tmp_path)
    # The runner reads the name of the repository from the address of its remote.
    address = f"https://github.com/{REPOSITORY}.git"
    git("config", f"url.{origin}.insteadOf", address, at=checkout)
    git("remote", "set-url", "origin", address, at=checkout)
    offline = {
        "ORIGIN": str(origin),
        "UCOPS": str(sources),
        "MACHINE_PYTHON": sys.executable,
        "ENVIRONMENT": str(sources.parent / "environment"),
        "PACKAGES": sysconfig.get_path("purelib"),
        "CACHE_STORE": str(tmp_path / "cache"),
        "ARTIFACTS": str(tmp_path / "artifacts"),
        "PIP_NO_INDEX": "1",
    }
    return Runner(checkout, origin, sources, tmp_path, {**offline, **github.environment})
