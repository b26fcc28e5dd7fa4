"""`ucops validate`: check everything, and show every problem at its place."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from ucops.cli.changed import changed_since as files_changed_since
from ucops.cli.common import common_options, session
from ucops.cli.mending import Mending, check_options, mend_files, mending_options, show_diff
from ucops.errors import UsageError

if TYPE_CHECKING:
    from ucops.rules.report import Report

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
    paths: tuple[Path, ...], format_: str, *, strict: bool, changed_since: str | None,
    as_of: dt.datetime | None, **mending: Unpack[Mending],
) -> None:  # fmt: skip
    """Check every use case; every problem in one run.

    With PATH, only what concerns these files or folders is reported; what they refer to is
    checked all the same. With --quiet, text names only what stands in the way. Ends with 1 when
    something must be corrected, with 2 when nothing could be checked. With --fix, that is judged
    by what is left; with --diff, it ends with 1 when anything would change.
    """
    from ucops.catalog.load import load  # noqa: PLC0415 - the help page does not need it
    from ucops.cli.measuring import body_lengths  # noqa: PLC0415 - see above
    from ucops.fix.files import count_mendable  # noqa: PLC0415 - see above
    from ucops.rules.check import check  # noqa: PLC0415 - see above
    from ucops.rules.report import report  # noqa: PLC0415 - see above
    from ucops.rules.reporters import REPORTERS  # noqa: PLC0415 - see above

    check_options(format_, mending)
    root = session().root
    loaded = load(root)
    only = _only(root, paths, changed_since, loaded.sources)
    files = loaded.sources.keys() if only is None else loaded.sources.keys() & only
    if mending["diff"]:
        click.get_current_context().exit(int(show_diff(root, files, guess=mending["guess"])))
    if mending["fix"]:
        mend_files(root, files, guess=mending["guess"])
        loaded = load(root)
    day = as_of.date() if as_of else dt.datetime.now(dt.UTC).date()
    shown = report(
        loaded,
        check(loaded, as_of=day, body_length=body_lengths(root, loaded.catalog)),
        only=only,
        mendable=0 if format_ != "text" else count_mendable(loaded, files),
        strict=strict,
        color=session().color is not False and sys.stdout.isatty(),
        width=shutil.get_terminal_size().columns,
        prefix=_prefix(root),
        quiet=session().quiet,
    )
    click.echo(REPORTERS[format_](shown), nl=False)
    if format_ == "github":
        _summarise(shown)
    if not shown.mergeable:
        click.get_current_context().exit(1)


def _summarise(shown: Report) -> None:
    """Put everything on the summary page of a workflow run, where there is one."""
    from ucops.rules.reporters.summary import render_summary  # noqa: PLC0415 - see above

    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(render_summary(shown))


def _only(
    root: Path, paths: tuple[Path, ...], ref: str | None, known: Collection[str]
) -> Collection[str] | None:
    """The files to report on, relative to the root; None for all of them."""
    if not paths and ref is None:
        return None
    only = _below(root, paths) if paths else None
    changed = files_changed_since(root, ref) if ref is not None else None
    if only is None:
        return changed
    named = {file for file in known if any(_is_in(file, path) for path in only)}
    return named if changed is None else named & changed


def _below(root: Path, paths: tuple[Path, ...]) -> list[str]:
    below = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no {path}", "name a file or folder of this repository")
        try:
            below.append(path.resolve().relative_to(root.resolve()).as_posix())
        except ValueError:
            if Path(os.path.normpath(path.absolute())).is_relative_to(root.absolute()):
                message = f"{path} leads out of {root} by a symbolic link"
                hint = "put a copy in the link's place, or name another file"
                raise UsageError(message, hint) from None
            raise UsageError(f"{path} is not below {root}", "name a file or folder there") from None
    return below


def _is_in(file: str, path: str) -> bool:
    return path in (".", file) or file.startswith(f"{path}/")


def _prefix(root: Path) -> str:
    """The way from the workspace to the root, where the root lies below it."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    here = root.resolve()
    inside = here != workspace and here.is_relative_to(workspace)
    return f"{here.relative_to(workspace).as_posix()}/" if inside else ""
