"""`ucops assets`: finished and planned collateral over all use cases."""

from __future__ import annotations

from pathlib import Path

import click

from ucops.app.library import list_assets
from ucops.cli.common import common_options, format_option, session, snapshot_option
from ucops.cli.output import give, show
from ucops.cli.terminal import look
from ucops.model.values import AUDIENCES, STAGES
from ucops.pages.terminal.layout import laid_out


@click.command()
@click.option("--stage", type=click.Choice(STAGES), help="For this stage of the buyer's journey.")
@click.option("--audience", type=click.Choice((*AUDIENCES, "internal")), help="For this audience.")
@click.option("--persona", metavar="SLUG", help="Made for somebody in particular.")
@click.option("--type", metavar="SLUG", help="Of this collateral type.")
@click.option("--requirement", metavar="SLUG", help="Showing this market requirement.")
@click.option("--use-case", metavar="ID", help="Of this use case.")
@click.option(
    "--state", "kind", type=click.Choice(("done", "open", "stale")), help="How far it is."
)
@click.option("--gaps", "only_gaps", is_flag=True, help="Stages and audiences with nothing at all.")
@snapshot_option("Read what is finished from this saved snapshot.")
@format_option("text", "markdown", "json")
@common_options
def command(snapshot: Path | None, format_: str, *, only_gaps: bool, **asked: str | None) -> None:
    """List finished and planned collateral over all use cases; a shared piece once."""
    found = list_assets(session().run(), asked, snapshot, format_, only_gaps=only_gaps)
    if isinstance(found, str):
        give(found)
    else:
        show(laid_out([found], **look()), color=session().color)
