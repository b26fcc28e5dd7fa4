"""What `ucops validate --fix` and `--diff` do with people's files."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from ucops.cli.common import Function, session
from ucops.cli.output import give, show
from ucops.errors import UsageError
from ucops.prose.visible import for_terminal

if TYPE_CHECKING:
    from ucops.fix.mend import Mended


class Mending(TypedDict):
    """The options on mending, as the help page explains them."""

    fix: bool
    diff: bool
    guess: bool


def mending_options(function: Function) -> Function:
    """Add the options on mending."""
    for option in (
        click.option("--guess", is_flag=True, help="Let --fix take the only likely name, too."),
        click.option(
            "--diff", is_flag=True, help="Show what --fix would change, and write nothing."
        ),
        click.option("--fix", is_flag=True, help="Mend what can only have been meant in one way."),
    ):
        function = option(function)
    return function


def check_options(format_: str, mending: Mending) -> None:
    """Refuse options that mean nothing together.

    Raises:
        UsageError: They do.
    """
    if mending["guess"] and not (mending["fix"] or mending["diff"]):
        raise UsageError("--guess says how to mend", "add --diff to see what it would do, or --fix")
    if mending["diff"] and format_ != "text":
        raise UsageError("--diff shows a diff and no findings", "leave --format out")


def mend_files(root: Path, files: Collection[str], *, guess: bool) -> None:
    """Mend files, and say which."""
    from ucops.fix.files import mended_files, write  # noqa: PLC0415 - the help page does not need it

    mended = mended_files(root, files, guess=guess)
    write(root, mended)
    if each := ", ".join(f"{file} ({one.count})" for file, one in mended.items() if one.changed):
        session().say(f"Mended {_total(mended)}: {each}.")
    _say_obstacles(mended)


def show_diff(root: Path, files: Collection[str], *, guess: bool) -> bool:
    """Show what mending would change, write nothing, and say whether that is anything."""
    from ucops.fix.files import diff, mended_files  # noqa: PLC0415 - see above

    mended = mended_files(root, files, guess=guess)
    put_diff(diff(mended))
    session().say(f"{_total(mended)} would be mended; nothing was written.")
    _say_obstacles(mended)
    return any(one.changed for one in mended.values())


def _say_obstacles(mended: Mapping[str, Mended]) -> None:
    """Say what is left to mend, file by file, and why."""
    for file, one in mended.items():
        if one.obstacle:
            left = "Not all" if one.changed else "Nothing"
            session().say(f"{left} is mended in {file}: {one.obstacle}.")


def put_diff(text: str) -> None:
    """Print a diff: exactly for a program, harmless for a terminal or the log of a workflow."""
    if sys.stdout.isatty() or os.environ.get("GITHUB_ACTIONS"):
        show(for_terminal(text))
    else:
        give(text)


def _total(mended: Mapping[str, Mended]) -> str:
    from ucops.rules.engine.wording import counted  # noqa: PLC0415 - see above

    changed = [one for one in mended.values() if one.changed]
    places = sum(one.count for one in changed)
    return f"{counted(places, 'place')} in {counted(len(changed), 'file')}"
