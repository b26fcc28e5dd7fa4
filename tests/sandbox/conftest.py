"""A sandbox without sockets for every test of this folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake.people import People
from fake.service import Service, opened

sys.path.insert(0, str(Path(__file__).parent))

from sandbox_client import Client, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service(clock: Clock) -> Iterator[Service]:
    with opened(others=["acme/pmm"], clock=clock, keep_answers=True) as made:
        made.address = "http://127.0.0.1:1"
        yield made


@pytest.fixture
def client(service: Service) -> Client:
    return Client(service)


@pytest.fixture
def people(service: Service) -> People:
    return People(service.world, "acme/gtm")
