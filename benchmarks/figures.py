"""The figures about speed that are promised: how each is measured, and its goal."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from counting import growth
from programmes import Programme
from timing import Series, floor, spent

Values = dict[str, float]
"""Figure → what one round measured."""


@dataclass(frozen=True)
class Figure:
    """Something that is measured at several sizes.

    Attributes:
        unit: `×` is a share of something that is measured in the same round.
        goal: What it is to be at most.
        size: The number of use cases for which the goal is set.
        grows: Whether its growth says something.
    """

    unit: str
    goal: float | None = None
    size: int = 1000
    grows: bool = False


FIGURES: Mapping[str, Figure] = {
    "help": Figure("×", 1.3, 0),
    "version": Figure("×", 1.3, 0),
    "ten-validate": Figure("s", 0.3, 10),
    "ten-plan": Figure("s", 0.4, 10),
    "floor": Figure("s", grows=True),
    "validate": Figure("×", 1.5),
    "validate-wall": Figure("×", 1.2),
    "validate-seconds": Figure("s", grows=True),
    "validate-memory": Figure("MB", 300, 5000),
    "again": Figure("×", 0.1),
    "changed-since": Figure("×", 0.15),
    "preview": Figure("×", 0.3),
    "plan-seconds": Figure("s", 4, grows=True),
    "plan-memory": Figure("MB"),
    "report": Figure("×"),
    "report-seconds": Figure("s", grows=True),
    "report-memory": Figure("MB"),
    "report-again": Figure("×", 1),
    "rendering": Figure("×", 1),
}


def starting(source: Path, times: int) -> Iterator[Values]:
    """The first pages against the import of click, in pairs; so short that the system counts."""
    made = Programme(source.parent, 0, source.parent / ".nothing", source)
    click = [sys.executable, "-c", "import click"]
    for _ in range(times):
        least = spent(click, made.environment).cpu
        for name in ("help", "version"):
            started = spent([sys.executable, "-m", "ucops", f"--{name}"], made.environment)
            yield {name: started.cpu / least}


def shipped(made: Programme, snapshot: Path) -> Values:
    """The ten use cases of the repository, with everything that a person waits for."""
    made.forget()
    validated = made.ucops("validate")
    made.forget()
    planned = made.ucops("plan", "--snapshot", snapshot)
    return {"ten-validate": validated.cpu, "ten-plan": planned.cpu}


def round_of(made: Programme) -> Values:
    """Everything once on one programme, between two readings of the floor."""
    made.forget()
    made.unreport()
    before = floor(made.root)
    first = made.ucops("validate", "--format", "json")
    again = made.ucops("validate", "--format", "json")
    with made.one_change():
        changed = made.ucops("validate", "--changed-since", "HEAD", "--format", "json")
        preview = made.ucops("preview", "--base", "HEAD")
    after = floor(made.root)
    least, clock = (before.user + after.user) / 2, (before.wall + after.wall) / 2
    found = {
        "floor": least,
        "validate": first.user / least,
        "validate-wall": first.wall / clock,
        "validate-seconds": first.user,
        "validate-memory": first.megabytes,
        "again": again.user / first.user,
        "changed-since": changed.user / first.user,
        "preview": preview.user / first.user,
    }
    return {**found, **_synced(made), **_reported(made)} if made.is_filed else found


def _synced(made: Programme) -> Values:
    made.forget()
    planned = made.ucops("plan", "--snapshot", made.snapshot)
    return {"plan-seconds": planned.user, "plan-memory": planned.megabytes}


def _reported(made: Programme) -> Values:
    """A report into an empty folder, and again; the second run sees that all of it is current."""
    made.forget()
    before = floor(made.root)
    first, _, again = (made.ucops("report", "--snapshot", made.snapshot) for _ in range(3))
    least = (before.user + floor(made.root).user) / 2
    return {
        "report": first.user / least,
        "report-seconds": first.user,
        "report-memory": first.megabytes,
        "report-again": again.user / least,
        "rendering": made.share("rendering.py"),
    }


class Measured:
    """What was measured, by figure and size."""

    def __init__(self) -> None:
        self.values: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))

    def add(self, size: int, values: Values) -> None:
        for name, value in values.items():
            self.values[name][size].append(value)

    def series(self) -> Mapping[str, Mapping[int, Series]]:
        return {
            name: {size: Series.of(values) for size, values in sizes.items()}
            for name, sizes in self.values.items()
        }


def exponents(sizes: Mapping[int, Series]) -> Mapping[str, float]:
    """The exponent of growth from each size to the next, without what is done at any size.

    What is done at any size is what the smallest took: it is nearly all of it at ten use cases.
    """
    least, *others = sorted(sizes)
    start = sizes[least].median
    return {
        f"{small} → {large}": growth(
            sizes[small].median - start, sizes[large].median - start, large / small
        )
        for small, large in pairwise(others)
        if sizes[small].median > start
    }
