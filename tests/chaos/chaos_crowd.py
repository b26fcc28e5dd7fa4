"""A storm over real processes: killed, interrupted, two at once, with a person in between."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from chaos_files import MAIN, WEB, by_chance, write
from chaos_inside import wanted_keys
from chaos_person import Person
from chaos_process import Ended, Process, hurried
from chaos_state import duplicates, losses
from chaos_storm import CODES, ReckoningError, Tally, dice_of, trouble

from ucops.cli.planning import prepare
from ucops.sandbox import Sandbox, serve
from ucops.sandbox.faults import Fault, Sent
from ucops.sandbox.founding import REPOSITORY

ENDS = CODES | {130, -signal.SIGKILL}
"""How a process may end in a storm."""


@dataclass
class Crowd:
    """A storm over processes; it follows from its seed as far as the machine's timing allows."""

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
        clock = hurried()
        with serve(others=[WEB], clock=clock.now, site="https://github.com") as sandbox:
            person = Person(sandbox.people, sandbox.world, self.dice, vandalises=False)
            write(self.root, by_chance(self.dice))
            process = Process(sandbox, self.root, clock)
            for _ in range(self.dice.randint(1, 3)):
                person.act()
                trouble(self.dice, sandbox.faults)
                self.disturbed(sandbox, process, person)
                self.tally.note_faults(sandbox.faults)
                sandbox.faults.clear()
                sandbox.limits.used.clear()
            self.calm(sandbox, process, person)
            self.tally.counts["requests"] += sandbox.service._count

    def disturbed(self, sandbox: Sandbox, process: Process, person: Person) -> None:
        """One process in bad weather, or two at once."""
        number = sandbox.service._count + self.dice.randint(1, 40)
        fate = self.dice.choice((self.kill, self.interrupt, self.meddle, self.nothing))
        sandbox.faults.before(number, fate(sandbox, process, person))
        others = [Process(sandbox, self.root, process.clock)] if self.dice.random() < 0.4 else []
        for one in (process, *others):
            one.start("sync", "--yes", "--journal", str(self.root / "journal.jsonl"))
        self.tally.counts["two at once"] += len(others)
        for ended in [one.end() for one in (process, *others)]:
            self.ended(ended, sandbox)

    def ended(self, ended: Ended, sandbox: Sandbox) -> None:
        """Look how a process ended: never with a traceback, never saying the token."""
        self.tally.counts["processes"] += 1
        self.story.append(f"ended with {ended.code}: {ended.err[-300:]}")
        if ended.code not in ENDS or "Traceback" in ended.err:
            self.fail(f"a process ended with {ended.code}: {ended.out}{ended.err}")
        if sandbox.token in ended.out + ended.err:
            self.fail("a process said its token")

    def kill(self, sandbox: Sandbox, process: Process, _person: Person) -> Callable[[Sent], None]:
        """SIGKILL, before the request is applied or after it."""
        arrives = self.dice.random() < 0.5

        def hook(_sent: Sent) -> None:
            if not arrives:
                sandbox.faults.script(Fault(kind="drop", when="before"))
            self.tally.counts["kills"] += 1
            process.kill()

        return hook

    def interrupt(
        self, _sandbox: Sandbox, process: Process, _person: Person
    ) -> Callable[[Sent], None]:
        """Ctrl-C."""

        def hook(_sent: Sent) -> None:
            self.tally.counts["interruptions"] += 1
            process.signal(signal.SIGINT)

        return hook

    def meddle(
        self, _sandbox: Sandbox, _process: Process, person: Person
    ) -> Callable[[Sent], None]:
        """A person does something between two requests."""

        def hook(sent: Sent) -> None:
            if sent.method != "PATCH":
                self.tally.counts["deeds during a run"] += 1
                person.act()

        return hook

    def nothing(
        self, _sandbox: Sandbox, _process: Process, _person: Person
    ) -> Callable[[Sent], None]:
        """Nobody does anything."""
        return lambda _sent: None

    def calm(self, sandbox: Sandbox, process: Process, person: Person) -> None:
        """One plain run, and the reckoning."""
        ended = process.run("sync", "--yes")
        self.ended(ended, sandbox)
        plan = process.run("plan", "--exit-code")
        if (ended.code, plan.code) != (0, 0):
            self.fail(f"in calm weather: {ended}, then {plan}")
        twice = duplicates(sandbox.world)
        lost = [*losses(sandbox.world, wanted_keys(prepare(self.root, REPOSITORY)))]
        broken = person.broken()
        self.tally.counts["duplicates"] += len(twice)
        self.tally.counts["losses"] += len(lost) + len(broken)
        if twice or lost or broken:
            self.fail(f"twice: {twice}; lost: {lost}; not kept: {broken}")
        journal = self.root / "journal.jsonl"
        if journal.exists() and sandbox.token in journal.read_text():
            self.fail("the journal holds the token")

    def fail(self, message: str) -> None:
        """Raise, with the seed and the story."""
        lines = "\n  ".join(self.story)
        raise ReckoningError(f"{message}\nseed {self.seed} in {MAIN}:\n  {lines}")
