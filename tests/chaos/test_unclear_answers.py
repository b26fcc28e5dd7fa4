"""A write whose answer is an error, cut, spoiled or missing: never a duplicate, never a loss."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from chaos_files import SMALL, write
from chaos_inside import Station
from chaos_state import key_of, live, state
from chaos_weather import weather
from fake.faults import CHANCES, Fault, Kind, When
from fake.service import Service

from ucops.app.prepare import Prepared, prepare
from ucops.sandbox.founding import REPOSITORY

pytestmark = pytest.mark.no_cover  # thousands of runs: what they reach is measured elsewhere

CREATE = "mutation CreateIssue"


@pytest.fixture
def small(tmp_path: Path) -> Prepared:
    return prepare(write(tmp_path, SMALL), REPOSITORY)


def ever_filed(service: Service) -> Counter[str]:
    """How many issues were ever filed for each key, closed ones too."""
    return Counter(key for one in live(service.world) if (key := key_of(one)))


def creates(service: Service) -> Counter[str]:
    """How often each issue's create was sent, by its title."""
    sent = [one.sent["variables"]["input"] for one in service.requests if one.operation == CREATE]
    return Counter(given["title"] for given in sent)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "when"), CHANCES)
def test_unknown_outcomes_of_any_write_make_no_duplicate_and_no_loss(
    small: Prepared, kind: Kind, when: When
) -> None:
    with weather() as (service, clock):
        assert Station(service, clock, small).sync().code == 0
        wanted = state(service.world)
        writes = sum(one.wrote for one in service.requests)
    for number in range(writes):
        with weather() as (service, clock):
            station = Station(service, clock, small)
            fault = Fault(kind=kind, when=when, writes=True, after_requests=number)
            service.faults.script(fault)
            assert station.sync().code in {0, 3}
            assert [hit.kind for _, hit in service.faults.injected] == [kind]
            assert max(creates(service).values()) == 1, (number, "a create was repeated")
            assert station.sync().code == 0
            assert state(service.world) == wanted, number
            assert set(ever_filed(service).values()) == {1}, number
            assert station.plan().plan.changes == ()


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_create_that_always_fails_is_sent_once_a_run(small: Prepared, status: int) -> None:
    with weather() as (service, clock):
        service.faults.script(Fault(kind="error", status=status, operation=CREATE, times=99))
        assert Station(service, clock, small).sync().code == 3
        assert set(creates(service).values()) == {1}


@pytest.mark.parametrize("lag", [1, 3, 6])
def test_a_create_without_an_answer_is_found_though_listings_lag(small: Prepared, lag: int) -> None:
    with weather() as (service, clock):
        station = Station(service, clock, small)
        service.faults.script(
            Fault(kind="drop", when="after", operation=CREATE, after_requests=4),
            Fault(kind="lag", count=lag, times=99),
        )
        assert station.sync().code == 0
        assert set(ever_filed(service).values()) == {1}


@pytest.mark.parametrize("lag", [1, 3, 9])
def test_new_issues_that_the_next_listings_lack_are_found(small: Prepared, lag: int) -> None:
    with weather() as (service, clock):
        station = Station(service, clock, small)
        assert station.sync().code == 0
        service.faults.script(Fault(kind="lag", count=lag, times=4))
        for _ in range(2):
            assert station.plan().plan.changes == ()
        assert station.sync().code == 0
        assert set(ever_filed(service).values()) == {1}


def test_issues_that_nobody_can_search_for_are_never_searched_for(small: Prepared) -> None:
    with weather() as (service, clock):
        assert Station(service, clock, small).sync().code == 0
        assert not [one.path for one in service.requests if "search" in one.path]
        documents = [one.sent["query"] for one in service.requests if one.operation]
        assert not [text for text in documents if "search(" in text]
