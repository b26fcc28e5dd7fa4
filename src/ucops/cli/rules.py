"""`ucops rules`: list the rules, or explain one with a wrong and a right example."""

from __future__ import annotations

import shutil
import sys

import click

from ucops.app.rules import chosen
from ucops.cli.common import common_options, format_option, session
from ucops.cli.output import give
from ucops.pages.findings.listing import explained, listed, plain


@click.command()
@click.argument("name", required=False)
@format_option("text", "json")
@common_options
def command(name: str | None, format_: str) -> None:
    """List the rules, or explain the one called NAME."""
    rules = chosen(name)
    if format_ == "json":
        give(plain(rules))
        return
    color = session().color is not False and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns
    shown = listed if name is None else explained
    click.echo(shown(rules, color=color, width=width), nl=False)
