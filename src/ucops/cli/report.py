"""`ucops report`: render the roadmap, its pages and charts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ucops.app.report import Reported, report, report_with
from ucops.app.site import site as write_site
from ucops.cli.common import (
    EXISTING_FILE,
    FILE,
    as_of_option,
    cache_option,
    common_options,
    end_with,
    format_option,
    session,
    snapshot_option,
)
from ucops.cli.output import give, show
from ucops.disk import write_whole
from ucops.errors import UsageError
from ucops.prose.visible import printable


@click.command()
@snapshot_option()
@as_of_option()
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if a file is not current.")
@click.option("--template", type=EXISTING_FILE, help="Render this template of yours, only that.")
@click.option("-o", "--out", type=FILE, help="Where to write what --template makes.")
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write a small web site of the same pages into this folder instead.",
)
@format_option("text", "json")
@cache_option()
@common_options
def command(  # noqa: PLR0913 - one for each option
    snapshot: Path | None,
    as_of: dt.date | None,
    template: Path | None,
    out: Path | None,
    site: Path | None,
    *,
    check: bool,
    format_: str,
) -> None:
    """Render the roadmap, a page a use case, the charts and the index.

    The same files, the same snapshot and the same day give the same bytes; a file that would say
    nothing new is left alone. A file in its place that ucops did not render is never overwritten.
    With neither a token nor a snapshot, states are what the files alone say.

    With --template FILE, a Jinja2 template of your own makes one text of the same facts, which is
    printed, or written with -o; the report's own files stay as they are.
    """
    if out and not template:
        raise click.UsageError("-o says where to write what --template makes: name a template, too")
    if template:
        text = report_with(session().run(), snapshot, as_of, template)
        write_whole(out, text) if out else give(text)
        return
    if site is not None:
        _write_site(site, snapshot, as_of, alone=not check and format_ == "text")
        return
    reported = report(session().run(), snapshot, as_of, check=check)
    if format_ == "json":
        give(reported.as_json)
    else:
        _show(reported)
    end_with(int(check and bool(reported.stale)))


def _write_site(folder: Path, snapshot: Path | None, as_of: dt.date | None, *, alone: bool) -> None:
    if not alone:
        raise UsageError("--site goes with neither --check nor --format", "leave those out")
    count = write_site(session().run(), folder, snapshot, as_of)
    session().say(f"wrote {count} files; begin with {folder / 'index.html'}")


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
