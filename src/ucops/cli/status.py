"""`ucops status`: progress in the terminal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ucops.app.status import status
from ucops.cli.common import (
    as_of_option,
    cache_option,
    common_options,
    format_option,
    session,
    snapshot_option,
)
from ucops.cli.output import give, show
from ucops.cli.terminal import look
from ucops.pages.terminal.layout import laid_out


@click.command()
@click.argument("use_case", metavar="[ID]", required=False)
@snapshot_option()
@as_of_option()
@format_option("text", "json")
@cache_option()
@common_options
def command(
    use_case: str | None, snapshot: Path | None, as_of: dt.date | None, format_: str
) -> None:
    """Show how far the programme is, or with ID one use case.

    With neither a token nor a snapshot, states are what the files alone say.
    """
    shown = status(session().run(), use_case, snapshot, as_of, format_)
    if isinstance(shown, str):
        give(shown)
        return
    show(laid_out([shown], **look()), color=session().color)
