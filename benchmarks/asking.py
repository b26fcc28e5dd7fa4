"""Counts what runs ask of GitHub: `python benchmarks/asking.py [USE_CASES] [ITEMS] [OTHERS]`.

A first sync, a plan without anything to do (with and without a cache) and a sync of one changed
item, against the embedded GitHub. The counts do not depend on the machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.extend(str(Path(__file__).parents[1] / "tests" / part) for part in ("chaos", "shared"))

from catalogs import write_catalog
from chaos_inside import Station
from fake.inside import Time
from fake.server import Sandbox, serve

from ucops.sandbox.service import Recorded

PART = 1500
"""Writes of one part of the first sync: whole use cases one after another."""
STOPPED = 3
"""The exit code of a run that stopped before its end."""
CREATE = "mutation CreateIssue"
"""How the request that files an issue is named in the log."""


@dataclass(frozen=True)
class Asked:
    """Requests, by what they were for.

    Attributes:
        use_cases, items: Use cases, and items of each.
        issues: How many there are, pull requests and issues of others included.
        filed: Epics and items that the first sync filed.
        creating: Requests of the first sync that created them.
        arranging: Its other writes: labels, milestones, dependencies.
        reading: Its reads.
        cold: Requests of a plan without anything to do.
        warm: The same with the cache of the sync before.
        changed: Requests of a sync after one item's text was changed.
    """

    use_cases: int
    items: int
    issues: int
    filed: int
    creating: int
    arranging: int
    reading: int
    cold: int
    warm: int
    changed: int


def asked(use_cases: int, items: int, others: int = 0) -> Asked:
    """Count for a programme of that size beside so many issues and pull requests of others."""
    clock = Time()
    with tempfile.TemporaryDirectory() as folder, serve(clock=clock) as sandbox:
        root = Path(folder)
        write_catalog(root, use_cases, items)
        _crowd(sandbox, others)
        station = Station.of(sandbox.service, clock, root)
        first = _first(station)
        cold = _planned(sandbox, root)
        cache = root / "cache.json"
        _ran(sandbox, root, "sync", "--yes", "--cache", cache)
        clock.sleep(3600)
        return Asked(
            use_cases=use_cases,
            items=items,
            issues=len(sandbox.world.issues(sandbox.people.repository)),
            filed=len(list(station.prepared.desired.issues)),
            creating=first["creating"],
            arranging=first["arranging"],
            reading=first["reading"],
            cold=cold,
            warm=_planned(sandbox, root, "--cache", cache),
            changed=_changed(station, root),
        )


def _crowd(sandbox: Sandbox, others: int) -> None:
    for number in range(others):
        made = sandbox.people.open_issue if number % 2 else sandbox.people.open_pull_request
        made(f"Something else {number}", "A text of a few words. " * 20)


def _first(station: Station) -> Counter[str]:
    """The first sync, stopped after each part until there is nothing left."""
    requests = station.service.requests
    requests.clear()
    while (ran := station.sync(max_writes=PART)).code == STOPPED:
        station.time.sleep(3600)
    assert ran.code == 0, ran.said
    return Counter(map(_purpose, requests))


def _purpose(request: Recorded) -> str:
    if not request.wrote:
        return "reading"
    return "creating" if request.operation == CREATE else "arranging"


def _planned(sandbox: Sandbox, root: Path, *more: str | Path) -> int:
    """The requests of a plan, which must find nothing to do."""
    return _ran(sandbox, root, "plan", "--exit-code", *more)


def _ran(sandbox: Sandbox, root: Path, *arguments: str | Path) -> int:
    """The requests of a command in a process of its own, which must end well."""
    sandbox.service.requests.clear()
    command = [sys.executable, "-m", "ucops", *arguments, "--root", root]
    environment = {**os.environ, **sandbox.environment, "GITHUB_SERVER_URL": "https://github.com"}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return len(sandbox.service.requests)


def _synced(station: Station) -> int:
    """The requests of a sync."""
    station.service.requests.clear()
    ran = station.sync()
    assert ran.code == 0, ran.said
    return len(station.service.requests)


def _changed(station: Station, root: Path) -> int:
    """The requests after one item's title was changed in the files."""
    file = min((root / "usecases").glob("*.yaml"))
    before = file.read_text()
    file.write_text(before.replace(" 1 of ", " one of ", 1))
    assert file.read_text() != before
    return _synced(Station.of(station.service, station.time, root))


if __name__ == "__main__":
    print(json.dumps(asdict(asked(*map(int, sys.argv[1:])))))
