"""What rich shows in a terminal: a console that honours our options, and a bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ucops.cli.common import session
from ucops.sync.apply import Outcome


def console(*, stderr: bool = False) -> Console:
    """A rich console that honours the colour options and NO_COLOR."""
    colors: Literal["auto"] | None = None if session().color is False else "auto"
    return Console(stderr=stderr, color_system=colors, highlight=False)


@contextmanager
def progress(total: int) -> Iterator[Callable[[Outcome], None]]:
    """A bar on a terminal; elsewhere, with --verbose, a line for each change."""
    screen = console(stderr=True)
    if session().quiet or not screen.is_terminal:
        yield _said if session().verbosity > 0 else lambda _outcome: None
        return
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
