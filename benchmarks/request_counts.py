"""Requests and memory of sync: `python benchmarks/request_counts.py [ITEMS …]`.

Counts what a first sync, a run without changes (with and without a cache) and one changed item ask
of GitHub, against the embedded one. The counts do not depend on the machine.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.extend(str(Path(__file__).parents[1] / "tests" / folder) for folder in ("chaos", "shared"))

from catalogs import write_catalog
from chaos_inside import Station
from chaos_state import key_of, live
from fake.inside import Time
from fake.server import Sandbox, serve

SIZES: Mapping[int, tuple[int, int]] = {100: (4, 0), 1000: (40, 0), 5000: (200, 15_000)}
"""Items → use cases, and issues and pull requests of others."""

PART = 1500
"""Writes of one part of the first sync."""

STOPPED = 3
"""The exit code of a run that stopped before its end."""

CACHED = 5
"""Requests that a run with a cache may send when nothing changed."""

MEMORY = 300
"""Megabytes that planning may take."""


@dataclass(frozen=True)
class Cost:
    """What one run asked for."""

    reads: int
    writes: int

    def __str__(self) -> str:
        return f"{self.reads:,} + {self.writes:,}"


def main(sizes: list[int]) -> None:
    """Measure, and print a table."""
    print("| items | issues in all | first sync | no change | with cache | one changed | memory |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for items in sizes or SIZES:
        print("| " + " | ".join(row(items)) + " |", flush=True)
    print("\nrequests are reads + writes; memory is the peak of a plan without changes")


def row(items: int) -> Iterator[str]:
    """One line of the table; what is promised is checked."""
    use_cases, others = SIZES[items]
    clock = Time()
    with tempfile.TemporaryDirectory() as folder, serve(clock=clock) as sandbox:
        root = Path(folder)
        write_catalog(root, use_cases, items // use_cases)
        crowd(sandbox, others)
        station = Station.of(sandbox.service, clock, root)
        first = synced_in_parts(station)
        everything = len(sandbox.world.issues(sandbox.people.repository))
        yield from (f"{items:,}", f"{everything:,}", str(first))
        unchanged = run(station)
        assert unchanged.writes == 0
        assert unchanged.reads <= -(-everything // 100) + 6, unchanged
        yield str(unchanged)
        yield str(cached(station, root / "cache.json"))
        yield str(changed(station, root))
        yield f"{memory(sandbox, root):.0f} MB"


def crowd(sandbox: Sandbox, others: int) -> None:
    """Issues and pull requests that are none of ours."""
    for number in range(others):
        made = sandbox.people.open_issue if number % 2 else sandbox.people.open_pull_request
        made(f"Something else {number}", "A text of a few words. " * 20)


def run(station: Station) -> Cost:
    """What one sync asks for."""
    requests = station.service.requests
    requests.clear()
    ran = station.sync()
    assert ran.code == 0, ran.said
    return cost(station)


def cost(station: Station) -> Cost:
    writes = sum(one.wrote for one in station.service.requests)
    return Cost(len(station.service.requests) - writes, writes)


def synced_in_parts(station: Station) -> Cost:
    """The first sync, stopped again and again: whole use cases one after another."""
    station.service.requests.clear()
    while (ran := station.sync(max_writes=PART)).code == STOPPED:
        assert ran.applied is not None, ran.said
        station.time.sleep(3600)
        assert len(begun(station)) <= 1
    assert ran.code == 0, ran.said
    assert not begun(station)
    return cost(station)


def begun(station: Station) -> set[str]:
    """Use cases that are filed in part."""
    there = {key_of(one) for one in live(station.service.world)}
    use_cases = station.prepared.desired.use_cases
    counts = {name: sum(it.key in there for it in its) for name, its in use_cases.items()}
    return {name for name, count in counts.items() if 0 < count < len(use_cases[name])}


def cached(station: Station, file: Path) -> Cost:
    """A run without changes that has a cache from the one before."""
    with_cache = Station(station.service, station.time, station.prepared, cache=file)
    for _ in range(2):
        station.time.sleep(3600)
        found = run(with_cache)
    assert found.writes == 0
    assert found.reads <= CACHED, found
    return found


def changed(station: Station, root: Path) -> Cost:
    """One item's description changed in the files."""
    file = min((root / "usecases").glob("*.yaml"))
    file.write_text(file.read_text().replace("Tells part 1 of", "Tells the first part of"))
    found = run(Station.of(station.service, station.time, root))
    assert found.writes == 1, found
    return found


def memory(sandbox: Sandbox, root: Path) -> float:
    """The peak of a plan without changes in a process of its own, in megabytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    command = [sys.executable, "-m", "ucops", "plan", "--exit-code", "--root", str(root)]
    environment = {**os.environ, **sandbox.environment, "GITHUB_SERVER_URL": "https://github.com"}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    peak = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    assert peak < MEMORY, peak
    return peak


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
