"""Runs of ucops inside this process, without sockets: thousands of them in a minute."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from fake.service import Service

from ucops.app.plan import make_plan
from ucops.app.prepare import Prepared, prepare, read_snapshot
from ucops.errors import UcopsError
from ucops.github.answers import Answer, Broken, Request
from ucops.github.cache import Cache
from ucops.github.client import Client, Surroundings
from ucops.github.directory import Directory
from ucops.github.pace import Pace
from ucops.github.reader import GitHubReader
from ucops.github.transport import TIMEOUT, Send
from ucops.github.writer import GitHubWriter
from ucops.sandbox.founding import REPOSITORY, TOKEN
from ucops.sandbox.reply import Request as Sent
from ucops.sync.apply import Applied, Control, apply
from ucops.sync.change import Plan
from ucops.sync.limits import check_limits

NOON = 1_795_348_800.0
"""2026-11-22, 12:00 UTC."""


class KilledError(BaseException):
    """What SIGKILL is to a process: no code may catch it."""


@dataclass
class Time:
    """A clock that stands still until somebody waits."""

    now: float = NOON
    waits: list[tuple[str, float]] = field(default_factory=list)
    per_request: float = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def waiting(self, reason: str, seconds: float) -> None:
        self.waits.append((reason, seconds))


@dataclass(frozen=True)
class Ran:
    """How a run ended: its exit code, and what it planned and did as far as it came."""

    code: int
    said: str = ""
    plan: Plan | None = None
    applied: Applied | None = None


def through(service: Service, time: Time, token: str = TOKEN) -> Send:
    """A way to send requests straight to a sandbox."""

    def send(request: Request) -> Answer | Broken:
        time.sleep(time.per_request)
        body = b"" if request.body is None else json.dumps(request.body).encode()
        headers = {"authorization": f"Bearer {token}"}
        sent = Sent(method=request.verb, target=_target(request), headers=headers, body=body)
        reply = service.handle(sent)
        time.sleep(min(reply.delay, TIMEOUT))
        if reply.cut or reply.delay > TIMEOUT:
            return Broken(f"no answer to {request}: cut")
        plain = {name.lower(): value for name, value in reply.headers.items()}
        plain["date"] = formatdate(time.now, usegmt=True)
        return Answer(status=reply.status, headers=plain, text=reply.body.decode())

    return send


def _target(request: Request) -> str:
    if request.is_graphql:
        return "/graphql"
    parts = urlsplit(request.path)
    query = parts.query or urlencode(request.query)
    return f"{parts.path}?{query}" if query else parts.path


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
        limits = self.prepared.catalog.config.limits
        pace = Pace(limits.writes_per_minute, limits.writes_per_hour)
        around = Surroundings(
            clock=lambda: self.time() + self.wrong,
            sleep=self.time.sleep,
            waiting=self.time.waiting,
        )
        client = Client(through(self.service, self.time, self.token), around, pace, self.token)
        directory = Directory(client)
        cache = Cache(self.cache, "inside") if self.cache else None
        return GitHubReader(client, directory, cache), GitHubWriter(client, directory, cache)

    def plan(self) -> Ran:
        """`ucops plan`."""
        try:
            plan = self._planned(self.connected()[0], close_orphans=False)
        except UcopsError as error:
            return Ran(error.exit_code, error.message)
        return Ran(1 if plan.conflicts else 0, plan=plan)

    def sync(self, *, close_orphans: bool = False, max_writes: int = 0) -> Ran:
        """`ucops sync --yes`."""
        reader, writer = self.connected()
        plan = None
        try:
            plan = self._planned(reader, close_orphans=close_orphans)
            check_limits(plan, self.prepared.catalog.config.limits)
            control = Control(max_writes=max_writes, interrupted=self.interrupted)
            applied = apply(plan, reader, writer, control)
        except UcopsError as error:
            return Ran(error.exit_code, error.message, plan)
        return Ran(applied.exit_code, applied.stopped, plan, applied)

    def _planned(self, reader: GitHubReader, *, close_orphans: bool) -> Plan:
        snapshot = read_snapshot(self.prepared, reader)
        return make_plan(self.prepared, snapshot, reader, close_orphans=close_orphans)


def wanted_keys(prepared: Prepared) -> Mapping[str, bool]:
    """Key of every epic and item of the files → whether it is to be open."""
    return {issue.key: issue.closing is None for issue in prepared.desired.issues}
