"""How much work something is, on any machine: in units of a piece of work that is done besides."""

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
