"""The command line: one module a command, loaded only when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword

import click

from ucops import __version__
from ucops.cli.common import common_options
from ucops.cli.exits import mapped_to_exit_codes
from ucops.errors import UsageError

COMMANDS = {
    "init": "Set a repository up for use cases.",
    "new": "Begin a use case.",
    "doctor": "Say what is set up, what is missing, and how to mend it.",
    "validate": "Check every use case; every problem in one run.",
    "rules": "List the rules, or explain one.",
    "schema": "Print the JSON Schema for editors.",
    "preview": "Show what this branch changes, for its pull request.",
    "plan": "Show what sync would do; never write.",
    "sync": "Make GitHub match the files.",
    "adopt": "Take over an existing issue.",
    "status": "Show progress in the terminal.",
    "digest": "Show what changed since a day, for the team's chat.",
    "query": "Answer a question from the facts behind the report.",
    "report": "Render the roadmap, its pages and charts.",
    "snapshot": "Save what GitHub holds, for offline use.",
    "find": "Find the use cases that fit a prospect.",
    "show": "Show one use case as a brief.",
    "assets": "List finished and planned collateral, or the gaps.",
    "scenarios": "Write scenarios for tests, diagrams, documentation.",
    "team": "Show who holds which seat, and which are open.",
    "codeowners": "Write CODEOWNERS lines from the teams.",
    "export": "Write the programme as a spreadsheet.",
    "import": "Put what is new in a spreadsheet into the files.",
    "measures": "Note the values of a use case's measures.",
    "feedback": "Note what somebody said about a use case.",
    "ci": "Do what a workflow does around the others.",
    "demo": "Walk the whole way on an embedded GitHub.",
    "sandbox": "Serve the embedded GitHub alone.",
}
"""Every command's name and one-line summary, in the order of the help page."""


_WIDEST, _NARROWEST = 80, 50
"""Columns of help pages, as click has them."""


def command_of(name: str) -> click.Command:
    """Import a command; the module of one whose name Python keeps for itself ends in a line."""
    from ucops.text.collecting import no_collecting  # noqa: PLC0415 - for commands alone

    with no_collecting():
        module = import_module(f"ucops.cli.{name}_" if iskeyword(name) else f"ucops.cli.{name}")
    command: click.Command = module.command
    return command


class Commands(click.Group):
    """The group of commands: the help page imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the help page."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module, which holds a command of the same name."""
        del ctx
        if cmd_name not in COMMANDS:
            from ucops.likeness import nearest  # noqa: PLC0415 - only once something is wrong

            near = nearest(cmd_name, COMMANDS)
            raise UsageError(
                f"there is no command '{cmd_name}'",
                f"did you mean '{near}'?" if near else "ucops --help lists them",
            )
        return command_of(cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; whatever the outside world does wrong ends in an exit code."""
        with mapped_to_exit_codes():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the summaries without importing what they summarise."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="ucops")
@common_options
def ucops() -> None:
    """Use-case operations on GitHub.

    One YAML file per use case; ucops checks the files, keeps an epic and a sub-issue per
    deliverable on GitHub, and renders the roadmap.
    """


def help_width() -> int:
    """The width of help pages: what click works out, but without shutil and its archives."""
    try:
        columns = int(os.environ.get("COLUMNS") or 0) or os.get_terminal_size().columns
    except (ValueError, OSError):
        columns = 0
    return max(min(columns or _WIDEST, _WIDEST) - 2, _NARROWEST)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter shows its number
            stream.reconfigure(errors="backslashreplace")
    ucops(terminal_width=help_width())
