"""`ucops sync`: make GitHub match the files."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click

from ucops.app.wishes import Wishes
from ucops.cli.common import common_options
from ucops.cli.plan import FORMATS

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--dry-run", is_flag=True, help="Show the plan and end.")
@click.option("--yes", is_flag=True, help="Do not ask; needed where nobody can answer.")
@click.option("--only", multiple=True, metavar="ID", help="Only this use case; may be repeated.")
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
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For a person, a program, or a comment on GitHub.",
)
@common_options
def command(**wishes: Unpack[Wishes]) -> None:
    """Make GitHub match the files.

    On a terminal the plan is shown and you are asked; elsewhere --yes is needed. A run that is
    stopped at any moment can be run again and goes on from there.
    """
    from ucops.app.syncing import sync  # noqa: PLC0415 - the help page does not need it

    code = sync(wishes)
    if code:
        click.get_current_context().exit(code)
