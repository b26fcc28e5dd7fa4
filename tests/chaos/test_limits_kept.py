"""GitHub's limits and ours, in a time that passes only while somebody waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from chaos_files import CONFIG, SMALL, UPDATED, Values, use_case, write
from chaos_inside import Ran, Station
from chaos_weather import weather
from fake.faults import Fault
from fake.inside import Time
from fake.service import Service

from ucops.app.prepare import prepare
from ucops.sandbox.founding import REPOSITORY


@pytest.fixture
def sky() -> Iterator[tuple[Service, Time]]:
    with weather() as there:
        yield there


def station(
    sky: tuple[Service, Time],
    root: Path,
    use_cases: dict[str, Values] | None = None,
    **limits: int,
) -> Station:
    config = CONFIG
    for name, value in limits.items():
        config = config.replace(f"{name}: none", f"{name}: {value}")
    return Station(*sky, prepare(write(root, use_cases or SMALL, config), REPOSITORY))


def left(ran: Ran) -> int:
    return ran.applied.count("skipped") + ran.applied.count("failed")


@pytest.mark.parametrize("status", [403, 429])
@pytest.mark.parametrize(("named", "waited"), [(30, 30), (None, 60)])
def test_a_secondary_limit_is_waited_for(
    sky: tuple[Service, Time], tmp_path: Path, status: int, named: int | None, waited: float
) -> None:
    made = station(sky, tmp_path)
    fault = Fault(kind="secondary", status=status, retry_after=named, after_requests=20)
    sky[0].faults.script(fault)
    assert made.sync().code == 0
    assert [seconds for reason, seconds in sky[1].waits if "secondary" in reason] == [waited]


@pytest.mark.parametrize("status", [403, 429])
def test_a_secondary_limit_that_stays_is_left_alone_for_longer_and_longer(
    sky: tuple[Service, Time], tmp_path: Path, status: int
) -> None:
    made = station(sky, tmp_path)
    sky[0].faults.script(Fault(kind="secondary", status=status, writes=True, times=99))
    assert made.sync().code == 3
    assert [seconds for _, seconds in sky[1].waits] == [60.0, 120.0]


def test_a_wait_over_two_minutes_ends_the_run_with_3_and_what_is_left(
    sky: tuple[Service, Time], tmp_path: Path
) -> None:
    made = station(sky, tmp_path)
    fault = Fault(kind="secondary", retry_after=121, operation="CreateIssue", after_requests=3)
    sky[0].faults.script(fault)
    ran = made.sync()
    assert (ran.code, left(ran)) == (3, len(ran.plan.changes) - ran.applied.count("done"))
    assert left(ran) > 5
    assert "pause" in ran.said
    assert sky[1].waits == []
    assert made.sync().code == 0
    assert made.plan().plan.changes == ()


@pytest.mark.parametrize(("seconds", "code"), [(90, 0), (600, 3)])
def test_the_primary_limit_used_up_in_the_middle(
    sky: tuple[Service, Time], tmp_path: Path, seconds: float, code: int
) -> None:
    made = station(sky, tmp_path)
    sky[0].faults.script(Fault(kind="primary", seconds=seconds, after_requests=25))
    assert made.sync().code == code


@pytest.mark.parametrize("reset", [60, 600])
def test_the_primary_limit_is_heeded_before_it_bites(
    sky: tuple[Service, Time], tmp_path: Path, reset: float
) -> None:
    service, clock = sky
    made = station(sky, tmp_path)
    service.limits.primary = 25
    service.limits.reset = clock() + reset
    assert made.sync().code == (0 if reset == 60 else 3)
    assert [one.status for one in service.requests if one.status in {403, 429}] == []
    assert not any("RATE_LIMITED" in str(one.answer) for one in service.requests)


@pytest.mark.parametrize(
    ("limit", "window"), [("writes_per_minute", 60), ("writes_per_hour", 3600)]
)
def test_writes_keep_the_pace(
    sky: tuple[Service, Time], tmp_path: Path, limit: str, window: float
) -> None:
    service, clock = sky
    made = station(sky, tmp_path, **{limit: 10})
    moments: list[float] = []
    service.faults.before(None, lambda sent: moments.append(clock()) if sent.writes else None)
    ran = made.sync()
    assert len(moments) >= 10
    assert ran.code == (0 if window == 60 else 3)
    assert crowded(moments, 10, window) == []
    assert all("writes a" in reason for reason, _ in clock.waits)
    assert window == 3600 or clock.waits


def crowded(moments: Sequence[float], most: int, window: float) -> list[float]:
    """The moments before which more than `most` lie within a window."""
    return [
        late for early, late in zip(moments, moments[most:], strict=False) if late - early < window
    ]


def many(count: int) -> dict[str, Values]:
    """A use case with so many items besides, a third of them depending on another."""
    items = {
        f"piece-{number}": {"title": f"Piece {number}", "role": "pmm"}
        | ({"depends_on": [f"piece-{number - 1}"]} if number % 3 == 0 else {})
        for number in range(1, count + 1)
    }
    return {"ci": use_case("Continuous integration", bom=items)}


@pytest.mark.parametrize("steps", [[SMALL], [SMALL, UPDATED], [many(60)], [many(10), many(90)]])
def test_the_estimate_is_right_within_a_tenth(
    sky: tuple[Service, Time], tmp_path: Path, steps: list[dict[str, Values]]
) -> None:
    service, clock = sky
    for step in steps[:-1]:
        assert station(sky, tmp_path, step).sync().code == 0
    clock.sleep(3600)
    made = station(sky, tmp_path, steps[-1], writes_per_minute=80, writes_per_hour=500)
    told = made.plan().plan.estimate
    before, begun, clock.per_request = len(service.requests), clock(), 0.7
    assert made.sync().code == 0
    sent = service.requests[before:]
    writes = sum(one.wrote for one in sent)
    assert told.writes == pytest.approx(writes, rel=0.1)
    assert told.reads == pytest.approx(len(sent) - writes, rel=0.1, abs=1)
    assert told.minutes == pytest.approx((clock() - begun) / 60, rel=0.1, abs=1)
