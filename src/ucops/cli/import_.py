"""`ucops import`: in from a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from ucops.app.spreadsheet import import_, load_mapping, propose_mapping
from ucops.cli.common import EXISTING_FILE, common_options, end_with, format_option, session
from ucops.cli.output import give, show
from ucops.errors import UsageError
from ucops.pages.imported import as_json, shown


@click.command(name="import")
@click.argument("file", type=EXISTING_FILE)
@click.option("--map", "mapping", type=EXISTING_FILE, metavar="FILE", help="What its columns mean.")
@click.option("--propose-map", "propose", is_flag=True, help="Print a mapping to correct.")
@click.option("--dry-run", is_flag=True, help="Show the difference and write nothing.")
@click.option("--skip-bad", is_flag=True, help="Write what fits and leave out what does not.")
@format_option("text", "json")
@common_options
def command(
    file: Path,
    mapping: Path | None,
    format_: str,
    *,
    propose: bool,
    dry_run: bool,
    skip_bad: bool,
) -> None:
    """Put what is new in a spreadsheet into the use cases' files; comments and layout stay.

    FILE is what ucops export writes (.xlsx, .csv, .json), or a sheet of any shape with --map.
    When anything does not fit, nothing is written, and it ends with 1.
    """
    if propose and (mapping or dry_run or skip_bad):
        raise UsageError("--propose-map only prints a mapping", "leave the other options out")
    run = session().run()
    if propose:
        give(propose_mapping(run, file))
        return
    known = load_mapping(mapping) if mapping else None
    done = import_(run, file, known, dry_run=dry_run, skip_bad=skip_bad)
    if format_ == "json":
        give(as_json(done.rows, done.changes, done.bad, done.diff, written=done.written))
    else:
        if dry_run:
            give(done.diff)
        show(shown(done.rows, done.changes, done.bad, written=done.written), err=True)
    end_with(1 if done.bad else 0)
