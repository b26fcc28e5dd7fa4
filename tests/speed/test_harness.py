"""The measurements themselves: that they run, and that their page says what was measured."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from figures import FIGURES, exponents
from performance import Results
from timing import Series

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_everything_can_be_measured(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    command = [
        sys.executable,
        ROOT / "benchmarks/bench.py",
        "--short",
        "--only",
        "times",
        "requests",
        "--out",
        file,
    ]
    subprocess.run(command, check=True, capture_output=True)
    found = json.loads(file.read_text())
    assert found["figures"].keys() == FIGURES.keys()
    assert all(
        one["low"] > 0 for figure in found["figures"].values() for one in figure["at"].values()
    )
    assert found["requests"][0]["creating"] == found["requests"][0]["filed"]


def series(value: float) -> Series:
    return Series.of([value])


def test_growth_leaves_out_what_is_done_at_any_size() -> None:
    linear = {size: series(0.3 + size * 0.01) for size in (10, 100, 1000)}
    found = exponents(linear)
    assert found.keys() == {"100 → 1000"}
    assert found["100 → 1000"] == pytest.approx(1.04, abs=0.01)
    quadratic = {size: series(0.3 + size * size) for size in (10, 100, 1000)}
    assert exponents(quadratic)["100 → 1000"] == pytest.approx(2, abs=0.01)


def test_the_page_says_which_goals_are_met_and_how_sure_that_is() -> None:
    at = {"1000": {"median": 0.0521, "low": 0.04, "high": 0.06, "count": 3}}
    figure = {"unit": "×", "size": 1000, "at": at, "growth": {"100 → 1000": 1.02}}
    figures = {"again": {**figure, "goal": 0.1}, "preview": {**figure, "goal": 0.05}}
    about = {"day": "2026-12-01", "python": "3.11", "cores": 2, "requests": [], "peers": {}}
    now = Results({**about, "figures": figures})
    assert now("again") == "0.052 × (0.040 × – 0.060 ×)"
    assert now.plain("again", 5000) == "–"
    assert now.goal("again") == "≤ 0.1 ×"
    assert now.growth("again") == "1.02 (100 → 1000)"
    assert (now.verdict("again"), now.verdict("preview")) == ("met", "**missed**")
    assert now.missed("again", "preview")


def test_the_committed_results_have_every_figure() -> None:
    found = json.loads((ROOT / "benchmarks/results.json").read_text())
    assert found["figures"].keys() == FIGURES.keys()
