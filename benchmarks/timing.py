"""Times commands in processes of their own: user CPU, wall clock and peak memory of each."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FLOOR = """
import sys, time, yaml
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
files = sorted(Path(sys.argv[1]).rglob("*.yaml"))
user, wall = getrusage(RUSAGE_SELF).ru_utime, time.monotonic()
for path in files:
    with path.open("rb") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
print(getrusage(RUSAGE_SELF).ru_utime - user, time.monotonic() - wall)
"""
MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024
"""In the unit in which the system tells the peak memory of a process."""


@dataclass(frozen=True)
class Spent:
    """What a process took.

    Attributes:
        user: Seconds of CPU in the process's own code, and in what it started.
        system: Seconds of CPU in the system on its behalf.
        wall: Seconds on the clock.
        megabytes: At most at one time, in the largest of its processes.
    """

    user: float
    system: float
    wall: float
    megabytes: float

    @property
    def cpu(self) -> float:
        return self.user + self.system


@dataclass(frozen=True)
class Series:
    """Several measurements of one thing."""

    median: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Iterable[float]) -> Series:
        found = sorted(values)
        return cls(statistics.median(found), found[0], found[-1], len(found))


def spent(
    command: Sequence[str | Path],
    environment: Mapping[str, str],
    *,
    fine: Collection[int] = (0,),
    folder: Path | None = None,
) -> Spent:
    """Run a command whose output nobody reads.

    The benchmark's own process must stay small: a process begins with the peak of its parent's.

    Raises:
        RuntimeError: It ended with a code that is not fine.
    """
    begun = time.monotonic()
    with subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}")
    wall = time.monotonic() - begun
    return Spent(used.ru_utime, used.ru_stime, wall, used.ru_maxrss / MEGABYTE)


def floor(root: Path) -> Spent:
    """What PyYAML takes to read every file below a folder once, as fast as it can."""
    ran = subprocess.run(
        [sys.executable, "-c", FLOOR, root], check=True, capture_output=True, text=True
    )
    user, wall = map(float, ran.stdout.split())
    return Spent(user, 0.0, wall, 0.0)
