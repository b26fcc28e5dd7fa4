"""`ucops report`: render the roadmap, its pages and charts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ucops.cli.common import common_options, session
from ucops.cli.output import give, show
from ucops.prose.visible import json_text, printable

if TYPE_CHECKING:
    from ucops.pages.roadmap.files import Stale


@click.command()
@click.option(
    "--snapshot",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Read this saved snapshot instead of GitHub.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to judge on (default: today, UTC).",
)
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if a file is not current.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For a person or a program.",
)
@common_options
def command(snapshot: Path | None, as_of: dt.datetime | None, *, check: bool, format_: str) -> None:
    """Render the roadmap, a page a use case, the charts and the index.

    The same files, the same snapshot and the same day give the same bytes; a file that would say
    nothing new is left alone. A file in its place that ucops did not render is never overwritten.
    """
    from ucops.app.reading import read_programme  # noqa: PLC0415 - the help page does not need it
    from ucops.pages.roadmap.files import stale, write  # noqa: PLC0415 - see above
    from ucops.pages.roadmap.render import render_report  # noqa: PLC0415 - see above
    from ucops.pages.templating import folders  # noqa: PLC0415 - see above

    root = session().root
    programme = read_programme(root, snapshot, as_of)
    paths = programme.config.paths
    files = render_report(programme, folders(root, paths.templates))
    found = stale(root, paths.pages, files)
    if not check:
        write(root, files, found)
    _show(found, len(files), paths.report, check=check, as_json=format_ == "json")
    if check and found:
        click.get_current_context().exit(1)


def _show(found: Stale, total: int, home: str, *, check: bool, as_json: bool) -> None:
    if as_json:
        facts = {
            "version": 1,
            "current": not found,
            "written": not check,
            "changed": list(found.changed),
            "removed": list(found.removed),
        }
        give(json_text(facts))
        return
    verbs = ("is not current", "is left over") if check else ("written", "removed")
    for verb, paths in zip(verbs, (found.changed, found.removed), strict=True):
        for path in paths:
            show(printable(f"{path} {verb}" if check else f"{verb} {path}") + "\n")
    if not found:
        session().say(f"{home} and the other {total - 1} files are current")
    elif check:
        session().say("bring them up to date with: ucops report")
