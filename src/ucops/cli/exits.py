"""The one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import click

from ucops.errors import UcopsError

WRONG_USAGE = 2
OUR_FAULT = 70
"""What sysexits.h calls EX_SOFTWARE: an internal error."""
INTERRUPTED = 130
READER_GONE = 141
"""What a shell says of a program that SIGPIPE ended."""


def say_error(message: str, hint: str = "") -> None:
    """Tell a person on stderr what went wrong and what to do, each on one line."""
    from ucops.cli.output import said  # noqa: PLC0415 - only once something went wrong
    from ucops.prose.visible import readable  # noqa: PLC0415 - as above

    click.secho("error: ", fg="red", bold=True, nl=False, err=True)
    said(readable(message))
    if hint:
        said(f"  → {readable(hint)}")


@contextmanager
def mapped_to_exit_codes() -> Iterator[None]:
    """Turn every error into a sentence or a paragraph, and an exit code.

    Raises:
        click.exceptions.Exit: With the exit code that the error stands for.
    """
    try:
        yield
        sys.stdout.flush()
    except UcopsError as error:
        from ucops.cli.output import show  # noqa: PLC0415 - as above

        show(error.details, err=True)
        say_error(error.message, error.hint)
        raise click.exceptions.Exit(error.exit_code) from error
    except click.ClickException as error:
        _say_usage(error)
        raise click.exceptions.Exit(WRONG_USAGE) from error
    except (KeyboardInterrupt, click.Abort) as error:
        click.echo("interrupted", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:
        _stop_talking()
        raise click.exceptions.Exit(READER_GONE) from error
    except OSError as error:
        say_error(f"{error.filename or 'this machine'}: {error.strerror or error}")
        raise click.exceptions.Exit(WRONG_USAGE) from error
    except click.exceptions.Exit:
        raise
    except Exception as error:  # the last net: below it, nothing shows a traceback
        from ucops.cli.fault import told  # noqa: PLC0415 - only a fault needs what writes it down

        say_error(*told(error))
        raise click.exceptions.Exit(OUR_FAULT) from error


def _say_usage(error: click.ClickException) -> None:
    """What click says of an option: it repeats what was typed, such as the name of a branch."""
    from ucops.cli.output import said  # noqa: PLC0415 - as above

    text = StringIO()
    error.show(text)
    said(text.getvalue().rstrip())


def _stop_talking() -> None:
    """Let what is still buffered go nowhere, so that Python's last flush does not fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
