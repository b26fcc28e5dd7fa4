"""The sandbox without sockets: its world opened, founded where new, and closed again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ucops.sandbox.features import EVERYTHING, Features
from ucops.sandbox.founding import REPOSITORY, found
from ucops.sandbox.limits import Limits
from ucops.sandbox.log import Log
from ucops.sandbox.service import Service
from ucops.sandbox.world import World


@contextmanager
def opened(
    state: Path | None = None,
    *,
    repository: str = REPOSITORY,
    others: Sequence[str] = (),
    features: Features = EVERYTHING,
    clock: Callable[[], float] = time.time,
    keep_answers: bool = False,
) -> Iterator[Service]:
    """Open a world and the service over it.

    Args:
        state: The file that keeps the world; None keeps it in memory.
        repository: The main repository, `owner/name`; made when it is not there.
        others: More repositories to make.
        features: What the server can do.
        clock: Seconds since the epoch.
        keep_answers: Whether recorded requests keep the answers' JSON.
    """
    world = World(clock, Log(state) if state else None)
    try:
        for name in (repository, *others):
            found(world, name)
        world.commit()
        yield Service(
            world=world,
            limits=Limits(clock=clock),
            features=features,
            keep_answers=keep_answers,
        )
    finally:
        world.close()
