"""What a plan costs: requests and minutes, GitHub's pace and ours included."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from ucops.catalog.config import Limits
from ucops.sync.change import Change, Estimate
from ucops.sync.request import CloseIssue, ListTasks, SetBoard, UpdateIssue

SECONDS_PER_WRITE = 0.7
"""How long GitHub takes for a write, as a rule."""

BOARD_WRITES = 3
"""Put on the board, set its values, remember them in the issue."""

LOOKED_AT = CloseIssue | ListTasks | SetBoard | UpdateIssue
"""What is looked at once more right before it is written."""


def estimate(changes: Sequence[Change], reads: int, limits: Limits) -> Estimate:
    """Estimate requests and minutes of carrying out these changes.

    Args:
        changes: What is to be done; each is one write.
        reads: Requests that reading GitHub took: carrying out reads it once more.
        limits: The pace to keep.
    """
    writes = sum(BOARD_WRITES if isinstance(one.request, SetBoard) else 1 for one in changes)
    reads += sum(isinstance(one.request, LOOKED_AT) for one in changes)
    seconds = duration(writes, limits)
    minutes = max(1, round(seconds / 60)) if changes else 0
    return Estimate(reads=reads, writes=writes, minutes=minutes)


def duration(writes: int, limits: Limits) -> float:
    """Seconds that so many writes take when the pace of a minute and of an hour is kept."""
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
        now += SECONDS_PER_WRITE
    return now
