"""`ucops codeowners`: who is asked to review a change of a use case's file."""

from __future__ import annotations

from pathlib import Path

import click

from ucops.app.team import codeowners
from ucops.cli.common import FILE, common_options, session
from ucops.cli.output import give


@click.command()
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="SLUG",
    help="Whose seats answer for a file; repeatable (default: the first role).",
)
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", help="Write them into this file; other lines stay."
)
@common_options
def command(roles: tuple[str, ...], output: Path | None) -> None:
    """Write CODEOWNERS lines from the teams: a line for each use case's file."""
    give(codeowners(session().run(), roles, output))
