"""`ucops validate`: check everything, and show every problem at its place."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import time
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from ucops.app.mending import Mending, check_options, mend_files, mending_options, show_diff
from ucops.cli.common import common_options, session
from ucops.cli.output import give, show

if TYPE_CHECKING:
    from ucops.pages.findings.report import Report
    from ucops.reading.load import Loaded
    from ucops.rules.engine.check import Checked

FORMATS = ("text", "json", "github", "sarif")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For a person, a program, GitHub Actions or code scanning.",
)
@click.option("--strict", is_flag=True, help="Let warnings stand in the way, too.")
@click.option("--changed-since", metavar="REF", help="Report only on files changed since REF.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to judge ages on (default: today, UTC).",
)
@mending_options
@common_options
def command(
    paths: tuple[Path, ...],
    format_: str,
    *,
    strict: bool,
    changed_since: str | None,
    as_of: dt.datetime | None,
    **mending: Unpack[Mending],
) -> None:
    """Check every use case; every problem in one run.

    With PATH, only what concerns these files or folders is reported; what they refer to is
    checked all the same, and the last line counts the errors in other files. With
    --changed-since, errors that the change brings into other files are reported, too. With
    --quiet, text names only what stands in the way; with --verbose, stderr tells what was looked
    at and what is silenced. Ends with 1 when something must be corrected, with 2 when nothing
    could be checked. With --fix, that is judged by what is left; with --diff, it ends with 1 when
    anything would change.
    """
    from ucops.app.selection import selected  # noqa: PLC0415 - see above
    from ucops.pages.findings import REPORTERS  # noqa: PLC0415 - see above
    from ucops.reading.load import load  # noqa: PLC0415 - the help page does not need it

    check_options(format_, mending)
    root, started = session().root, time.perf_counter()
    loaded = load(root)
    known = loaded.sources.keys() | {problem.file for problem in loaded.problems}
    only = selected(root, paths, changed_since, known)
    files = loaded.sources.keys() if only is None else loaded.sources.keys() & only
    if mending["diff"]:
        click.get_current_context().exit(int(show_diff(root, files, guess=mending["guess"])))
    if mending["fix"]:
        mend_files(root, files, guess=mending["guess"])
        loaded = load(root)
    checked = _checked(loaded, as_of)
    if session().verbosity > 0:
        _tell(loaded, checked, only, time.perf_counter() - started)
    brought_since = changed_since if not paths else None
    shown = _report(loaded, checked, only, brought_since, strict=strict, text=format_ == "text")
    (show if format_ == "text" else give)(REPORTERS[format_](shown))
    if format_ == "github":
        _summarise(shown)
    if not shown.mergeable:
        click.get_current_context().exit(1)


def _checked(loaded: Loaded, as_of: dt.datetime | None) -> Checked:
    from ucops.app.measuring import body_lengths  # noqa: PLC0415 - see above
    from ucops.rules.engine.check import checked  # noqa: PLC0415 - see above

    day = as_of.date() if as_of else dt.datetime.now(dt.UTC).date()
    return checked(loaded, as_of=day, body_length=body_lengths(loaded.root, loaded.catalog))


def _tell(loaded: Loaded, checked: Checked, only: Collection[str] | None, seconds: float) -> None:
    from ucops.app.telling import told  # noqa: PLC0415 - see above

    for line in told(loaded, checked, only, seconds):
        session().say(line)


def _report(
    loaded: Loaded,
    checked: Checked,
    only: Collection[str] | None,
    ref: str | None,
    *,
    strict: bool,
    text: bool,
) -> Report:
    """What is to be shown; with a commit to compare with, also what breaks in other files."""
    from ucops.app.selection import brought_elsewhere  # noqa: PLC0415 - see above
    from ucops.fix.files import count_mendable  # noqa: PLC0415 - see above
    from ucops.pages.findings.report import report  # noqa: PLC0415 - see above

    findings = checked.findings
    if only is not None and ref is not None:
        elsewhere = frozenset(brought_elsewhere(loaded.root, ref, findings, only))
        findings = tuple(one for one in findings if one.file in only or one in elsewhere)
        only = {*only, *(one.file for one in elsewhere)}
    files = loaded.sources.keys() if only is None else loaded.sources.keys() & only
    left = () if only is None else (one for one in checked.findings if one.file not in only)
    return report(
        loaded,
        findings,
        only=only,
        mendable=count_mendable(loaded, files) if text else 0,
        strict=strict,
        color=session().color is not False and sys.stdout.isatty(),
        width=shutil.get_terminal_size().columns,
        prefix=_prefix(loaded.root),
        quiet=session().quiet,
        elsewhere=sum(one.severity == "error" for one in left),
    )


def _summarise(shown: Report) -> None:
    """Put everything on the summary page of a workflow run, where there is one to write to."""
    from ucops.pages.findings.summary import render_summary  # noqa: PLC0415 - see above

    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        text = render_summary(shown)
        try:
            with Path(file).open("a", encoding="utf-8") as summary:
                summary.write(text)
        except OSError as error:
            session().say(f"the summary of the run cannot be written: {error.strerror}")


def _prefix(root: Path) -> str:
    """The way from the workspace to the root, where the root lies below it."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    here = root.resolve()
    inside = here != workspace and here.is_relative_to(workspace)
    return f"{here.relative_to(workspace).as_posix()}/" if inside else ""
