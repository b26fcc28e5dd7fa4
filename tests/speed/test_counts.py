"""How much work a command is for each use case, counted: no other work on the machine changes it.

Times are measured by `make bench`; these counts hold them in between. The files are those of
benchmarks/catalogs.py, 25 items each, half of them with findings.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from catalogs import write_catalog
from counting import counted, growth, peak
from filed import write_snapshot

CALLS: Mapping[str, int] = {"validate": 11_550, "plan": 18_900, "report": 43_700}
"""Functions written in Python that are entered for one use case."""
KILOBYTES: Mapping[str, int] = {"validate": 184, "plan": 445}
"""By which the peak of Python's objects grows with one use case."""
MARGIN = 1.03
"""What a count may be over what is held: other versions of Python and libraries call otherwise."""
SLACK = 0.6
"""A count below this share of what is held means that it holds nothing any more."""
STEEPEST = 1.005
"""The exponent of growth: 0.998 today. A fiftieth of the work that is quadratic makes it 1.007."""
HERE = "tests/speed/test_counts.py"
MORE: Mapping[str, tuple[str, ...]] = {
    "validate": ("--format", "json"),
    "plan": ("--exit-code", "--snapshot"),
    "report": ("--snapshot",),
}
ITEMS = 25
START, FEW, MANY = 1, 8, 48
"""Use cases: what is done at any size, and two sizes of which one is six times the other."""


@pytest.mark.slow
@pytest.mark.parametrize("command", CALLS)
def test_a_use_case_takes_no_more_calls_than_are_held(command: str, tmp_path: Path) -> None:
    start, few, many = (
        counted(*_arguments(command, tmp_path / str(size), size), environment=_nothing(tmp_path))
        for size in (START, FEW, MANY)
    )
    _held(command, (many.python - few.python) / (MANY - FEW), many.most)
    _linear(command, start.all, few.all, many.all, many.most)


def _held(command: str, each: float, most: Mapping[str, int]) -> None:
    places = ", ".join(f"{name} × {count:,}" for name, count in most.items())
    assert each <= CALLS[command] * MARGIN, (
        f"`ucops {command}` enters {each:,.0f} functions of Python for each use case, and "
        f"{CALLS[command]:,} are held. {_advice('CALLS', places)}"
    )
    _still_held("functions of Python", command, each, CALLS[command], "CALLS")


def _linear(command: str, start: int, few: int, many: int, most: Iterable[str]) -> None:
    """Whether four times as many use cases take four times as many calls."""
    exponent = growth(few - start, many - start, (MANY - START) / (FEW - START))
    assert exponent <= STEEPEST, (
        f"the calls of `ucops {command}` grow with exponent {exponent:.2f} from {FEW} to {MANY} "
        f"use cases: something looks at all of them for each. Look for loops over all issues or "
        f"files, perhaps among {', '.join(most)}"
    )


@pytest.mark.slow
@pytest.mark.parametrize("command", KILOBYTES)
def test_a_use_case_takes_no_more_memory_than_is_held(command: str, tmp_path: Path) -> None:
    few, many = (
        peak(*_arguments(command, tmp_path / str(size), size), environment=_nothing(tmp_path))
        for size in (FEW, MANY)
    )
    each, held = (many - few) / (MANY - FEW) / 1024, KILOBYTES[command]
    assert each <= held * MARGIN, (
        f"the memory of `ucops {command}` grows by {each:.0f} KB for each use case, and {held} are "
        f"held. {_advice('KILOBYTES', 'what is kept of each file')}"
    )
    _still_held("KB of memory", command, each, held, "KILOBYTES")


def _advice(table: str, places: str) -> str:
    return (
        f"Find what was added ({places}) and do it less often, or raise {table} in {HERE} and say "
        "in the commit what people get for it"
    )


def _still_held(what: str, command: str, each: float, held: int, table: str) -> None:
    """Newer versions of Python enter fewer functions: only the oldest says what is held."""
    if sys.version_info[:2] == (3, 11):
        assert each >= held * SLACK, (
            f"`ucops {command}` takes {each:,.0f} {what} for each use case, much less than the "
            f"{held:,} that are held: lower {table} in {HERE}, so that it stays so"
        )


def _nothing(folder: Path) -> Mapping[str, str]:
    """An environment in which nothing is known of an earlier run."""
    return {"UCOPS_CACHE_DIR": tempfile.mkdtemp(dir=folder)}


def _arguments(command: str, root: Path, size: int) -> list[str | Path]:
    """A command on a programme of its own, of which everything is filed."""
    write_catalog(root, size, ITEMS)
    saved = [write_snapshot(root)] if "--snapshot" in MORE[command] else []
    return [command, "--root", root, *MORE[command], *saved]
