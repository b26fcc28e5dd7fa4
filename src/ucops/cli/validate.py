"""`ucops validate`: check everything, and show every problem at its place."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from ucops.app.validate import Screen, Wishes, validate
from ucops.cli.common import (
    as_of_option,
    common_options,
    end_with,
    format_option,
    session,
    snapshot_option,
)
from ucops.cli.output import give, show
from ucops.cli.terminal import look
from ucops.prose.visible import for_terminal

if TYPE_CHECKING:
    from ucops.app.fix import Difference


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@format_option(
    "text",
    "json",
    "github",
    "sarif",
    words="For a person, a program, GitHub Actions or code scanning.",
)
@click.option("--strict", is_flag=True, help="Let warnings stand in the way, too.")
@click.option("--changed-since", metavar="REF", help="Report only on files changed since REF.")
@as_of_option("The day to judge ages on (default: today, UTC).")
@click.option("--fix", is_flag=True, help="Mend what can only have been meant in one way.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--guess", is_flag=True, help="Let --fix take the only likely name, too.")
@snapshot_option("Look there for the issues that the files name, instead of asking GitHub.")
@click.option("--no-cache", is_flag=True, help="Read every file anew, and keep nothing of it.")
@common_options
def command(**wishes: Unpack[Wishes]) -> None:
    """Check every use case; every problem in one run.

    With PATH, only what concerns these files or folders is reported; what they refer to is
    checked all the same, and the last line counts the errors in other files. With
    --changed-since, errors that the change brings into other files are reported, too. With
    --quiet, text names only what stands in the way; with --verbose, stderr tells what was looked
    at and what is silenced. Ends with 1 when something must be corrected, with 2 when nothing
    could be checked. With --fix, that is judged by what is left; with --diff, it ends with 1 when
    anything would change. With a token or --snapshot, issues and repositories that the files name
    and that are not there are reported, too.
    """
    screen = Screen(**look(), quiet=session().quiet, verbose=session().verbosity > 0)
    found = validate(session().run(), wishes, screen)
    if isinstance(found, tuple):
        text, mergeable = found
        if wishes["format_"] == "text":
            show(text)
        else:
            give(text, exact=wishes["format_"] == "github")
        end_with(int(not mergeable))
    else:
        _put_difference(found)
        end_with(int(found.is_any))


def _put_difference(found: Difference) -> None:
    """Print a diff: exactly for a program, harmless for a terminal or the log of a workflow."""
    if sys.stdout.isatty() or os.environ.get("GITHUB_ACTIONS"):
        show(for_terminal(found.text))
    else:
        give(found.text, exact=True)
