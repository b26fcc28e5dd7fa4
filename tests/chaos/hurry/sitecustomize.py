"""Lets a process live faster: its clock and its sleeps, by the factor that HURRY names.

The first part of HURRY is a moment in seconds since 1970 from which on time runs faster; processes
that are given the same HURRY agree about the time.
"""

from __future__ import annotations

import os
import time

BEGUN, _, FACTOR = os.environ.get("HURRY", "0:1").partition(":")


def _hurry(begun: float, factor: float) -> None:
    now, ticking, sleep = time.time, time.monotonic, time.sleep
    time.time = lambda: begun + (now() - begun) * factor
    time.monotonic = lambda: ticking() * factor
    time.sleep = lambda seconds: sleep(seconds / factor)


if "HURRY" in os.environ:
    _hurry(float(BEGUN), float(FACTOR))
