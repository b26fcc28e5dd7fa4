"""Who runs ucops in a storm: this process, thousands of times a minute, or real processes."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from chaos_files import WEB
from chaos_inside import KilledError, Station
from chaos_process import PATIENCE, Ended, Process, hurried
from chaos_tally import ReckoningError
from chaos_weather import weather
from fake.inside import Time
from fake.server import Sandbox, serve
from fake.service import Service

from ucops.app.prepare import prepare
from ucops.sandbox.founding import REPOSITORY

KILLED = -signal.SIGKILL
REFUSED = 4
ENDS = frozenset({0, 1, 3, REFUSED, 130, KILLED})
"""How a run may end in a storm."""


@dataclass(frozen=True)
class End:
    """How a run ended: its exit code, and what it said."""

    code: int
    said: str = ""


@dataclass(frozen=True)
class Rest:
    """What the next plan would do, and the keys that only a person can decide about."""

    changes: tuple[str, ...]
    undecided: frozenset[str]


class Crew(Protocol):
    """Runs ucops over a service."""

    service: Service
    rounds: int
    """How often at most files change in a storm."""
    outside: bool
    """Whether its runs are processes."""

    def pass_time(self, per_request: float) -> None:
        """Let a request take so many seconds."""

    def files_changed(self, root: Path) -> None:
        """Take up new files."""

    def sync(
        self,
        *,
        cache: Path | None,
        wrong: float = 0.0,
        close_orphans: bool = False,
        max_writes: int = 0,
        force: bool = False,
    ) -> list[End]:
        """One run, and others that were started meanwhile."""

    def plan(self) -> Rest:
        """`ucops plan`."""

    def kill(self) -> None:
        """End the run as nothing can prevent."""

    def interrupt(self) -> None:
        """Ctrl-C."""

    def second(self) -> list[End]:
        """Another run in the middle of the first; those that ended already."""


@dataclass
class Inside:
    """Runs inside this process."""

    service: Service
    clock: Time
    rounds: int = 4
    outside: bool = False
    asked: bool = False
    station: Station = field(init=False)

    @classmethod
    @contextmanager
    def aboard(cls) -> Iterator[Inside]:
        """A crew and its GitHub."""
        with weather() as (service, clock):
            yield cls(service, clock)

    def pass_time(self, per_request: float) -> None:
        self.clock.per_request = per_request

    def files_changed(self, root: Path) -> None:
        prepared = prepare(root, REPOSITORY)
        self.station = Station(self.service, self.clock, prepared, interrupted=lambda: self.asked)

    def sync(
        self,
        *,
        cache: Path | None,
        wrong: float = 0.0,
        close_orphans: bool = False,
        max_writes: int = 0,
        force: bool = False,
    ) -> list[End]:
        self.asked = False
        self.station.cache, self.station.wrong = cache, wrong
        try:
            ran = self.station.sync(close_orphans=close_orphans, max_writes=max_writes, force=force)
        except KilledError:
            return [End(KILLED)]
        outcomes = ran.applied.outcomes if ran.applied else ()
        failed = [f"{it.change.action} {it.change.key}: {it.error}" for it in outcomes if it.error]
        return [End(ran.code, "; ".join([ran.said, *failed]))]

    def plan(self) -> Rest:
        ran = self.station.plan()
        if ran.plan is None:
            return Rest((ran.said,), frozenset())
        changes = tuple(f"{it.action} {it.key} {dict(it.fields)}" for it in ran.plan.changes)
        return Rest(changes, frozenset(key for it in ran.plan.conflicts for key in it.keys))

    def kill(self) -> None:
        raise KilledError

    def interrupt(self) -> None:
        self.asked = True

    def second(self) -> list[End]:
        return [End(self.station.sync().code)]


@dataclass
class Outside:
    """Runs as processes, which live faster than the machine's clock."""

    sandbox: Sandbox
    process: Process
    rounds: int = 2
    outside: bool = True
    root: Path = Path()
    others: list[Process] = field(default_factory=list)

    @property
    def service(self) -> Service:
        """What they talk to."""
        return self.sandbox.service

    @classmethod
    @contextmanager
    def aboard(cls) -> Iterator[Outside]:
        """A crew and its GitHub on a socket."""
        clock = hurried()
        with serve(
            others=[WEB],
            clock=clock.now,
            site="https://github.com",
            sleep=lambda seconds: time.sleep(seconds / PATIENCE),
        ) as sandbox:
            yield cls(sandbox, Process(sandbox, Path(), clock))

    def pass_time(self, per_request: float) -> None:
        """Time passes by itself."""

    def files_changed(self, root: Path) -> None:
        self.root = root
        self.process = Process(self.sandbox, root, self.process.clock)

    def sync(
        self,
        *,
        cache: Path | None,
        wrong: float = 0.0,
        close_orphans: bool = False,
        max_writes: int = 0,
        force: bool = False,
    ) -> list[End]:
        options = ["--cache", str(cache)] if cache else []
        options += ["--close-orphans"] if close_orphans else []
        options += ["--force"] if force else []
        self.process.wrong = wrong
        self.process.start(*self._sync, *options, "--max-writes", str(max_writes))
        ends = [self._end(self.process)]
        while self.others:
            ends.append(self._end(self.others.pop()))
        return ends

    @property
    def _sync(self) -> tuple[str, ...]:
        return "sync", "--yes", "--journal", str(self.root / "journal.jsonl")

    def _end(self, process: Process) -> End:
        ended = process.end()
        self._secret(ended.out + ended.err)
        if "Traceback" in ended.err:
            raise ReckoningError(f"a process ended with a traceback: {ended.err}")
        return End(ended.code, ended.err[-600:])

    def _secret(self, said: str) -> None:
        journal = self.root / "journal.jsonl"
        kept = journal.read_text() if journal.exists() else ""
        if self.sandbox.token in said + kept:
            raise ReckoningError("the token was said, or is in the journal")

    def plan(self) -> Rest:
        self.process.wrong = 0.0
        ended: Ended = self.process.run("plan", "--format", "json")
        if ended.code not in {0, 1}:
            return Rest((ended.err,), frozenset())
        plan = json.loads(ended.out)
        changes = tuple(f"{it['action']} {it['key']} {it['fields']}" for it in plan["changes"])
        return Rest(changes, frozenset(key for it in plan["conflicts"] for key in it["keys"]))

    def kill(self) -> None:
        self.process.kill()

    def interrupt(self) -> None:
        self.process.signal(signal.SIGINT)

    def second(self) -> list[End]:
        other = Process(self.sandbox, self.root, self.process.clock)
        with suppress(OSError):
            other.start(*self._sync)
            self.others.append(other)
        return []
