"""When the rest may be done: a Monte Carlo simulation over what was finished a week.

The method is the usual one of the field, described by Mike Bowler (*Monte Carlo Under the Covers*,
2024), after Troy Magennis's *Throughput Forecaster* and Daniel Vacanti (*When Will It Be Done?*,
2018): draw past weeks at random, with replacement, until what they finished covers what remains;
do so many times; say by when half, and 85 %, of these runs were done. docs/reference/forecast.md
works an example through.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import sub
from random import Random

from ucops.progress.history import WEEK, Week, history, monday_of
from ucops.progress.standing import Standing

ENOUGH_WEEKS = 6
"""Past weeks without which nothing is said."""
ENOUGH_ITEMS = 10
"""Items finished in these weeks without which nothing is said."""
SAMPLED = 26
"""Weeks that are looked back at most: how a team worked over half a year ago says little."""
RUNS = 1000
"""Simulated runs: with a thousand, a share of 85 % is right to 2.3 points, in 19 of 20 cases."""
SHARES = (0.5, 0.85)
"""The shares of runs whose days are said: even odds, and as sure as people plan with."""
FARTHEST = 520
"""Weeks ahead that are simulated: a day more than ten years away says nothing to anybody."""
FRIDAY = dt.timedelta(days=4)

COMPLETE = "complete"
NOT_ENOUGH = "not enough history"
TOO_FAR = "more than ten years away"


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a set of items may be done.

    Attributes:
        p50: The day by which half of the simulated runs are done, or None.
        p85: The day by which 85 % of them are.
        remaining: Items that are to be finished.
        weeks: Past weeks that the simulation drew from; 0 where there was none.
        reason: Why no day is given, or None: `complete`, `not enough history`, or `more than ten
            years away`.
    """

    p50: dt.date | None
    p85: dt.date | None
    remaining: int
    weeks: int
    reason: str | None = None


def forecast(standings: Iterable[Standing], as_of: dt.date) -> Forecast:
    """Forecast when these items will be done, from how they went so far."""
    every = tuple(standings)
    finished = throughput(history(every, as_of), as_of)
    return foretold(finished, sum(one.open for one in every), as_of)


def throughput(weeks: Sequence[Week], as_of: dt.date) -> tuple[int, ...]:
    """Items finished in each week that is over, the last half year of them.

    Args:
        weeks: The history; nothing was finished in the weeks after its last one.
        as_of: A day of the running week.
    """
    running = monday_of(as_of)
    over = [week.finished for week in weeks if week.monday < running]
    idle = (running - weeks[-1].monday) // WEEK - 1 if over else 0
    return (*over, *[0] * idle)[-SAMPLED:]


def foretold(finished: Sequence[int], remaining: int, as_of: dt.date) -> Forecast:
    """Forecast when so many items will be done.

    The running week counts for nothing: work goes on next Monday, and a week's work is there on its
    Friday. So a forecast changes once a week, and with the facts, but not from day to day.

    Args:
        finished: Items finished a week, in past weeks.
        remaining: Items that are to be finished.
        as_of: Today.
    """
    weeks = len(finished)
    if not remaining:
        return Forecast(None, None, 0, 0, COMPLETE)
    if weeks < ENOUGH_WEEKS or sum(finished) < ENOUGH_ITEMS:
        return Forecast(None, None, remaining, 0, NOT_ENOUGH)
    p50, p85 = (_friday(weeks, as_of) for weeks in _needed(finished, remaining))
    return Forecast(p50, p85, remaining, weeks, None if p85 else TOO_FAR)


def _needed(finished: Sequence[int], remaining: int) -> tuple[int, ...]:
    """The fewest weeks in which half of the runs, and 85 % of them, are done.

    All runs go side by side, week by week, until so many are done.
    """
    left, found = [remaining] * RUNS, list[int]()
    for week in range(1, FARTHEST + 1):
        drawn = _drawn(len(finished), week)
        left = list(map(sub, left, map(finished.__getitem__, drawn)))
        done = RUNS - sum(map((0).__lt__, left))
        found += [week for share in SHARES[len(found) :] if done >= share * RUNS]
        if len(found) == len(SHARES):
            break
    return (*found, *[FARTHEST + 1] * (len(SHARES) - len(found)))


@cache
def _drawn(weeks: int, week: int) -> bytes:
    """Which of so many past weeks each run draws for one week ahead.

    It depends on nothing else, so that more work never ends sooner, nor does the same work when
    less is done a week. The numbers are the same on every machine: of all methods, `random()` is
    the one for which Python promises that.
    """
    chance = Random(f"{weeks}:{week}")  # noqa: S311 - a simulation, no secret
    return bytes(int(chance.random() * weeks) for _ in range(RUNS))


def _friday(weeks: int, as_of: dt.date) -> dt.date | None:
    """The Friday of the week that is so many weeks after the running one."""
    return None if weeks > FARTHEST else monday_of(as_of) + weeks * WEEK + FRIDAY
