"""`ucops digest`: what changed since a day, for the team's chat or a meeting."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ucops.app.digest import FORMATS, digest
from ucops.cli.common import as_of_option, common_options, format_option, session, snapshot_option
from ucops.cli.output import give, show


@click.command()
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    metavar="DATE",
    help="The first day that counts.",
)
@as_of_option("The last day that counts (default: today, UTC).")
@click.option(
    "--agenda",
    "use_case",
    metavar="ID",
    help="The agenda of this use case's activation team instead.",
)
@snapshot_option()
@format_option(*FORMATS, words="For a person, a page, Slack, or a program.")
@common_options
def command(
    since: dt.datetime,
    as_of: dt.date | None,
    use_case: str | None,
    snapshot: Path | None,
    format_: str,
) -> None:
    """Show what was finished, started, added and became late, and whose turn it is.

    It calls nobody: people stand in it by name. What was started is known from GitHub, else
    from the report that was committed before that day, else it is left out, and said to be.
    """
    shown = digest(session().run(), since.date(), as_of, use_case, snapshot, format_)
    if format_ == "text":
        show(shown)
    else:
        give(shown)
