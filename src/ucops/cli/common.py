"""What every command shares: its common options, where the files are, and its two voices."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ucops.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from ucops.app.run import Run

CONFIG_NAME = "ucops.yaml"
Function = TypeVar("Function", bound=Callable[..., Any])


class PathType(click.Path):
    """A path as pathlib has it, which is imported once there is one and not for a help page."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Check the path as click does."""
        from pathlib import Path  # noqa: PLC0415 - see above

        return Path(os.fsdecode(super().convert(value, param, ctx)))


FILE = PathType(dir_okay=False)
EXISTING_FILE = PathType(exists=True, dir_okay=False)


class Session:
    """The common options of one invocation, whether given before or after the command's name.

    Attributes:
        start: The folder of `--root`.
        verbosity: How often `--verbose` was given, less how often `--quiet` was.
        listing: The file of `--cache`, for a command that only reads it.
        color: Whether to show colours; None leaves that to the terminal.
    """

    def __init__(self) -> None:
        self.start: Path | None = None
        self.verbosity = 0
        self.listing: Path | None = None
        self.color: bool | None = None
        self._root: Path | None = None

    @property
    def root(self) -> Path:
        """The folder that holds `ucops.yaml`: the one given, else the nearest one upwards."""
        if self._root is None:
            self._root = self.start or _nearest_root(_cwd())
        return self._root

    @property
    def here(self) -> Path:
        """The same folder, or this one where there is no `ucops.yaml` yet."""
        try:
            return self.root
        except UsageError:
            return _cwd()

    @property
    def quiet(self) -> bool:
        """Whether only data and errors are wanted."""
        return self.verbosity < 0

    def say(self, text: str) -> None:
        """Tell a person something on stderr, unless they asked for quiet."""
        from ucops.cli.output import said  # noqa: PLC0415 - not needed for the help page

        if not self.quiet:
            said(text, color=self.color)

    def run(self, sleep: Callable[[float], None] = time.sleep, *, root: Path | None = None) -> Run:
        """What a recipe is handed; a root for one that needs no `ucops.yaml` yet."""
        from ucops.app.run import Run  # noqa: PLC0415 - not needed for the help page

        return Run(
            root=root or self.root,
            environment=os.environ,
            say=self.say,
            trace=self.say if self.verbosity > 1 else lambda _text: None,
            sleep=sleep,
            listing=self.listing,
        )


def _cwd() -> Path:
    from pathlib import Path  # noqa: PLC0415 - not needed for the help page

    return Path.cwd()


def _nearest_root(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    raise UsageError(
        f"no {CONFIG_NAME} in {start} or any folder above it",
        "name the folder with --root, or set one up: ucops init",
    )


def session() -> Session:
    """The session of the running command."""
    return click.get_current_context().ensure_object(Session)


def _root(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        session().start = value


def _louder(ctx: click.Context, _param: click.Parameter, value: int) -> None:
    ctx.ensure_object(Session).verbosity += value


def _quieter(ctx: click.Context, _param: click.Parameter, value: int) -> None:
    ctx.ensure_object(Session).verbosity -= value


def _colorless(
    ctx: click.Context,
    _param: click.Parameter,
    value: bool,  # noqa: FBT001 - as click calls it
) -> None:
    if value or os.environ.get("NO_COLOR"):
        ctx.ensure_object(Session).color = False
        ctx.find_root().color = ctx.color = False


def common_options(function: Function) -> Function:
    """Add the options that every command has, before or after its name."""
    directory = PathType(exists=True, file_okay=False)
    for option in (
        click.help_option("-h", "--help"),  # click's own one is what its first caller makes of it
        click.option(
            "--no-color",
            is_flag=True,
            expose_value=False,
            callback=_colorless,
            help="Never colour the output (NO_COLOR does the same).",
        ),
        click.option(
            "-v",
            "--verbose",
            count=True,
            expose_value=False,
            callback=_louder,
            help="Say more; twice for every request.",
        ),
        click.option(
            "-q",
            "--quiet",
            count=True,
            expose_value=False,
            callback=_quieter,
            help="Say only what went wrong.",
        ),
        click.option(
            "--root",
            type=directory,
            metavar="DIR",
            expose_value=False,
            callback=_root,
            help="The folder with ucops.yaml (default: the nearest one upwards).",
        ),
    ):
        function = option(function)
    return function


def format_option(
    *formats: str, words: str = "For a person or a program."
) -> Callable[[Function], Function]:
    """Add `--format`; the first format is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=words,
    )


def as_of_option(
    words: str = "The day to judge on (default: today, UTC).",
) -> Callable[[Function], Function]:
    """Add `--as-of`, a day."""
    return date_option("--as-of", words)


def date_option(name: str, words: str) -> Callable[[Function], Function]:
    """Add an option that takes a day, None where it is not given."""

    def day(
        _ctx: click.Context, _param: click.Parameter, value: dt.datetime | None
    ) -> dt.date | None:
        return value.date() if value else None

    return click.option(
        name, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", callback=day, help=words
    )


def only_option() -> Callable[[Function], Function]:
    """Add `--only`."""
    return click.option(
        "--only",
        multiple=True,
        metavar="ID",
        help="Only these use cases: repeat it, or put commas between ids.",
    )


def snapshot_option(
    words: str = "Read this saved snapshot instead of GitHub.",
) -> Callable[[Function], Function]:
    """Add `--snapshot`."""
    return click.option("--snapshot", type=EXISTING_FILE, metavar="FILE", help=words)


def cache_option() -> Callable[[Function], Function]:
    """Add `--cache` for commands that only read."""

    def named(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
        session().listing = value

    return click.option(
        "--cache",
        type=FILE,
        metavar="FILE",
        expose_value=False,
        callback=named,
        help="Start from the listing that sync --cache keeps there; it is only read.",
    )


def is_terminal() -> bool:
    """Whether a person can be asked: both input and the voice to people are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def end_with(code: int) -> None:
    """End the command with an exit code; 0 goes on."""
    if code:
        click.get_current_context().exit(code)
