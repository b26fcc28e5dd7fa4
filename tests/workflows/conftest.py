"""A repository made of the working tree, the embedded GitHub, and a runner that knows both."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake.server import Sandbox, serve
from runner import Runner, git, start_repository


@pytest.fixture
def github() -> Iterator[Sandbox]:
    """The GitHub that the workflows talk to; not the one that the committed roadmap is of."""
    with serve(repository="acme/launches") as sandbox:
        yield sandbox


@pytest.fixture
def run(github: Sandbox, tmp_path: Path) -> Runner:
    """Runs a workflow; pip has nothing to download, and the stand-ins find their things."""
    origin, checkout = start_repository(tmp_path), tmp_path / "checkout"
    git("clone", "--quiet", origin, checkout, at=tmp_path)
    offline = {
        "ORIGIN": str(origin),
        "PYTHON": sys.executable,
        "PACKAGES": sysconfig.get_path("purelib"),
        "CACHE_STORE": str(tmp_path / "cache"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    return Runner(checkout, origin, tmp_path, {**offline, **github.environment})
