"""`ucops export`: out to a spreadsheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ucops.app.spreadsheet import WHAT, export
from ucops.cli.common import as_of_option, common_options, session, snapshot_option


@click.command()
@click.argument("what", type=click.Choice(WHAT))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file, whose ending says the format: .xlsx, .csv or .json.",
)
@snapshot_option()
@as_of_option()
@common_options
def command(what: str, output: Path, snapshot: Path | None, as_of: dt.date | None) -> None:
    """Write the tracking of the BOM, the teams, the links or the requirements as a spreadsheet.

    `all` as CSV is a folder. What ucops import reads back are the fields; state, responsible and
    issue are for reading.
    """
    for path in export(session().run(), what, output, snapshot, as_of):
        session().say(f"wrote {path}")
