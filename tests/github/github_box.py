"""Connections to a sandbox, and issues of ours in it."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from pathlib import Path

from fake.server import Sandbox

from ucops.github.client import Surroundings
from ucops.github.connect import Connection, connect
from ucops.github.marker import Marker, compose
from ucops.github.protocols import NewIssue, Written
from ucops.model.config import Limits
from ucops.sandbox.founding import REPOSITORY

HASTE = Surroundings(clock=time.time, sleep=lambda _: None)
"""The real time, in which nobody waits."""


def connected(
    box: Sandbox,
    *,
    cache: Path | None = None,
    environment: Mapping[str, str] | None = None,
    trusted: Collection[str] = (),
) -> Connection:
    """A connection to the sandbox with a token that may do everything."""
    there = {**box.environment, **(environment or {})}
    return connect(there, Limits(), HASTE, cache=cache, trusted=trusted)


def body(key: str, text: str = "region", was: Mapping[str, object] | None = None) -> str:
    """A body of ours."""
    return compose(Marker(key, was or {}), "", text, "")


def create(connection: Connection, key: str, **more: object) -> Written:
    """Create an issue of ours."""
    new = {"repository": REPOSITORY, "title": key, "body": body(key), **more}
    return connection.writer.create_issue(NewIssue(**new))  # type: ignore[arg-type]


def asked(box: Sandbox, since: int = 0) -> list[str]:
    """What was asked of the sandbox, without query and variables."""
    return [
        each.operation or f"{each.method} {each.path.partition('?')[0]}"
        for each in box.requests[since:]
    ]
