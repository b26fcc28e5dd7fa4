"""`ucops measures`: how we know that a use case worked."""

from __future__ import annotations

import datetime as dt

import click

from ucops.app.edit import add_measure
from ucops.cli.common import common_options, date_option, session


@click.group()
@common_options
def command() -> None:
    """Note the values of a use case's measures."""


@command.command()
@click.argument("use_case", metavar="ID")
@click.argument("key")
@click.argument("value", type=float)
@date_option("--date", "The day it was measured on (default: today, UTC).")
@common_options
def add(use_case: str, key: str, value: float, date: dt.date | None) -> None:
    """Note that the measure KEY of the use case ID has this VALUE.

    A value that is noted for that day already is replaced. The file's layout and comments stay.
    """
    session().say(add_measure(session().run(), use_case, key, value, date))
