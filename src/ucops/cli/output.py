"""The two ways of printing: text for people, and data for programs."""

from __future__ import annotations

import click

from ucops.prose.visible import for_terminal, without_commands


def show(text: str, *, err: bool = False, color: bool | None = None) -> None:
    """Print styled text for a person; what others wrote in it starts no command of a runner.

    Args:
        text: Ends its last line itself. Text from files is to be made printable before it is
            styled.
        err: Whether it goes to standard error.
        color: Whether colours stay; None leaves that to the terminal.
    """
    click.echo(without_commands(text), nl=False, err=err, color=color)


def said(text: str, *, color: bool | None = None) -> None:
    """Tell a person something on standard error, lines that others wrote included."""
    click.echo(for_terminal(text), err=True, color=color)


def give(text: str) -> None:
    """Print data for a program, as UTF-8 whatever letters the terminal has."""
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
