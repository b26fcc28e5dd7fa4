"""The states and healths that are derived, never written."""

from __future__ import annotations

from typing import Literal

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
Health = Literal["overdue", "at-risk", "on-track", "no-date"]
