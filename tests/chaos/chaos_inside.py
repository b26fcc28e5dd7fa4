"""Runs of ucops inside this process, without sockets: thousands of them in a minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fake.inside import Time, connected, through
from fake.service import Service

from ucops.app.plan import make_plan
from ucops.app.prepare import Prepared, prepare, read_snapshot
from ucops.errors import UcopsError
from ucops.github.cache import Cache
from ucops.github.client import Surroundings
from ucops.github.pace import Pace
from ucops.github.reader import GitHubReader
from ucops.github.writer import GitHubWriter
from ucops.sandbox.founding import REPOSITORY, TOKEN
from ucops.sync.applied import Applied
from ucops.sync.apply import Control, apply
from ucops.sync.change import Plan
from ucops.sync.limits import check_limits


class KilledError(BaseException):
    """What SIGKILL is to a process: no code may catch it."""


@dataclass(frozen=True)
class Ran:
    """How a run ended: its exit code, and what it planned and did as far as it came."""

    code: int
    said: str = ""
    plan: Plan | None = None
    applied: Applied | None = None


@dataclass
class Station:
    """A checkout of the files beside a sandbox.

    Attributes:
        cache: The file of `--cache`.
        wrong: Seconds by which this machine's clock is ahead of GitHub's.
        interrupted: Whether somebody pressed Ctrl-C.
    """

    service: Service
    time: Time
    prepared: Prepared
    token: str = TOKEN
    cache: Path | None = None
    wrong: float = 0.0
    interrupted: Callable[[], bool] = lambda: False

    @classmethod
    def of(cls, service: Service, time: Time, root: Path, **more: Any) -> Station:
        """The station of a folder."""
        return cls(service, time, prepare(root, REPOSITORY), **more)

    def connected(self) -> tuple[GitHubReader, GitHubWriter]:
        """A new connection."""
        around = Surroundings(
            clock=lambda: self.time() + self.wrong,
            sleep=self.time.sleep,
            waiting=self.time.waiting,
        )
        limits = self.prepared.catalog.config.limits
        pace = Pace(limits.writes_per_minute or 0, limits.writes_per_hour or 0)
        cache = Cache(self.cache, "inside") if self.cache else None
        return connected(through(self.service, self.time, self.token), around, pace, cache)

    def plan(self) -> Ran:
        """`ucops plan`."""
        try:
            plan = self._planned(self.connected()[0], close_orphans=False)
        except UcopsError as error:
            return Ran(error.exit_code, error.message)
        return Ran(1 if plan.conflicts else 0, plan=plan)

    def sync(self, *, close_orphans: bool = False, max_writes: int = 0, force: bool = False) -> Ran:
        """`ucops sync --yes`."""
        reader, writer = self.connected()
        plan = None
        try:
            plan = self._planned(reader, close_orphans=close_orphans, trusting=force)
            if not force:
                check_limits(plan, self.prepared.catalog.config.limits)
            control = Control(max_writes=max_writes, interrupted=self.interrupted)
            applied = apply(plan, reader, writer, control)
        except UcopsError as error:
            return Ran(error.exit_code, error.message, plan)
        return Ran(applied.exit_code, applied.stopped, plan, applied)

    def _planned(
        self, reader: GitHubReader, *, close_orphans: bool, trusting: bool = False
    ) -> Plan:
        snapshot = read_snapshot(self.prepared, reader, trusting=trusting)
        return make_plan(self.prepared, snapshot, reader, close_orphans=close_orphans)


def wanted_keys(prepared: Prepared) -> Mapping[str, bool]:
    """Key of every epic and item of the files → whether it is to be open."""
    return {issue.key: issue.closing is None for issue in prepared.desired.issues}
