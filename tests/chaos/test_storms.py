"""A short part of the storms; `make chaos` goes on for hours."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from chaos_crowd import Crowd
from chaos_storm import Storm, Tally


@pytest.mark.slow
def test_storms_inside_this_process(tmp_path: Path) -> None:
    tally = Tally()
    for seed in range(40):
        Storm(seed, tmp_path, tally).rage()
    assert tally.counts["kills"] > 20
    assert tally.counts["second runs"] > 5
    assert tally.faults.total() > 200
    assert tally.counts["duplicates"] + tally.counts["losses"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_storms_over_processes(seed: int, tmp_path: Path) -> None:
    tally = Tally()
    Crowd(seed, tmp_path, tally).rage()
    assert tally.counts["processes"] > 1
    assert tally.counts["duplicates"] + tally.counts["losses"] == 0


def test_one_seed_is_one_storm(tmp_path: Path) -> None:
    tallies = [Tally(), Tally()]
    for tally in tallies:
        Storm(7, tmp_path, tally).rage()
    assert tallies[0] == tallies[1]
    assert isinstance(tallies[0].faults, Counter)
