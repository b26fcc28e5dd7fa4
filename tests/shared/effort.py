"""How much work something is, on any machine, where it cannot be counted: by processor time.

What is done in Python is counted instead: `calls` in benchmarks/counting.py. What a regular
expression does inside cannot be.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

WORDS = " ".join(f"word-{number}" for number in range(10_000))


def effort(work: Callable[[], object]) -> float:
    """The processor time of some work, as a multiple of one unit's.

    A unit takes about 30 ms on a machine of 2024. It is done before and after, and the slower of
    the two counts: what else the machine does slows both.
    """
    before = _spent(_unit)
    spent = _spent(work)
    return spent / max(before, _spent(_unit))


SHORT, LONG = 1_000, 4_000
"""Four times as much takes four times as long, and sixteen times when it is squared."""
TIMES = 8
"""Between the two."""
LEAST = 0.001
"""Seconds for the short one: what takes less is too quick to be measured, and has not grown."""
TRIES = 4


def grows(work: Callable[[int], object]) -> bool:
    """Whether work grows faster than its size.

    What else the machine does can only make work slower, and the quickest of several tries is the
    nearest to the truth. Only where even that has grown is it called so, and most is seen at once.
    """
    short, long = LEAST, float("inf")
    for _ in range(TRIES):
        long = min(long, _spent(lambda: work(LONG)))
        if long <= TIMES * short:
            return False
        short = max(LEAST, min(_spent(lambda: work(SHORT)) for _ in range(TRIES)))
    return long > TIMES * short


def _spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _unit() -> None:
    """Python and its regular expressions, each about half of the time."""
    seen = dict.fromkeys(WORDS.split(), 1)
    for word, count in seen.items():
        seen[word] = sum(count for _ in range(4)) + word.count("1")
    for pattern in (r"\bword-(\d+)\b", r"[a-z]+-1\d*", r"(\d)\1"):
        re.findall(pattern, WORDS)
