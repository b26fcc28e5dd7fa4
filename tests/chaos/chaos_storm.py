"""One storm: files change, people act, faults, kills, second runs; then calm, and a reckoning.

Everything follows from one seed.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from chaos_files import MAIN, WEB, by_chance, write
from chaos_inside import KilledError, Ran, Station, Time, wanted_keys
from chaos_person import Person
from chaos_state import duplicates, losses, real

from ucops.cli.planning import prepare
from ucops.sandbox.entities import Repository
from ucops.sandbox.faults import CHANCES, Fault, Faults, Sent
from ucops.sandbox.founding import REPOSITORY
from ucops.sandbox.opening import opened
from ucops.sandbox.people import People
from ucops.sandbox.service import Service

CODES = frozenset({0, 1, 3})
"""How a run may end in a storm."""


class ReckoningError(AssertionError):
    """Something that must never be, with all that led to it."""


@dataclass
class Tally:
    """What happened, over all storms."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)

    def note_faults(self, faults: Faults) -> None:
        """Count the faults that requests met."""
        self.faults.update(f"{fault.kind} {fault.when}" for _, fault in faults.injected)
        faults.injected.clear()


def dice_of(seed: object) -> random.Random:
    """Dice that fall the same way for one seed."""
    return random.Random(str(seed))  # noqa: S311 - repeatable chance, not secrecy


def trouble(dice: random.Random, faults: Faults) -> None:
    """Let some of the next requests meet faults of every kind."""
    if dice.random() < 0.25:
        return
    faults.seed(dice.getrandbits(32), dice.choice((0.02, 0.1, 0.3)), CHANCES)
    for _ in range(dice.randint(0, 5)):
        faults.script(_fault(dice))


def _fault(dice: random.Random) -> Fault:
    late = dice.randint(0, 40)
    if dice.random() < 0.4:
        kind, count = dice.choice(("lag", "repeat", "skip")), dice.randint(1, 6)
        return Fault(kind=kind, count=count, after_requests=dice.randint(0, 2), times=3)
    if dice.random() < 0.5:
        after = dice.choice((None, 1, 30, 300))
        status = dice.choice((403, 429))
        return Fault(kind="secondary", status=status, retry_after=after, after_requests=late)
    if dice.random() < 0.2:
        return Fault(kind="primary", seconds=dice.choice((20, 90, 600)), after_requests=late)
    kind, when = dice.choice(CHANCES)
    return Fault(
        kind=kind, when=when, writes=dice.choice((True, None)), status=dice.choice((500, 502, 504)),
        after_requests=dice.randint(0, 8), times=dice.choice((1, 1, 2, 5)),
    )  # fmt: skip


@contextmanager
def weather() -> Iterator[tuple[Service, Time]]:
    """A sandbox in which time stands still until somebody waits."""
    clock = Time()
    with opened(others=[WEB], clock=clock) as service:
        service.address = "http://127.0.0.1:1"
        yield service, clock


@dataclass
class Storm:
    """A storm over runs inside this process."""

    seed: object
    root: Path
    tally: Tally
    story: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = dice_of(self.seed)

    def rage(self) -> None:
        """Let it happen, and reckon.

        Raises:
            ReckoningError: Something was lost, doubled or left to do.
        """
        with weather() as (service, clock):
            person = Person(
                People(service, MAIN), service.world, self.dice,
                vandalises=self.dice.random() < 0.5,
            )  # fmt: skip
            for _ in range(self.dice.randint(1, 4)):
                station = self.station(service, clock, person)
                for _ in range(self.dice.randint(1, 3)):
                    self.disturbed(station, person)
                self.calm(station, person)
            self.tally.counts["requests"] += service._count

    def station(self, service: Service, clock: Time, person: Person) -> Station:
        """New files, and sometimes a report that knows the issues."""
        write(self.root, by_chance(self.dice))
        person.files_change()
        index = self.root / "roadmap/index.json"
        index.parent.mkdir(exist_ok=True)
        index.write_text(json.dumps(report(service) if self.dice.random() < 0.3 else {}))
        cache = self.root / "cache.json" if self.dice.random() < 0.4 else None
        self.story.append("new files")
        return Station(service, clock, prepare(self.root, REPOSITORY), cache=cache)

    def disturbed(self, station: Station, person: Person) -> None:
        """One run in bad weather."""
        faults = station.service.faults
        for _ in range(self.dice.randint(0, 4)):
            self.act(person)
        trouble(self.dice, faults)
        self.accidents(station, person)
        most = self.dice.choice((0, 0, 0, 3, 10))
        try:
            ran = station.sync(close_orphans=self.dice.random() < 0.4, max_writes=most)
        except KilledError:
            ran = Ran(-9)
            self.tally.counts["kills"] += 1
        self.story.append(f"run ended with {ran.code}: {ran.said}")
        self.tally.counts["runs"] += 1
        self.tally.note_faults(faults)
        faults.clear()
        station.service.limits.used.clear()
        if ran.code not in CODES | {-9}:
            self.fail(f"a run ended with {ran.code}: {ran.said}")

    def accidents(self, station: Station, person: Person) -> None:
        """A kill, a second run or a person's deed in the middle of the run."""
        faults, count = station.service.faults, station.service._count

        def when() -> int:
            return count + self.dice.randint(1, 40)

        def kill(_sent: Sent) -> None:
            raise KilledError

        def second(_sent: Sent) -> None:
            self.tally.counts["second runs"] += 1
            self.story.append("a second run in the middle of the first")
            station.sync()

        def deed(sent: Sent) -> None:
            if sent.method == "PATCH":
                return  # between the last look and the write there is nothing that could be done
            self.tally.counts["deeds during a run"] += 1
            self.act(person, " during the run")

        if self.dice.random() < 0.4:
            self.dice.choice((faults.before, faults.after))(when(), kill)
        if self.dice.random() < 0.3:
            faults.before(when(), second)
        while self.dice.random() < 0.4:
            faults.before(when(), deed)

    def act(self, person: Person, when: str = "") -> None:
        """Let the person do something."""
        if deed := person.act():
            self.story.append(f"{deed}{when}")
            self.tally.deeds[deed.split()[0]] += 1

    def calm(self, station: Station, person: Person) -> None:
        """One plain run, and the reckoning."""
        ran = station.sync()
        if "none of the" in ran.said:
            (self.root / "roadmap/index.json").unlink()  # as the hint says
            ran = station.sync()
        self.tally.counts["runs"] += 1
        self.story.append(f"calm run ended with {ran.code}: {ran.said}")
        if ran.code not in {0, 1}:
            self.fail(f"a run in calm weather ended with {ran.code}: {ran.said} {_failed(ran)}")
        after = station.plan()
        if after.plan is None or after.plan.changes:
            self.fail(f"the next plan is not empty: {_changes(after)}")
        undecided = {key for it in (after.plan.conflicts if after.plan else ()) for key in it.keys}
        world = station.service.world
        wanted = wanted_keys(station.prepared)
        twice = [key for key in duplicates(world) if key in wanted and key not in undecided]
        lost = losses(world, wanted)
        lost = [key for key in lost if not {key, key.partition("/")[0]} & undecided]
        broken = person.broken()
        if undecided and not person.vandalises:
            self.fail(f"nobody broke anything, yet it is not known what {undecided} are")
        self.tally.counts["duplicates"] += len(twice)
        self.tally.counts["losses"] += len(lost) + len(broken)
        person.settled = True
        if twice or lost or broken:
            self.fail(f"twice: {twice}; lost: {lost}; not kept: {broken}")

    def fail(self, message: str) -> None:
        """Raise, with the seed and the story."""
        lines = "\n  ".join(self.story)
        raise ReckoningError(f"{message}\nseed {self.seed}:\n  {lines}")


def report(service: Service) -> dict[str, object]:
    """What a report would know: every key's issue."""
    use_cases: dict[str, dict[str, object]] = {}
    for key, (issue, *_) in sorted(real(service.world).items()):
        name, _, slug = key.partition("/")
        place = service.world.the(Repository, issue.repository).full_name
        use_case = use_cases.setdefault(name, {"id": name, "epic": None, "items": []})
        if slug:
            url = f"https://github.com/{place}/issues/{issue.number}"
            use_case["items"] += [{"key": key, "issue": issue.number, "url": url}]  # type: ignore[operator]
        elif place == MAIN:
            use_case["epic"] = issue.number
    return {"version": 1, "repository": MAIN, "use_cases": list(use_cases.values())}


def _failed(ran: Ran) -> list[str]:
    outcomes = ran.applied.outcomes if ran.applied else ()
    return [f"{it.change.action} {it.change.key}: {it.error}" for it in outcomes if it.error]


def _changes(ran: Ran) -> list[str]:
    changes = ran.plan.changes if ran.plan else ()
    return [f"{it.action} {it.key} {dict(it.fields)}" for it in changes] or [ran.said]
