"""`ucops show`: one use case as a brief."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ucops.app.library import READERS, show
from ucops.cli.common import as_of_option, common_options, format_option, session, snapshot_option
from ucops.cli.output import give
from ucops.cli.output import show as put_out
from ucops.cli.terminal import look
from ucops.pages.terminal.layout import laid_out


@click.command()
@click.argument("use_case", metavar="ID")
@click.option(
    "--for",
    "reader",
    type=click.Choice(READERS),
    default="sales",
    show_default=True,
    help="Who reads it.",
)
@snapshot_option("Read how far the work is from this saved snapshot.")
@as_of_option()
@format_option("text", "markdown", "json")
@common_options
def command(
    use_case: str, reader: str, snapshot: Path | None, as_of: dt.date | None, format_: str
) -> None:
    """Show one use case as a brief for sales, product, executives or marketing.

    Proof that may not be shown outside is marked as internal; on a workflow's runner it is left
    out.
    """
    found = show(session().run(), use_case, reader, snapshot, as_of, format_)
    if isinstance(found, str):
        give(found)
    else:
        put_out(laid_out([found], **look()), color=session().color)
