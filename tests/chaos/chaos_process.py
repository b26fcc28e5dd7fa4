"""Runs of ucops as real processes, that live faster than the machine's clock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fake.server import Sandbox

HURRY = Path(__file__).parent / "hurry"
FACTOR = 60
PATIENCE = 15
"""By how much slow answers, and what processes wait for them, are shorter than in life."""

LONGEST = 120
"""Seconds, by the machine's clock, after which a process is given up."""


@dataclass(frozen=True)
class Clock:
    """A clock that runs `FACTOR` times faster since it began."""

    begun: float

    def now(self) -> float:
        return self.begun + (time.time() - self.begun) * FACTOR

    def name(self, wrong: float = 0.0) -> str:
        """What a process is told whose clock is ahead by so many seconds."""
        return f"{self.begun}:{FACTOR}:{wrong}:{PATIENCE}"


def hurried() -> Clock:
    """A clock that begins now."""
    return Clock(time.time())


@dataclass(frozen=True)
class Ended:
    """How a process ended; the code of one that was killed is the signal's, negative."""

    code: int
    out: str
    err: str


@dataclass
class Process:
    """A checkout and somebody who types commands in it, one after another.

    Attributes:
        wrong: Seconds by which its clock is ahead of GitHub's.
    """

    sandbox: Sandbox
    root: Path
    clock: Clock
    environment: Mapping[str, str] = field(default_factory=dict)
    wrong: float = 0.0
    running: subprocess.Popen[str] | None = None

    def start(self, *arguments: str) -> None:
        """Start `ucops …`."""
        command = [sys.executable, "-m", "ucops", *arguments, "--root", str(self.root)]
        self.running = subprocess.Popen(
            command,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def end(self) -> Ended:
        """Wait for its end."""
        assert self.running is not None
        out, err = self.running.communicate(timeout=LONGEST)
        return Ended(self.running.returncode, out, err)

    def run(self, *arguments: str) -> Ended:
        """Run `ucops …` to its end."""
        self.start(*arguments)
        return self.end()

    def kill(self) -> None:
        """End it as nothing can prevent: SIGKILL."""
        assert self.running is not None
        self.running.kill()

    def signal(self, number: int) -> None:
        """Send it a signal."""
        assert self.running is not None
        self.running.send_signal(number)

    def _environment(self) -> dict[str, str]:
        python = os.pathsep.join(filter(None, [str(HURRY), os.environ.get("PYTHONPATH", "")]))
        return {
            **os.environ,
            **self.sandbox.environment,
            "PYTHONPATH": python,
            "HURRY": self.clock.name(self.wrong),
            **self.environment,
        }
