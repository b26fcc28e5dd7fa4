"""The states and healths that are derived, never written."""

from __future__ import annotations

from typing import Literal, get_args

State = Literal[
    "skipped",
    "retired",
    "done",
    "dropped",
    "needs-refresh",
    "blocked",
    "in-review",
    "in-progress",
    "planned",
    "not-filed",
]
Health = Literal["overdue", "at-risk", "on-track", "no-date", "complete"]

STATES: tuple[State, ...] = get_args(State)
HEALTHS: tuple[Health, ...] = get_args(Health)
"""An item has one of the first four; `complete` is said of a set of items."""

LEFT_OUT: frozenset[State] = frozenset({"skipped", "retired", "dropped"})
"""The states that leave the denominator of progress."""
FINISHED: frozenset[State] = frozenset({"done", "needs-refresh"})
"""The states that count as done."""
OPEN: frozenset[State] = frozenset(STATES) - LEFT_OUT - FINISHED
"""The states in which work is still to come."""
UNDER_WAY: frozenset[State] = frozenset({"in-progress", "in-review"})
"""The states in which somebody works on it."""
