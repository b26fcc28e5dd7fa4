"""`python tests/chaos --seconds N --seed S`: storm after storm, and a tally of what happened."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import click

sys.path.append(str(Path(__file__).parents[1] / "shared"))

from chaos_crew import Inside, Outside
from chaos_storm import Storm
from chaos_tally import ReckoningError, Tally

PROCESSES_EVERY = 10
"""One storm of so many is over real processes, which takes about as long as the others together."""


def main(arguments: list[str]) -> int:
    """Storm for so many seconds; 1 when a reckoning failed."""
    parser = argparse.ArgumentParser(prog="tests/chaos", description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--storms", type=int, default=sys.maxsize, help="at most so many")
    given = parser.parse_args(arguments)
    tally, failures = Tally(), 0
    end = time.monotonic() + given.seconds
    click.echo(f"seed {given.seed}")
    for seed in range(given.seed, given.seed + given.storms):
        if time.monotonic() >= end:
            break
        failures += not passed(seed, tally)
    click.echo(f"{tally.counts['storms']} storms, {failures} failed")
    for title, counted in (("", tally.counts), ("fault ", tally.faults), ("deed ", tally.deeds)):
        show(title, counted)
    return 1 if failures else 0


def passed(seed: int, tally: Tally) -> bool:
    """One storm; what failed is printed with the seed that repeats it."""
    outside = seed % PROCESSES_EVERY == 0
    tally.counts["storms over processes"] += outside
    with tempfile.TemporaryDirectory() as folder:
        try:
            Storm(seed, Path(folder), tally, Outside.aboard if outside else Inside.aboard).rage()
        except ReckoningError as error:
            click.echo(f"FAILED: {error}\nrepeat it: make chaos SEED={seed} STORMS=1")
            return False
    return True


def show(title: str, counted: Mapping[str, int]) -> None:
    """Print counts, the largest first."""
    for name, count in sorted(counted.items(), key=lambda pair: -pair[1]):
        click.echo(f"{count:>10,}  {title}{name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
