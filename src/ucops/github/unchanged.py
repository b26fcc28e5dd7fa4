"""Nobody's work is overwritten: an issue is looked at once more before it is written.

GitHub replaces the whole body, all labels and all people, whatever became of them since they were
read. A run may take an hour; the look is taken after every pause, right before the write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ucops.github import listing
from ucops.github.client import Client
from ucops.github.errors import ChangedMeanwhileError
from ucops.github.snapshot import Gone, Issue

FIELDS = ("title", "body", "labels", "assignees", "state", "state_reason")
"""What a write replaces as a whole."""


def check(client: Client, issue: Issue, new: Mapping[str, Any]) -> None:
    """Raise ChangedMeanwhileError when what would be replaced is not what was read.

    Args:
        client: Whom to ask.
        issue: The issue as it was read.
        new: What is to be written; where it is there already, a write got through unanswered.
    """
    now = listing.issue(client, issue.repository, issue.number)
    place = f"{issue.repository}#{issue.number}"
    if isinstance(now, Gone):
        raise ChangedMeanwhileError(f"{place} was {now.how} since it was read", "run again")
    changed = [name for name in _replaced(new) if not _same(name, issue, now, new)]
    if changed:
        raise ChangedMeanwhileError(
            f"somebody changed {', '.join(changed)} of {place} since it was read",
            "run again: their change is taken into account",
        )


def _replaced(new: Mapping[str, Any]) -> list[str]:
    return [name for name in FIELDS if name in new]


def _same(name: str, before: Issue, now: Issue, new: Mapping[str, Any]) -> bool:
    there = _comparable(getattr(now, name))
    return there in (_comparable(getattr(before, name)), _comparable(new[name]))


def _comparable(value: str | Sequence[str] | None) -> object:
    if value is None or isinstance(value, str):
        return value
    return frozenset(name.casefold() for name in value)
