"""The one place where errors become exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from ucops.errors import UcopsError

INTERRUPTED = 130


def say_error(message: str, hint: str = "") -> None:
    """Tell a person on stderr what went wrong and what to do."""
    click.secho("error: ", fg="red", bold=True, nl=False, err=True)
    click.echo(message, err=True)
    if hint:
        click.echo(f"  → {hint}", err=True)


@contextmanager
def mapped_to_exit_codes() -> Iterator[None]:
    """End the process with the exit code that the error inside stands for."""
    try:
        yield
    except UcopsError as error:
        say_error(error.message, error.hint)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        say_error(f"{error.filename or 'this machine'}: {error.strerror or error}")
        sys.exit(2)
