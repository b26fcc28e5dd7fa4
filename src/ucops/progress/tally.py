"""Done, total and what stands in the way: the count over any set of items."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ucops.progress.standing import Standing, once
from ucops.progress.state import STATES, UNDER_WAY, Health, State


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a set of items is.

    Attributes:
        total: Items that count: all but the skipped, retired and dropped ones.
        done: Items that are finished, those that need a fresh look included.
        states: State → number of items, every state.
        overdue: Unfinished items past their due date.
        at_risk: Unfinished items that may come late.
        health: Overdue or at risk as soon as one unfinished item is; complete when there was
            something to do and all of it is done; on track only if at least half of the
            unfinished items have a date; else no date, for what is not planned is never green.
        next_due: The first due date of an unfinished item that is not overdue.
        last_due: The last due date of an unfinished item.
        undated: Unfinished items without a date.
    """

    total: int
    done: int
    states: Mapping[State, int]
    overdue: int
    at_risk: int
    health: Health
    next_due: dt.date | None
    last_due: dt.date | None
    undated: int

    @property
    def progress(self) -> float:
        """Done ÷ total in hundredths, 0 for an empty set; 1 only when everything is done."""
        return share(self.done, self.total)

    @property
    def started(self) -> bool:
        """Whether something is done, or somebody works on it."""
        return self.done > 0 or any(self.states[state] for state in UNDER_WAY)

    @property
    def complete(self) -> bool:
        """Whether there was something to do, and all of it is done."""
        return self.health == "complete"


def share(part: int, whole: int) -> float:
    """Part ÷ whole in hundredths, 0 of nothing; 1 only when nothing is missing."""
    if part == whole:
        return 1.0 if whole else 0.0
    return min(round(part / whole, 2), 0.99)


def tally(standings: Iterable[Standing]) -> Tally:
    """Count a set of items; a piece that use cases share counts once."""
    every = once(standings)
    states = Counter(standing.state for standing in every)
    total = sum(standing.counted for standing in every)
    left = [standing for standing in every if standing.open]
    healths = Counter(standing.health for standing in left)
    dues = [standing.item.due for standing in left if standing.item.due is not None]
    ahead = [s.item.due for s in left if s.item.due is not None and s.health != "overdue"]
    return Tally(
        total=total,
        done=sum(standing.finished for standing in every),
        states={state: states[state] for state in STATES},
        overdue=healths["overdue"],
        at_risk=healths["at-risk"],
        health=_health(healths, len(dues), len(left), total),
        next_due=min(ahead, default=None),
        last_due=max(dues, default=None),
        undated=len(left) - len(dues),
    )


def _health(healths: Mapping[Health, int], dated: int, left: int, total: int) -> Health:
    """The health of a set of items: `left` of `total` are unfinished, `dated` of these planned."""
    late: tuple[Health, ...] = ("overdue", "at-risk")
    for health in late:
        if healths.get(health):
            return health
    if not left:
        return "complete" if total else "no-date"
    return "on-track" if 2 * dated >= left else "no-date"
