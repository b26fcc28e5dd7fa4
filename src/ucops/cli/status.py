"""`ucops status`: progress in the terminal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ucops.cli.common import common_options, session
from ucops.cli.output import give, show


@click.command()
@click.argument("use_case", metavar="[ID]", required=False)
@click.option(
    "--snapshot",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Read this saved snapshot instead of GitHub.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to judge on (default: today, UTC).",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For a person or a program.",
)
@common_options
def command(
    use_case: str | None, snapshot: Path | None, as_of: dt.datetime | None, *, format_: str
) -> None:
    """Show how far the programme is, or with ID one use case."""
    from ucops.app.reading import read_programme  # noqa: PLC0415 - the help page does not need it
    from ucops.pages.terminal.status import as_json, shown  # noqa: PLC0415 - see above

    programme = read_programme(session().root, snapshot, as_of)
    if format_ == "json":
        give(as_json(programme, use_case))
    else:
        console = session().console()
        with console.capture() as captured:
            console.print(shown(programme, use_case))
        show(captured.get(), color=session().color)
