"""`ucops import`: in from a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from ucops.app.from_github import import_from_github
from ucops.app.spreadsheet import import_, load_mapping, propose_mapping
from ucops.cli.common import EXISTING_FILE, common_options, end_with, format_option, session
from ucops.cli.output import give, show
from ucops.errors import UsageError
from ucops.pages.imported import as_json, shown
from ucops.prose.visible import readable
from ucops.prose.words import counted


@click.command(name="import")
@click.argument("file", type=EXISTING_FILE, required=False)
@click.option(
    "--from-github",
    "selector",
    metavar="LABEL|MILESTONE|#ISSUE",
    help="Draft use cases from epics that exist, instead of a file.",
)
@click.option("--map", "mapping", type=EXISTING_FILE, metavar="FILE", help="What its columns mean.")
@click.option("--propose-map", "propose", is_flag=True, help="Print a mapping to correct.")
@click.option("--dry-run", is_flag=True, help="Show the difference and write nothing.")
@click.option("--skip-bad", is_flag=True, help="Write what fits and leave out what does not.")
@format_option("text", "json")
@common_options
def command(  # noqa: PLR0913 - one for each option
    file: Path | None,
    selector: str | None,
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

    With --from-github, epics and their sub-issues become drafts that name them with `issue:`, so
    that sync takes them over once their status is active.
    """
    if (file is None) == (selector is None):
        raise UsageError("name either a file or --from-github", "ucops import --help says more")
    if selector is not None:
        if mapping or propose or skip_bad or format_ == "json":
            raise UsageError("--from-github goes with --dry-run only", "leave the others out")
        _from_github(selector, dry_run=dry_run)
        return
    assert file is not None  # noqa: S101 - said above, for the type checker
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


def _from_github(selector: str, *, dry_run: bool) -> None:
    made = import_from_github(session().run(), selector, dry_run=dry_run)
    for one in made.drafts:
        if dry_run:
            give(one.text)
        said = f"{one.id}.yaml: {one.epic} and {counted(one.items, 'sub-issue')}"
        session().say(f"would write {said}" if dry_run else f"wrote {said}")
    for reason in made.left_out:
        session().say(f"left out: {readable(reason)}")
    end_with(0 if made.drafts else 1)
