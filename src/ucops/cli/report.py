"""`ucops report`: render the roadmap, its pages and charts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ucops.app.report import Reported, report
from ucops.cli.common import (
    as_of_option,
    cache_option,
    common_options,
    end_with,
    format_option,
    session,
    snapshot_option,
)
from ucops.cli.output import give, show
from ucops.prose.visible import printable


@click.command()
@snapshot_option()
@as_of_option()
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if a file is not current.")
@format_option("text", "json")
@cache_option()
@common_options
def command(snapshot: Path | None, as_of: dt.date | None, *, check: bool, format_: str) -> None:
    """Render the roadmap, a page a use case, the charts and the index.

    The same files, the same snapshot and the same day give the same bytes; a file that would say
    nothing new is left alone. A file in its place that ucops did not render is never overwritten.
    With neither a token nor a snapshot, states are what the files alone say.
    """
    reported = report(session().run(), snapshot, as_of, check=check)
    if format_ == "json":
        give(reported.as_json)
    else:
        _show(reported)
    end_with(int(check and bool(reported.stale)))


def _show(reported: Reported) -> None:
    found = reported.stale
    for paths, done, needed in (
        (found.changed, "written", "is not current"),
        (found.removed, "removed", "is left over"),
    ):
        for path in paths:
            show(printable(f"{done} {path}" if reported.written else f"{path} {needed}") + "\n")
    if not found:
        session().say(f"{reported.home} and the other {reported.total - 1} files are current")
    elif not reported.written:
        session().say("bring them up to date with: ucops report")
