"""Lets a process live faster: its clock, its sleeps and its patience, as HURRY says.

HURRY is a moment in seconds since 1970 from which on time runs faster, by which factor, by how many
seconds this clock is ahead, and by which factor less a socket waits. Processes that are given the
same moment and factor agree about the time.
"""

from __future__ import annotations

import os
import socket
import time


def _hurry(begun: float, factor: float, wrong: float, patience: float) -> None:
    now, ticking, sleep = time.time, time.monotonic, time.sleep
    settimeout = socket.socket.settimeout
    time.time = lambda: begun + wrong + (now() - begun) * factor
    time.monotonic = lambda: ticking() * factor
    time.sleep = lambda seconds: sleep(seconds / factor)
    socket.socket.settimeout = lambda self, seconds: settimeout(  # type: ignore[method-assign]
        self, seconds / patience if seconds else seconds
    )


if "HURRY" in os.environ:
    _hurry(*map(float, os.environ["HURRY"].split(":")))
