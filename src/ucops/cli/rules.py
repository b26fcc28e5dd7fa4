"""`ucops rules`: list the rules, or explain one with a wrong and a right example."""

from __future__ import annotations

from typing import get_args

import click

from ucops.app.rules import chosen
from ucops.cli.common import common_options, format_option
from ucops.cli.output import give, show
from ucops.cli.terminal import look
from ucops.pages.findings.listing import explained, listed, plain
from ucops.pages.terminal.layout import laid_out
from ucops.rules.engine.finding import Family


@click.command()
@click.argument("name", required=False)
@click.option(
    "--family",
    type=click.Choice(get_args(Family)),
    metavar="FAMILY",
    help=f"List one family alone: {', '.join(get_args(Family))}.",
)
@click.option("--about", default="", metavar="WORD", help="List those that speak of a word.")
@format_option("text", "json")
@common_options
def command(name: str | None, family: str | None, about: str, format_: str) -> None:
    """List the rules, or explain the one called NAME."""
    rules = chosen(name, family or "", about)
    if format_ == "json":
        give(plain(rules))
        return
    shown = listed(rules) if name is None else explained(rules)
    show(laid_out(shown, **look()))
