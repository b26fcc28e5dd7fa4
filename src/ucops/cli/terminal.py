"""What the terminal is like, and the bar that it shows."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TypedDict

from ucops.cli.common import session

if TYPE_CHECKING:
    from rich.console import Console

    from ucops.sync.applied import Outcome


_FORCED = frozenset({"FORCE_COLOR", "TTY_COMPATIBLE"})
"""What makes rich show colours where there is no terminal."""


class Look(TypedDict):
    """Whether colours are shown, and in how many columns."""

    color: bool
    width: int


def look() -> Look:
    """How standard output wants a text to be laid out."""
    may = sys.stdout.isatty() or not _FORCED.isdisjoint(os.environ)
    color = may and console().color_system is not None
    return Look(color=color, width=shutil.get_terminal_size().columns)


def console(*, stderr: bool = False) -> Console:
    """A rich console that honours the colour options and NO_COLOR."""
    from rich.console import Console  # noqa: PLC0415 - slow to import, and rarely a terminal

    colors: Literal["auto"] | None = None if session().color is False else "auto"
    return Console(stderr=stderr, color_system=colors, highlight=False)


@contextmanager
def progress(total: int) -> Iterator[Callable[[Outcome], None]]:
    """A bar on a terminal; elsewhere, with --verbose, a line for each change."""
    screen = console(stderr=True)
    if session().quiet or not screen.is_terminal:
        yield _said if session().verbosity > 0 else lambda _outcome: None
        return
    from rich.progress import (  # noqa: PLC0415 - slow to import, and only sync shows a bar
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
    )

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", total=total)

        def advanced(outcome: Outcome) -> None:
            change = outcome.change
            bar.update(task, advance=1, description=f"{change.action} {change.key}")

        yield advanced


def _said(outcome: Outcome) -> None:
    change = outcome.change
    number = f" #{outcome.number}" if outcome.number else ""
    session().say(f"{outcome.status}: {change.action} {change.kind} {change.key}{number}")
