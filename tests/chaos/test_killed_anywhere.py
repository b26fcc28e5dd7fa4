"""Killed before and after every single request, and run again: as if nothing had happened.

The first part kills inside this process, by an exception that no code may catch, at every request.
The second kills real processes with SIGKILL at some of them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from chaos_files import SMALL, UPDATED, WEB, write
from chaos_inside import KilledError, Station
from chaos_process import Process, hurried
from chaos_state import duplicates, state
from fake.faults import Fault, Hook, Sent, When
from fake.inside import Time
from fake.server import serve
from fake.service import Service, opened

from ucops.app.prepare import Prepared, prepare
from ucops.sandbox.founding import REPOSITORY

pytestmark = pytest.mark.no_cover  # thousands of runs: what they reach is measured elsewhere

STORIES = {"first sync": [SMALL], "mixed update": [SMALL, UPDATED]}
"""What was synced before, and last what is synced while somebody kills."""


@contextmanager
def told(*steps: Prepared) -> Iterator[Station]:
    """A sandbox in which all steps but the last are synced, and a station for the last."""
    clock = Time()
    with opened(others=[WEB], clock=clock) as service:
        service.address = "http://127.0.0.1:1"
        for step in steps[:-1]:
            assert Station(service, clock, step).sync().code == 0
        yield Station(service, clock, steps[-1])


def prepared(root: Path, story: str) -> list[Prepared]:
    """The steps of a story, read once."""
    return [prepare(write(root, step), REPOSITORY) for step in STORIES[story]]


def killer(_sent: Sent) -> None:
    raise KilledError


@pytest.mark.parametrize("story", STORIES)
def test_inside_this_process_at_every_request(story: str, tmp_path: Path) -> None:
    steps = prepared(tmp_path, story)
    with told(*steps) as station:
        before = station.service.count
        assert station.sync(close_orphans=True).code == 0
        wanted, requests = state(station.service.world), station.service.count - before
    assert requests > 20
    for number in range(1, requests + 1):
        for when in ("before", "after"):
            with told(*steps) as station:
                killed_once(station, number, when)
                assert station.sync(close_orphans=True).code == 0, (number, when)
                assert state(station.service.world) == wanted, (number, when)
                assert duplicates(station.service.world) == []
                assert station.plan().plan.changes == (), (number, when)


def killed_once(station: Station, number: int, when: When) -> None:
    faults = station.service.faults
    hook: Any = faults.before if when == "before" else faults.after
    hook(station.service.count + number, killer)
    with pytest.raises(KilledError):
        station.sync(close_orphans=True)
    faults.clear()


@pytest.mark.slow
@pytest.mark.parametrize(("number", "when"), [(4, "after"), (17, "before"), (30, "after")])
def test_a_real_process(number: int, when: When, tmp_path: Path) -> None:
    with told(*prepared(tmp_path, "first sync")) as station:
        assert station.sync().code == 0
        wanted = state(station.service.world)
    clock = hurried()
    with serve(others=[WEB], clock=clock.now, site="https://github.com") as sandbox:
        process = Process(sandbox, tmp_path, clock)
        sandbox.faults.before(number, drop_and_kill(sandbox.service, process, when))
        assert process.run("sync", "--yes").code == -9
        sandbox.faults.clear()
        assert process.run("sync", "--yes").code == 0
        assert state(sandbox.world) == wanted
        station = Station.of(sandbox.service, Time(clock.now()), tmp_path)
        assert station.plan().plan.changes == ()


def drop_and_kill(service: Service, process: Process, when: When) -> Hook:
    """Kill the client; a request that was not to arrive is dropped as well."""

    def hook(_sent: Sent) -> None:
        if when == "before":
            service.faults.script(Fault(kind="drop", when="before"))
        process.kill()

    return hook


def test_the_clock_of_processes_is_fast() -> None:
    clock = hurried()
    begun, real = clock.now(), time.time()
    time.sleep(0.05)
    assert clock.now() - begun >= 10 * (time.time() - real)
