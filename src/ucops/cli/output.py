"""The one way out: whatever is printed leaves here, and nothing of it steers a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Protocol

import click

from ucops.prose.visible import for_terminal, readable, unsteering, without_commands


class Line(Protocol):
    """A line of text and the colour it is shown in; an empty colour is none."""

    @property
    def text(self) -> str: ...  # noqa: D102 - see above
    @property
    def color(self) -> str: ...  # noqa: D102 - see above


def show(text: str, *, err: bool = False, color: bool | None = None) -> None:
    """Print styled text for a person; what others wrote in it starts no command of a runner.

    Args:
        text: Ends its last line itself. Text from files is to be made printable before it is
            styled.
        err: Whether it goes to standard error.
        color: Whether colours stay; None leaves that to the terminal.
    """
    click.echo(without_commands(unsteering(text, colored=True)), nl=False, err=err, color=color)


def said(text: str, *, color: bool | None = None) -> None:
    """Tell a person something on standard error, lines that others wrote included."""
    click.echo(for_terminal(text), err=True, color=color)


def give(text: str, *, exact: bool = False) -> None:
    """Print data, as UTF-8 whatever letters the terminal has.

    Args:
        text: JSON spells out what steers a terminal; elsewhere a visible sign stands for it. In a
            workflow no line of it is a command of the runner.
        exact: Whether every sign counts: a diff that another program carries out, or commands of
            the runner that are meant.
    """
    if not exact:
        text = unsteering(text)
        text = without_commands(text) if os.environ.get("GITHUB_ACTIONS") else text
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def put(shown: str | Iterable[Line], *, color: bool | None = None) -> None:
    """Print data as it is, and lines with their colours."""
    if isinstance(shown, str):
        give(shown)
    else:
        show(styled(shown), color=color)


def styled(lines: Iterable[Line]) -> str:
    """Lines with their colours."""
    return "".join(f"{_styled(line)}\n" for line in lines)


def _styled(line: Line) -> str:
    text = readable(line.text)
    if line.color == "bold":
        return click.style(text, bold=True)
    return click.style(text, fg=line.color) if line.color else text
