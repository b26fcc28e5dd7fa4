"""Limits on what one run may do, checked over the whole plan before the first write."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ucops.errors import RefusedError
from ucops.model.config import Limits
from ucops.sync.change import Change, Plan
from ucops.sync.request import CloseIssue, CreateIssue

FLOOR = 10
"""So many closings are never too large a share: in a pilot, each finished piece is one of few."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The limits that count.

    Attributes:
        raised: Those that `ucops.yaml` sets higher, for the first time in this commit.
    """

    limits: Limits
    raised: frozenset[str] = frozenset()


_CHECKED = ("creates", "closes", "close_percent")


def allowed(now: Limits, before: Limits) -> Allowed:
    """The lower of what is said now and what was said before, limit by limit."""
    lowered = {
        name: getattr(before, name)
        for name in _CHECKED
        if _is_higher(getattr(now, name), getattr(before, name))
    }
    return Allowed(now.model_copy(update=lowered), frozenset(lowered))


def _is_higher(now: int | None, before: int | None) -> bool:
    return before is not None and (now is None or now > before)


def check_limits(plan: Plan, limits: Limits, raised: Collection[str] = ()) -> None:
    """Refuse a plan that does more than the configuration allows.

    Raises:
        RefusedError: The plan creates or closes too many issues; it names every limit.
    """
    broken = broken_limits(plan, limits, raised)
    if broken:
        raise RefusedError(
            f"nothing was written: the plan {'; and '.join(broken)}",
            "look at the plan; if it is right, run with --force, or raise the limit in ucops.yaml",
        )


def broken_limits(plan: Plan, limits: Limits, raised: Collection[str] = ()) -> list[str]:
    """Every limit that the plan breaks, in words: the count, and the limit by its name.

    Args:
        plan: What is to be done.
        limits: Those that count.
        raised: Which of them `ucops.yaml` sets higher, for the first time in this commit.
    """

    def limit(name: str, unit: str = "") -> str:
        said = f"limits.{name} is {getattr(limits, name)}{unit}"
        later = ", for what raises a limit counts from the next commit on"
        return said + later * (name in raised)

    creates = sum(isinstance(change.request, CreateIssue) for change in plan.changes)
    closes = sum(_counts(change) for change in plan.changes)
    broken = []
    if limits.creates and creates > limits.creates:
        broken.append(f"creates {creates} issues, and {limit('creates')}")
    if limits.closes and closes > limits.closes:
        broken.append(f"closes {closes} issues, and {limit('closes')}")
    share = limits.close_percent
    if share and closes > FLOOR and closes * 100 > share * plan.managed:
        broken.append(
            f"closes {closes} of {plan.managed} issues of ucops, and {limit('close_percent', ' %')}"
        )
    return broken


def _counts(change: Change) -> bool:
    """Closing a duplicate takes no work away from anybody and is not counted."""
    return isinstance(change.request, CloseIssue) and change.request.reason != "duplicate"
