"""Work on many things of one kind, half of it in a process of its own where that pays."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, TypeVar

PAYS = 200
"""Things from which on a second process is worth its start, of some milliseconds each."""
Thing = TypeVar("Thing")
Say = Callable[[str], None]


def in_halves(
    things: Sequence[Thing], work: Callable[[Thing], object], say: Say
) -> Iterator[tuple[int, Any]]:
    """Do some work on each of many things; half of it on another processor, where there is one.

    What the other process could not do is done here, so that nothing is lost with it.

    Args:
        things: What to work on.
        work: Makes something of one of them that JSON can hold. It must not change anything that
            the rest of the program looks at.
        say: Told when the other process ended early.

    Yields:
        The number of each thing, and what was made of it, as it is or as JSON gives it back.
    """
    middle = len(things) // 2 if _pays(len(things)) else len(things)
    other = _forked(things[middle:], work) if middle < len(things) else None
    if other is None:
        yield from ((at, work(thing)) for at, thing in enumerate(things))
        return
    process, results = other
    with results:
        try:
            yield from ((at, work(thing)) for at, thing in enumerate(things[:middle]))
        except BaseException:
            with suppress(OSError):
                os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)
            raise
        _, status = os.waitpid(process, 0)
        results.seek(0)
        done = middle
        for line in results:
            if line.endswith("\n"):  # else the process was stopped while it wrote
                yield done, json.loads(line)
                done += 1
    if status:
        say(f"a second process that read files {_how(status)}: the rest is read in this one")
    yield from ((at, work(things[at])) for at in range(done, len(things)))


def _pays(count: int) -> bool:
    """Whether a second process is worth it: on other systems it does not begin as a copy."""
    return count >= PAYS and sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _forked(things: Sequence[Thing], work: Callable[[Thing], object]) -> tuple[int, IO[str]] | None:
    """The process that works on things, and the file that it writes to; None where none starts."""
    try:
        results = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed by the caller
    except OSError:
        return None
    try:
        process = os.fork()
    except OSError:
        results.close()
        return None
    if process:
        return process, results
    code = 1
    try:
        for thing in things:
            results.write(f"{json.dumps(work(thing))}\n")
        results.flush()
        code = 0
    finally:
        os._exit(code)


def _how(status: int) -> str:
    """How a process ended."""
    code = os.waitstatus_to_exitcode(status)
    return f"was stopped by signal {-code}" if code < 0 else f"failed with code {code}"
