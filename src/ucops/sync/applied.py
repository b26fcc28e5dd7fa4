"""What became of a plan, as data: for pages, journals and programs, which send nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ucops.sync.change import Change

Status = Literal["done", "failed", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a change.

    Attributes:
        hint: What to do about a failure, or an empty string.
        number: Its issue's, once there is one.
        excused: Whether nothing could be done, now and again: the server does not know the
            feature, or the token has not the right.
    """

    change: Change
    status: Status
    error: str = ""
    hint: str = ""
    number: int | None = None
    excused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of a plan.

    Attributes:
        outcomes: One for each change, in order.
        stopped: Why the run ended before its end, or an empty string.
        hint: What to do about it.
        warnings: What GitHub left out of what was written.
        exit_code: 0, 1 for conflicts, 3 for failures or an early end, 130 when interrupted.
    """

    outcomes: tuple[Outcome, ...]
    stopped: str
    hint: str
    warnings: tuple[str, ...]
    exit_code: int

    @property
    def carried_out(self) -> tuple[Change, ...]:
        """The changes that were made."""
        return tuple(one.change for one in self.outcomes if one.status == "done")

    def count(self, status: Status) -> int:
        """How many changes ended so."""
        return sum(outcome.status == status for outcome in self.outcomes)
