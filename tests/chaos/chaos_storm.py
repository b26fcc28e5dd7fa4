"""One storm: files change, people act, faults, kills, second runs; then calm, and a reckoning.

Inside this process everything follows from one seed; with processes, as far as the machine's timing
allows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from chaos_crew import ENDS, KILLED, REFUSED, Crew, End, Inside
from chaos_files import MAIN, by_chance, config, write
from chaos_inside import wanted_keys
from chaos_mishaps import hook, kill_before, lose_rights, spoil, wrong_clock
from chaos_person import Person
from chaos_state import duplicates, losses, off_board, report
from chaos_tally import ReckoningError, Tally, dice_of
from chaos_weather import small_pages, trouble
from fake.faults import Sent
from fake.features import EVERYTHING
from fake.people import People

from ucops.app.prepare import prepare
from ucops.sandbox.founding import REPOSITORY
from ucops.sandbox.refusals import Refusal

MISHAPS = frozenset(
    {
        "kills",
        "interruptions",
        "second runs",
        "deeds during a run",
        "boards",
        "small pages",
        "wrong clock",
        "counted pages",
        "no parent in a create",
        "no GraphQL",
        "no sub-issues",
        "no dependencies",
        "no issue types",
        "features that are switched off",
        "another version of the server",
        "issue types",
        "limits",
        "refused by limits",
        "fields of a board's own",
        "read-only token",
        "revoked token",
        "single sign-on",
        "no triage right",
        "archived",
        "issues off",
        "deleted cache",
        "cut cache",
        "garbage cache",
        "old cache",
    }
)
"""What can happen besides faults and deeds, as a tally names it."""

LESS = {
    "cursors": "counted pages",
    "parent_issue_id": "no parent in a create",
    "graphql": "no GraphQL",
    "sub_issues": "no sub-issues",
    "dependencies": "no dependencies",
    "issue_types": "no issue types",
    "silence": "features that are switched off",
}
"""What a server may lack, as a tally names it."""


@dataclass
class Storm:
    """A storm.

    Attributes:
        aboard: Opens a GitHub and a crew that runs ucops over it.
    """

    seed: int
    root: Path
    tally: Tally
    aboard: Callable[[], AbstractContextManager[Crew]] = Inside.aboard
    story: list[str] = field(default_factory=list)
    older: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = dice_of(self.seed)

    def rage(self) -> None:
        """Let it happen, and reckon.

        Raises:
            ReckoningError: Something was lost, doubled or left to do.
        """
        self.tally.counts["storms"] += 1
        with self.aboard() as self.crew, small_pages():
            self.world = self.crew.service.world
            self.surroundings()
            for _ in range(self.dice.randint(1, self.crew.rounds)):
                self.new_files()
                for _ in range(self.dice.randint(1, 3)):
                    self.disturbed()
                self.calm()
            self.tally.counts["requests"] += self.crew.service.count

    def surroundings(self) -> None:
        """A person, a server that may be old, and perhaps a board."""
        people = People(self.crew.service.world, MAIN)
        vandalises = self.dice.random() < 0.5
        self.person = Person(
            people, self.world, self.dice, vandalises=vandalises, turn=5 * self.seed
        )
        self.tally.counts["small pages"] += 1
        self.new_server()
        self.crew.pass_time(self.dice.choice((0.0, 0.7, 15.0)))
        chance = self.dice.random
        wants = {"board": chance() < 0.3, "types": chance() < 0.3, "limited": chance() < 0.3}
        self.tally.counts["issue types"] += wants["types"]
        self.tally.counts["limits"] += wants["limited"]
        if wants["board"]:
            self.new_board(people)
        self.config = config(**wants)

    def new_server(self) -> None:
        """A server that may lack something."""
        lacks = [name for name in LESS if self.dice.random() < 0.2]
        self.crew.service.features = EVERYTHING.without(*lacks)
        self.tally.counts.update([LESS[name] for name in lacks])

    def new_board(self, people: People) -> None:
        """A board, perhaps with fields that somebody made already."""
        board = people.create_board("Roadmap")
        self.tally.counts["boards"] += 1
        for name in ("Start", "Role", "Stage", "priority"):
            if self.dice.random() < 0.2:
                people.add_field(board, name, self.dice.choice(("TEXT", "NUMBER", "DATE")))
                self.tally.counts["fields of a board's own"] += 1

    def new_files(self) -> None:
        """New files, and sometimes a report that knows the issues, and another server."""
        if self.story and self.dice.random() < 0.2:
            self.count("another version of the server")
            self.new_server()
        write(self.root, by_chance(self.dice), self.config)
        self.person.files_change()
        index = self.root / "roadmap/index.json"
        index.parent.mkdir(exist_ok=True)
        index.write_text(json.dumps(report(self.world) if self.dice.random() < 0.3 else {}))
        self.cache = self.root / "cache.json" if self.dice.random() < 0.5 else None
        self.wanted = wanted_keys(prepare(self.root, REPOSITORY))
        self.crew.files_changed(self.root)
        self.tell("new files")

    def disturbed(self) -> None:
        """One run in bad weather."""
        service = self.crew.service
        for _ in range(self.dice.randint(0, 4)):
            self.act()
        if self.cache and self.dice.random() < 0.3:
            self.count(spoil(self.dice, self.cache, self.older))
        trouble(self.dice, service.faults)
        undo = self.mishaps()
        ends = self.crew.sync(
            cache=self.cache,
            wrong=self.clock(),
            close_orphans=self.dice.random() < 0.4,
            max_writes=self.dice.choice((0, 0, 0, 3, 10)),
        )
        self.tally.note_faults(service.faults)
        service.faults.clear()
        service.limits.used.clear()
        for give_back in undo:
            give_back()
        for end in ends:
            self.ended(end)

    def clock(self) -> float:
        """By how many seconds the clock is wrong."""
        if self.dice.random() < 0.85:
            return 0.0
        self.count("wrong clock")
        return wrong_clock(self.dice)

    def ended(self, end: End) -> None:
        """Look how a run ended."""
        self.tally.counts["runs"] += 1
        self.tally.counts["processes"] += self.crew.outside
        self.tally.counts["kills"] += end.code == KILLED
        self.tally.counts["processes killed"] += self.crew.outside and end.code == KILLED
        self.tell(f"run ended with {end.code}: {end.said}")
        if end.code not in ENDS:
            self.fail(f"a run ended with {end.code}: {end.said}")

    def mishaps(self) -> list[Callable[[], None]]:
        """Let something happen in the middle of the run; what gives back what it takes."""
        faults, undo = self.crew.service.faults, list[Callable[[], None]]()
        chance = self.dice.random
        if chance() < 0.2:
            faults.before(self.later(), hook(lambda: kill_before(self.crew)))
        elif chance() < 0.25:
            faults.after(self.later(), hook(self.crew.kill))
        if chance() < 0.15:
            faults.before(self.later(), hook(self.interrupt))
        if chance() < 0.3:
            faults.before(self.later(), hook(self.second))
        if chance() < 0.2:
            faults.before(self.later(20), hook(lambda: self.lose(undo)))
        while chance() < 0.4:
            faults.before(self.later(), self.meddle)
        return undo

    def second(self) -> None:
        """Another run in the middle of the first."""
        self.count("second runs")
        for end in self.crew.second():
            self.ended(end)

    def interrupt(self) -> None:
        """Ctrl-C."""
        self.count("interruptions")
        self.crew.interrupt()

    def lose(self, undo: list[Callable[[], None]]) -> None:
        """Take a right from our token."""
        what, give_back = lose_rights(self.dice, self.world)
        undo.append(give_back)
        self.count(what)

    def meddle(self, sent: Sent) -> None:
        """Let the person act; between the last look and the write nothing could be done."""
        if sent.method != "PATCH":
            self.tally.counts["deeds during a run"] += 1
            self.act(" during the run")

    def later(self, most: int = 40) -> int:
        """The number of a request that the next run may come to."""
        return self.crew.service.count + self.dice.randint(1, most)

    def act(self, when: str = "") -> None:
        """Let the person do something, unless GitHub refuses that, as where issues are off."""
        deed = ""
        with suppress(Refusal):
            deed = self.person.act()
        if deed:
            self.tell(f"{deed}{when}")
            self.tally.deeds[deed.split()[0]] += 1

    def calm(self) -> None:
        """One plain run, and the reckoning."""
        end = self.crew.sync(cache=self.cache)[0]
        if "none of the" in end.said:
            with suppress(FileNotFoundError):
                (self.root / "roadmap/index.json").unlink()  # as the hint says
            end = self.crew.sync(cache=self.cache)[0]
        if end.code == REFUSED:
            self.count("refused by limits")
            gone = "are gone" in end.said
            end = self.crew.sync(cache=self.cache, force=True)[0]
            if gone:  # as the next report would forget them
                (self.root / "roadmap/index.json").unlink()
                self.crew.files_changed(self.root)
        self.ended(end)
        if end.code not in {0, 1}:
            self.fail(f"a run in calm weather ended with {end.code}: {end.said}")
        self.reckon()
        self.person.settled = True

    def reckon(self) -> None:
        """Look whether anything was lost, doubled or is left to do."""
        rest = self.crew.plan()
        if rest.changes:
            self.fail(f"the next plan is not empty: {rest.changes}")
        if rest.undecided and not self.person.vandalises:
            self.fail(f"nobody broke anything, yet it is not known what {rest.undecided} are")
        twice = [
            key
            for key in duplicates(self.world)
            if key in self.wanted and key not in rest.undecided
        ]
        lost = [
            key
            for key in losses(self.world, self.wanted)
            if not {key, key.partition("/")[0]} & rest.undecided
        ]
        broken = [*self.person.broken(), *off_board(self.world)]
        self.tally.counts["duplicates"] += len(twice)
        self.tally.counts["losses"] += len(lost) + len(broken)
        if twice or lost or broken:
            self.fail(f"twice: {twice}; lost: {lost}; not kept: {broken}")

    def count(self, what: str) -> None:
        """Count something that happened, and tell it."""
        if what:
            self.tally.counts[what] += 1
            self.tell(what)

    def tell(self, what: str) -> None:
        """Go on with the story."""
        self.story.append(what)

    def fail(self, message: str) -> None:
        """Raise, with the seed and the story."""
        lines = "\n  ".join(self.story)
        raise ReckoningError(f"{message}\nseed {self.seed}:\n  {lines}")
