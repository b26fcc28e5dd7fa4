"""`ucops preview`: what a branch changes, for its pull request."""

from __future__ import annotations

import datetime as dt

import click

from ucops.cli.common import common_options, session
from ucops.cli.output import give


@click.command()
@click.option(
    "--base",
    "ref",
    required=True,
    metavar="REF",
    help="Compare with the commit at which this branch left REF, such as origin/main.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="For a pull request or a program.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to judge on (default: today, UTC).",
)
@common_options
def command(ref: str, format_: str, as_of: dt.datetime | None) -> None:
    """Show what this branch changes, for its pull request.

    Findings, use cases and items that are new, changed, removed or renamed, coverage and
    readiness before and after. With GITHUB_TOKEN and a repository also what sync would do; where
    GitHub cannot be reached, a sentence says so and nothing else changes.

    Uncommitted changes count. Nothing is checked out and nothing is written. Ends with 1 when an
    error stands in the way of a merge, as validate does.
    """
    from ucops.app.previewing import shown  # noqa: PLC0415 - the help page does not need it

    day = as_of.date() if as_of else dt.datetime.now(dt.UTC).date()
    text, mergeable = shown(session().root, ref, format_, day)
    give(text)
    if not mergeable:
        click.get_current_context().exit(1)
