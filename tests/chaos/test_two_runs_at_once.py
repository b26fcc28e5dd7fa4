"""Two runs at once, from CI and from a laptop: the later one, or the next, makes it right."""

from __future__ import annotations

from pathlib import Path

import pytest
from chaos_files import SMALL, UPDATED, WEB, write
from chaos_inside import Station
from chaos_process import Process, hurried
from chaos_state import duplicates, state
from chaos_weather import weather
from fake.faults import Sent
from fake.inside import Time
from fake.server import serve

from ucops.app.prepare import prepare
from ucops.sandbox.founding import REPOSITORY

pytestmark = pytest.mark.no_cover  # thousands of runs: what they reach is measured elsewhere


@pytest.mark.slow
@pytest.mark.parametrize("steps", [[SMALL], [SMALL, UPDATED]], ids=["first", "update"])
def test_a_whole_second_run_before_any_request_of_the_first(
    tmp_path: Path, steps: list[dict[str, dict[str, object]]]
) -> None:
    files = [prepare(write(tmp_path, step), REPOSITORY) for step in steps]
    with weather() as (service, clock):
        for step in files:
            assert Station(service, clock, step).sync().code == 0
        requests, wanted = service.count, state(service.world)["issues"].keys()
    for number in range(1, requests + 1):
        with weather() as (service, clock):
            for step in files[:-1]:
                assert Station(service, clock, step).sync().code == 0
            station = Station(service, clock, files[-1])

            def second(_sent: Sent, station: Station = station) -> None:
                assert station.sync().code == 0

            service.faults.before(service.count + number, second)
            assert station.sync().code in {0, 3}
            service.faults.clear()
            assert station.sync().code == 0
            assert duplicates(service.world) == [], number
            assert state(service.world)["issues"].keys() == wanted
            assert station.plan().plan.changes == (), number


@pytest.mark.slow
def test_two_processes(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    clock = hurried()
    with serve(others=[WEB], clock=clock.now, site="https://github.com") as sandbox:
        both = [Process(sandbox, tmp_path, clock) for _ in range(2)]
        for one in both:
            one.start("sync", "--yes")
        assert {one.end().code for one in both} <= {0, 3}
        assert both[0].run("sync", "--yes").code == 0
        assert duplicates(sandbox.world) == []
        station = Station.of(sandbox.service, Time(clock.now()), tmp_path)
        assert station.plan().plan.changes == ()
