"""`ucops feedback`: what the field and the campaigns say about a use case."""

from __future__ import annotations

import datetime as dt

import click

from ucops.app.edit import add_feedback
from ucops.cli.common import common_options, date_option, session


@click.group()
@common_options
def command() -> None:
    """Note what somebody said about a use case."""


@command.command()
@click.argument("use_case", metavar="ID")
@click.argument("text")
@click.option(
    "--from", "source", required=True, metavar="WHO", help="field, campaign, or who said it."
)
@date_option("--date", "The day it was said on (default: today, UTC).")
@common_options
def add(use_case: str, text: str, source: str, date: dt.date | None) -> None:
    """Note what was said (TEXT) about the use case ID. The file's layout and comments stay."""
    session().say(add_feedback(session().run(), use_case, text, source, date))
