"""The fakes of this folder can be imported by their names; a sandbox for those who want one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake.server import Sandbox, serve

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """An empty GitHub on loopback."""
    with serve(others=["acme/tmm"]) as running:
        yield running
