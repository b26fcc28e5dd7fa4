"""What a plan says that it costs, and what carrying it out costs then: within a tenth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chaos_files import CONFIG, Values, use_case, write
from chaos_inside import Station
from fake.inside import Time
from fake.people import People
from fake.service import Service, opened

from ucops.app.prepare import prepare
from ucops.sandbox.founding import REPOSITORY

TYPES = CONFIG + "github: {issue_types: {epic: Epic, item: Task}}\n"
KINDS = {
    "plain": CONFIG,
    "with a board": CONFIG + "github: {project: acme/1}\n",
    "with types": TYPES,
}


@pytest.fixture
def sky() -> Iterator[tuple[Service, Time]]:
    clock = Time()
    with opened(others=["acme/web"], clock=clock) as service:
        People(service.world, REPOSITORY).create_board("Programme")
        yield service, clock


def programme(count: int, word: str = "Piece") -> dict[str, Values]:
    """Use cases of twenty items, a third of them depending on another."""
    return {
        f"uc-{first}": use_case(
            f"Use case {first}",
            bom={
                f"piece-{number}": {"title": f"{word} {number}", "role": "pmm"}
                | ({"depends_on": [f"piece-{number - 1}"]} if number % 20 % 3 == 2 else {})
                for number in range(first + 1, min(first + 20, count) + 1)
            },
        )
        for first in range(0, count, 20)
    }


def renamed(use_cases: dict[str, Values], every: int) -> dict[str, Values]:
    """The same, every so manieth item with another title, and one use case more."""
    for values in use_cases.values():
        for place, item in enumerate(values["bom"].values()):
            if place % every == 0:
                item["title"] = f"Better {item['title']}"
    return {**use_cases, "new": use_case("New", bom={"demo": {}, "deck": {}})}


def station(
    sky: tuple[Service, Time], root: Path, use_cases: dict[str, Values], config: str
) -> Station:
    config = config.replace("writes_per_minute: none", "writes_per_minute: 80")
    return Station(*sky, prepare(write(root, use_cases, config), REPOSITORY))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [3, 40, 160])
def test_first_sync_and_mixed_update(
    sky: tuple[Service, Time], tmp_path: Path, kind: str, count: int
) -> None:
    files = programme(count)
    for step in (files, renamed(programme(count), 3)):
        sky[1].sleep(7200)
        check(sky, station(sky, tmp_path, step, KINDS[kind]))


def check(sky: tuple[Service, Time], made: Station) -> None:
    service, clock = sky
    plan = made.plan().plan
    assert plan is not None
    told = plan.estimate
    before, begun, clock.per_request = len(service.requests), clock(), 0.7
    assert made.sync().code == 0
    clock.per_request = 0.0
    sent = service.requests[before:]
    writes = sum(one.wrote for one in sent)
    assert told.writes == pytest.approx(writes, rel=0.1)
    assert told.reads == pytest.approx(len(sent) - writes, rel=0.1, abs=1)
    assert told.seconds == pytest.approx(clock() - begun, rel=0.1)
    assert told.minutes == max(1, round(told.seconds / 60))
