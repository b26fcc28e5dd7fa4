"""`ucops sync`: make GitHub match the files."""

from __future__ import annotations

from typing import Unpack

import click

from ucops.app.plan import FORMATS, Planned
from ucops.app.sync import Person, Wishes, sync
from ucops.cli.common import (
    FILE,
    common_options,
    end_with,
    format_option,
    is_terminal,
    only_option,
    session,
)
from ucops.cli.interruption import Interruption
from ucops.cli.output import put, show, styled
from ucops.cli.terminal import progress
from ucops.errors import UsageError


@click.command()
@click.option("--dry-run", is_flag=True, help="Show the plan and end.")
@click.option("--yes", is_flag=True, help="Do not ask; needed where nobody can answer.")
@only_option()
@click.option("--expect", metavar="DIGEST", help="Refuse unless the plan is the one reviewed.")
@click.option("--force", is_flag=True, help="Waive the limits (never a conflict).")
@click.option(
    "--max-writes",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Stop after N writes; the next run goes on.",
)
@click.option("--close-orphans", is_flag=True, help="Close what the files do not want any more.")
@click.option("--cache", type=FILE, metavar="FILE", help="Keep the listing there between runs.")
@click.option("--journal", type=FILE, metavar="FILE", help="Append what was done, as JSON lines.")
@format_option(*FORMATS, words="For a person, a program, or a comment on GitHub.")
@common_options
def command(**wishes: Unpack[Wishes]) -> None:
    """Make GitHub match the files.

    Says first which repository it writes to, and who names it. On a terminal the plan is shown
    and you are asked; elsewhere --yes is needed. A run that is stopped at any moment can be run
    again and goes on from there. Where comments on issues say where a finished piece is, it shows
    the lines that put the address into the file, and leaves them to you.
    """
    if not (wishes["yes"] or wishes["dry_run"] or is_terminal()):
        hint = "look at the plan with --dry-run, then run with --yes"
        raise UsageError("nobody can be asked here", hint)
    interruption = Interruption()
    person = Person(
        agrees=_agrees,
        interrupts=lambda: interruption.asked,
        watches=lambda total: interruption.heeded(progress(total)),
    )
    synced = sync(session().run(interruption.sleep), wishes, person)
    if not synced.refused:
        shown = synced.shown(wishes["format_"], details=session().verbosity > 0)
        put(shown, color=session().color)
        session().say(f"look at {synced.planned.address}")
    end_with(synced.exit_code)


def _agrees(planned: Planned, where: str) -> bool:
    """Show the plan, and ask."""
    shown = planned.shown("text", details=session().verbosity > 0)
    text = shown if isinstance(shown, str) else styled(shown)
    show(text, err=True, color=session().color)
    return click.confirm(f"Do this in {where}?", err=True)
