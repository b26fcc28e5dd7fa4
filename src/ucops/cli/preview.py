"""`ucops preview`: what a branch changes, for its pull request."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ucops.app.preview import preview
from ucops.cli.common import (
    FILE,
    as_of_option,
    cache_option,
    common_options,
    end_with,
    format_option,
    session,
)
from ucops.cli.output import give


@click.command()
@click.option(
    "--base",
    "ref",
    required=True,
    metavar="REF",
    help="Compare with the commit at which this branch left REF, such as origin/main.",
)
@format_option("markdown", "json", words="For a pull request or a program.")
@as_of_option()
@click.option(
    "--review", "kept", type=FILE, metavar="FILE", help="Keep there what a comment is made of."
)
@cache_option()
@common_options
def command(ref: str, format_: str, as_of: dt.date | None, kept: Path | None) -> None:
    """Show what this branch changes, for its pull request.

    Findings, use cases and items that are new, changed, removed or renamed, coverage and
    readiness before and after. With GITHUB_TOKEN and a repository also what sync would do; where
    GitHub cannot be reached, a sentence says so and nothing else changes.

    Uncommitted changes count. Nothing is checked out, and nothing is written but FILE. Ends with 1
    when an error stands in the way of a merge, as validate does.
    """
    text, mergeable = preview(session().run(), ref, format_, as_of, kept)
    give(text)
    end_with(int(not mergeable))
