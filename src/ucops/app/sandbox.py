"""`ucops sandbox`: an embedded GitHub that serves until it is told to end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ucops.errors import UsageError
from ucops.sandbox import Sandbox, serve


@contextmanager
def serving(state: Path | None, port: int, repository: str) -> Iterator[Sandbox]:
    """A GitHub on this machine.

    Args:
        state: The file that keeps everything; None to forget it at the end.
        port: The port to listen on; 0 takes a free one.
        repository: The repository to make, `owner/name`.

    Raises:
        UsageError: It cannot start.
    """
    try:
        with serve(state, port, repository=repository) as sandbox:
            yield sandbox
    except (OSError, ValueError) as error:
        raise UsageError(f"the sandbox cannot start: {error}", _hint(error)) from error


def _hint(error: OSError | ValueError) -> str:
    """What to do when the sandbox cannot start."""
    if isinstance(error, ValueError):
        return "give --repository as OWNER/NAME"
    return "is the port taken? --port 0 takes a free one; can --state be written?"
