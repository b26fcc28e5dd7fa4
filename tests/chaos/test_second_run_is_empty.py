"""Whatever files, people and broken runs did before: plan, sync, plan gives no change."""

from __future__ import annotations

import copy
import random
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from chaos_files import MAIN, SMALL, by_chance, write
from chaos_inside import KilledError, Station, wanted_keys
from chaos_person import Person
from chaos_state import duplicates, losses
from chaos_tally import dice_of
from chaos_weather import trouble, weather
from fake.faults import Sent
from fake.people import People
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ucops.app.prepare import prepare
from ucops.sandbox.founding import REPOSITORY
from ucops.sync.adoption import adopting, only_adoption
from ucops.sync.apply import apply

pytestmark = pytest.mark.no_cover  # thousands of runs: what they reach is measured elsewhere

SEEDS = st.integers(0, 2**32)


class Programme(RuleBasedStateMachine):
    """Files, a person, and runs that end anyhow, in any order."""

    @initialize(seed=SEEDS)
    def begin(self, seed: int) -> None:
        self.exits = ExitStack()
        self.service, self.clock = self.exits.enter_context(weather())
        self.root = Path(tempfile.mkdtemp())
        self.exits.callback(shutil.rmtree, self.root)
        dice = dice_of(seed)
        self.person = Person(People(self.service.world, MAIN), self.service.world, dice)
        self.in_step = False
        self.new_files(seed)

    def teardown(self) -> None:
        self.exits.close()

    @rule(seed=SEEDS)
    def new_files(self, seed: int) -> None:
        write(self.root, by_chance(random.Random(seed)))  # noqa: S311 - repeatable chance
        self.person.files_change()
        self.station = Station(self.service, self.clock, prepare(self.root, REPOSITORY))
        self.in_step = False

    @rule()
    def a_person_acts(self) -> None:
        self.person.act()
        self.in_step = False

    @rule(seed=SEEDS, most=st.sampled_from([0, 0, 1, 4, 12]), closes=st.booleans())
    def a_run_in_bad_weather(self, seed: int, most: int, closes: bool) -> None:
        trouble(random.Random(seed), self.service.faults)  # noqa: S311 - repeatable chance
        self.station.sync(close_orphans=closes, max_writes=most)
        self.service.faults.clear()
        self.service.limits.used.clear()
        self.in_step = False

    @rule(number=st.integers(1, 60))
    def a_run_that_is_killed(self, number: int) -> None:
        def kill(_sent: Sent) -> None:
            raise KilledError

        self.service.faults.before(self.service.count + number, kill)
        try:
            self.station.sync()
        except KilledError:
            self.in_step = False
        self.service.faults.clear()

    @precondition(lambda self: not self.in_step)
    @rule(closes=st.booleans())
    def a_plain_run(self, closes: bool) -> None:
        ran = self.station.sync(close_orphans=closes)
        assert ran.code in {0, 1}, ran.said
        self.in_step = True
        self.person.settled = True

    @invariant()
    def nothing_is_left_to_do(self) -> None:
        if not getattr(self, "in_step", False):
            return
        plan = self.station.plan().plan
        assert plan.changes == ()
        undecided = {key for one in plan.conflicts for key in one.keys}
        wanted = wanted_keys(self.station.prepared).items()
        decided = {key: it for key, it in wanted if not {key, key.split("/")[0]} & undecided}
        assert not decided.keys() & set(duplicates(self.service.world))
        assert losses(self.service.world, decided) == []
        assert self.person.broken() == []


@pytest.mark.slow
def test_the_second_run_is_empty_whatever_happened() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    most = max(settings().max_examples // 4, 1)
    chosen = settings(max_examples=most, stateful_step_count=20)
    run_state_machine_as_test(Programme, settings=chosen)


@pytest.mark.parametrize("most", [1, 5, 20, 25, 28])
def test_adopted_before_their_epic_and_synced_in_parts(tmp_path: Path, most: int) -> None:
    files = copy.deepcopy(SMALL)
    with weather() as (service, clock):
        people = People(service.world, MAIN)
        station = Station(service, clock, prepare(write(tmp_path, files), REPOSITORY))
        for key in ("ci/demo", "ci/deck"):
            adopt(station, key, people.open_issue("An old one", "Its text").number)
        assert station.sync(max_writes=most).code == 3
        assert station.sync().code == 0
        assert station.plan().plan.changes == ()
        assert [people.issue(it).body.endswith("Its text") for it in (1, 2)] == [True, True]
        assert people.issue(1).parent == people.issue(2).parent is not None


def adopt(station: Station, key: str, number: int) -> None:
    """`ucops adopt KEY NUMBER`."""
    desired = adopting(station.prepared.desired, key, (MAIN, number))
    one = replace(station, prepared=replace(station.prepared, desired=desired))
    reader, writer = one.connected()
    plan = only_adoption(one.plan().plan, desired, key)
    assert apply(plan, reader, writer).exit_code == 0
