"""Ctrl-C in the middle of a run: heeded after the request in flight."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import TypeVar

import click

from ucops.sync.apply import StopAskedError

Entered = TypeVar("Entered")
SLICE = 0.2
"""Seconds after which a sleeping run looks whether it was interrupted."""


class Interruption:
    """Whether somebody asked the run to end.

    Attributes:
        asked: True after the first Ctrl-C; a second one ends the process at once.
    """

    def __init__(self) -> None:
        self.asked = False

    def sleep(self, seconds: float) -> None:
        """Wait, unless the run was asked to end.

        Raises:
            StopAskedError: It was asked to end; no request is in flight.
        """
        end = time.monotonic() + seconds
        while not self.asked and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, SLICE))
        if self.asked:
            raise StopAskedError("interrupted", "run again to go on from here")

    @contextmanager
    def heeded(self, while_in: AbstractContextManager[Entered]) -> Iterator[Entered]:
        """Listen to Ctrl-C until the block ends, which is that of another context manager."""
        before = signal.signal(signal.SIGINT, self._note)
        try:
            with while_in as entered:
                yield entered
        finally:
            signal.signal(signal.SIGINT, before)

    def _note(self, _signal: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        click.echo("stopping after the request in flight …", err=True)
