"""What a plan costs: requests and minutes, GitHub's pace and ours included."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from ucops.github.protocols import CARD_VALUES_AT_ONCE
from ucops.model.config import Limits
from ucops.sync.cards import batches
from ucops.sync.change import Change, Estimate
from ucops.sync.options import Options
from ucops.sync.request import CloseIssue, CreateIssue, ListTasks, SetBoard, UpdateIssue

SECONDS_PER_REQUEST = 0.7
"""How long GitHub takes for a write, or for a page of a hundred issues, as a rule."""

LOOKED_AT = CloseIssue | ListTasks | SetBoard | UpdateIssue
"""What is looked at once more right before it is written."""


def estimate(changes: Sequence[Change], reads: int, options: Options) -> Estimate:
    """Estimate requests and minutes of carrying out these changes.

    Args:
        changes: What is to be done; each is one write, and more for the board.
        reads: Requests that reading GitHub took: carrying out reads it once more.
        options: The pace to keep, and what the board lacks.
    """
    boarded = sum(isinstance(one.request, SetBoard) for one in changes)
    writes = len(changes) + _board_writes(changes)
    writes += options.board_setup if boarded else 0
    looks = sum(isinstance(one.request, LOOKED_AT) for one in changes)
    reads += bool(boarded) + len(typed_in(changes) - options.types.keys())
    seconds = reads * SECONDS_PER_REQUEST + duration(writes, options.limits, looks)
    minutes = max(1, round(seconds / 60)) if changes else 0
    return Estimate(
        reads=reads + looks,
        writes=writes,
        minutes=minutes,
        seconds=round(seconds) if changes else 0,
    )


def typed_in(changes: Sequence[Change]) -> set[str]:
    """Repositories whose issue types these changes set."""
    typed = set()
    for change in changes:
        match change.request:
            case CreateIssue(repository=name, type=str()):
                typed.add(name)
            case UpdateIssue(issue=issue, fields={"type": str()}):
                typed.add(issue.repository)
    return typed


def _board_writes(changes: Sequence[Change]) -> int:
    """Requests that put issues on the board and set their values, several at once."""
    together = {id(batch): batch for batch in batches(changes).values()}
    set_ = {one.key: len(one.fields) for one in changes if isinstance(one.request, SetBoard)}
    values = (sum(set_[one.key] for one in batch) for batch in together.values())
    return sum(1 + -(-count // CARD_VALUES_AT_ONCE) for count in values)


def duration(writes: int, limits: Limits, looks: int = 0) -> float:
    """Seconds that so many writes take when the pace of a minute and of an hour is kept.

    Args:
        writes: How many there are.
        limits: The pace.
        looks: Questions in between.
    """
    each = SECONDS_PER_REQUEST * (1 + looks / writes) if writes else 0.0
    windows = [
        (limits.writes_per_minute, 60.0, deque[float]()),
        (limits.writes_per_hour, 3600.0, deque[float]()),
    ]
    now = 0.0
    for _ in range(writes):
        for most, seconds, sent in windows:
            if most and len(sent) == most:
                now = max(now, sent.popleft() + seconds)
            sent.append(now)
        now += each
    return now
