"""Limits on what one run may do, checked over the whole plan before the first write."""

from __future__ import annotations

from ucops.errors import RefusedError
from ucops.model.config import Limits
from ucops.sync.change import Change, Plan
from ucops.sync.request import CloseIssue, CreateIssue

FLOOR = 10
"""So many closings are never too large a share: in a pilot, each finished piece is one of few."""


def check_limits(plan: Plan, limits: Limits) -> None:
    """Refuse a plan that does more than the configuration allows.

    Raises:
        RefusedError: The plan creates or closes too many issues; it names every limit.
    """
    broken = broken_limits(plan, limits)
    if broken:
        raise RefusedError(
            f"nothing was written: the plan {'; and '.join(broken)}",
            "look at the plan; if it is right, run with --force, or raise the limit in ucops.yaml",
        )


def broken_limits(plan: Plan, limits: Limits) -> list[str]:
    """Every limit that the plan breaks, in words: the count, and the limit by its name."""
    creates = sum(isinstance(change.request, CreateIssue) for change in plan.changes)
    closes = sum(_counts(change) for change in plan.changes)
    broken = []
    if limits.creates and creates > limits.creates:
        broken.append(f"creates {creates} issues, and limits.creates is {limits.creates}")
    if limits.closes and closes > limits.closes:
        broken.append(f"closes {closes} issues, and limits.closes is {limits.closes}")
    share = limits.close_percent
    if share and closes > FLOOR and closes * 100 > share * plan.managed:
        broken.append(
            f"closes {closes} of {plan.managed} issues of ucops, and limits.close_percent is "
            f"{share} %"
        )
    return broken


def _counts(change: Change) -> bool:
    """Closing a duplicate takes no work away from anybody and is not counted."""
    return isinstance(change.request, CloseIssue) and change.request.reason != "duplicate"
