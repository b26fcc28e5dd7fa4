"""`ucops team`: who holds which seat."""

from __future__ import annotations

import click

from ucops.app.team import team
from ucops.cli.common import common_options, format_option, session
from ucops.cli.output import give, show
from ucops.cli.terminal import look
from ucops.pages.terminal.layout import laid_out


@click.command()
@click.option("--person", metavar="LOGIN", help="Only the seats of one person, as a backup too.")
@click.option("--open", "only_open", is_flag=True, help="Only seats that nobody holds.")
@format_option("text", "markdown", "json")
@common_options
def command(person: str | None, format_: str, *, only_open: bool) -> None:
    """Show who holds which seat in which use case, and which are open.

    A seat that the team leaves open is its role's lead's, where there is one.
    """
    found = team(session().run(), person, format_, only_open=only_open)
    if isinstance(found, str):
        give(found)
    else:
        show(laid_out([found], **look()), color=session().color)
