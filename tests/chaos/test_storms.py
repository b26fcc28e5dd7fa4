"""A short part of the storms; `make chaos` goes on for hours."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from chaos_crew import Outside
from chaos_person import DAMAGE, DEEDS
from chaos_storm import MISHAPS, Storm
from chaos_tally import Tally
from chaos_weather import FAULTS

pytestmark = pytest.mark.no_cover  # thousands of runs: what they reach is measured elsewhere

MOST = 60
"""Storms in which everything that can happen has to happen once."""


def missing(tally: Tally) -> set[str]:
    """What has not happened yet."""
    deeds = {deed.__name__ for deed in (*DEEDS, *DAMAGE)}
    return (
        (MISHAPS - (+tally.counts).keys())
        | (FAULTS - tally.faults.keys())
        | (deeds - tally.deeds.keys())
    )


@pytest.mark.slow
def test_storms_until_everything_has_happened(tmp_path: Path) -> None:
    tally = Tally()
    for seed in count():
        Storm(seed, tmp_path, tally).rage()
        if not missing(tally):
            break
        assert seed < MOST, missing(tally)
    assert tally.counts["duplicates"] + tally.counts["losses"] == 0


@pytest.mark.slow
def test_a_storm_over_processes(tmp_path: Path) -> None:
    tally = Tally()
    Storm(1, tmp_path, tally, Outside.aboard).rage()
    assert tally.counts["runs"] > 1
    assert tally.counts["duplicates"] + tally.counts["losses"] == 0


def test_one_seed_is_one_storm(tmp_path: Path) -> None:
    tallies = [Tally(), Tally()]
    for number, tally in enumerate(tallies):
        Storm(7, tmp_path / str(number), tally).rage()  # what the first left is not the second's
    assert tallies[0] == tallies[1]
    assert tallies[0].faults
