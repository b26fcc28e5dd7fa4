"""`ucops rules`: list the rules, or explain one with a wrong and a right example."""

from __future__ import annotations

import shutil
import sys

import click

from ucops.cli.common import common_options, session
from ucops.cli.output import give
from ucops.errors import UsageError


@click.command()
@click.argument("name", required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For a person or a program.",
)
@common_options
def command(name: str | None, format_: str) -> None:
    """List the rules, or explain the one called NAME."""
    from ucops.pages.findings.listing import explained, listed, plain  # noqa: PLC0415 - not for --help
    from ucops.rules.engine.registry import rules  # noqa: PLC0415 - see above
    from ucops.rules.engine.wording import did_you_mean  # noqa: PLC0415 - see above

    if name is not None and name not in rules():
        hint = did_you_mean(name, rules(), "`ucops rules` lists them all")
        raise UsageError(f"there is no rule '{name}'", hint)
    chosen = [rules()[name]] if name is not None else list(rules().values())
    if format_ == "json":
        give(plain(chosen))
        return
    color = session().color is not False and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns
    show = explained if name is not None else listed
    click.echo(show(chosen, color=color, width=width), nl=False)
