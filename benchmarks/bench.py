"""Measures what the claims about speed rest on: `make bench`, or this with `--help`.

Results go to benchmarks/results.json, of which `make docs` makes docs/performance.md. User CPU is
compared with a floor in the same round, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from figures import FIGURES, Measured, exponents, round_of, shipped, starting
from programmes import Programme, written
from timing import Series

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks/results.json"
ROUNDS: Mapping[int, int] = {10: 5, 100: 3, 1000: 3, 5000: 1}
"""How often each size is measured."""
STARTS = 21
"""How often the first pages are measured, which take so little; half as often the shipped ten."""
SHORT: Mapping[int, int] = {2: 1}
"""Enough to see that everything can be measured."""
PARTS = ("times", "requests", "peers")
PEERS = (250, 4)
"""Use cases that others check, and that they file."""
ASKED = ((40, 25, 0), (600, 1, 0), (200, 25, 15_000))
"""Use cases, items each, and issues of others: for the counts of requests."""


def timed(rounds: Mapping[int, int], starts: int, folder: Path, source: Path) -> Measured:
    """Every figure that is a time or a size of memory.

    Args:
        rounds: Number of use cases → how often it is measured.
        starts: How often the first pages are.
        folder: Where the programmes are made.
        source: The `src` folder of the ucops that is measured.
    """
    measured = Measured()
    for values in starting(source, starts):
        measured.add(0, values)
    for size, times in rounds.items():
        made = written(folder, size, source)
        for number in range(1, times + 1):
            _say(f"{size:,} use cases, round {number} of {times}")
            measured.add(size, round_of(made))
    _ten(measured, starts // 2, folder, source)
    return measured


def _ten(measured: Measured, times: int, folder: Path, source: Path) -> None:
    """The shipped example, as it is."""
    made = Programme(ROOT, 10, folder / "cache", source)
    command = [
        sys.executable,
        str(ROOT / "benchmarks/filed.py"),
        str(ROOT),
        str(folder / "ten.json"),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for _ in range(times):
        measured.add(10, shipped(made, folder / "ten.json"))


def requests(sizes: Iterable[Sequence[int]]) -> list[Mapping[str, int]]:
    """What runs ask of GitHub; counted in processes of their own, so that this one stays small."""
    found = []
    for size in sizes:
        _say(f"requests with {size[0]:,} use cases of {size[1]} items")
        command = [sys.executable, str(ROOT / "benchmarks/asking.py"), *map(str, size)]
        ran = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(json.loads(ran.stdout))
    return found


def peers() -> Mapping[str, Any]:
    """What others take for parts of the same work."""
    _say(f"others that check {PEERS[0]} use cases and file {PEERS[1]}")
    command = [sys.executable, str(ROOT / "benchmarks/peers.py"), *map(str, PEERS)]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return {"use_cases": PEERS[0], **json.loads(ran.stdout)}


def figures(measured: Measured, before: Mapping[str, Any]) -> Mapping[str, Any]:
    """Every figure, with what an earlier run measured at other sizes."""
    found = {}
    for name, sizes in measured.series().items():
        kept = before.get(name, {}).get("at", {})
        at = {int(size): Series(**one) for size, one in kept.items()} | dict(sizes)
        found[name] = {
            **asdict(FIGURES[name]),
            "at": {str(size): _rounded(asdict(at[size])) for size in sorted(at)},
            "growth": _rounded(exponents(at)) if FIGURES[name].grows else {},
        }
    return {**before, **found}


def _rounded(values: Mapping[str, float]) -> Mapping[str, float]:
    return {name: round(value, 3) for name, value in values.items()}


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a small size, once, in seconds")
    parser.add_argument("--once", action="store_true", help="every size once")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(ROUNDS), help="use cases")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="a part of it")
    parser.add_argument("--source", type=Path, default=ROOT / "src", help="another src to measure")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the results go")
    return parser.parse_args()


def main() -> None:
    """Measure, and write the results; what was not asked for stays as it was."""
    wanted = _options()
    found = (
        json.loads(wanted.out.read_text())
        if wanted.out.is_file()
        else {"version": 1, "figures": {}}
    )
    if "times" in wanted.only:
        with tempfile.TemporaryDirectory() as folder:
            measured = timed(*_rounds(wanted), Path(folder), wanted.source)
        found["figures"] = figures(measured, found["figures"])
    if "requests" in wanted.only:
        found["requests"] = requests([(2, 3, 0)] if wanted.short else ASKED)
    if "peers" in wanted.only:
        found["peers"] = peers()
    found |= {
        "day": dt.datetime.now(dt.UTC).date().isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }
    wanted.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def _rounds(wanted: argparse.Namespace) -> tuple[Mapping[int, int], int]:
    """How often each number of use cases is measured, and how often the first pages."""
    if wanted.short:
        return SHORT, 2
    sizes = dict.fromkeys(ROUNDS, 1) if wanted.once else ROUNDS
    return {size: times for size, times in sizes.items() if size in wanted.sizes}, STARTS


if __name__ == "__main__":
    main()
