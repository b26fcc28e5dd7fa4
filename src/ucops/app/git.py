"""The one place that runs git."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ucops.errors import UsageError

WHOLE = "git fsck says whether the clone is whole; a fresh clone helps"


class GitRefusedError(UsageError):
    """Git ended with an error."""


def git(root: Path, *arguments: str, given: str = "") -> bytes:
    """What git says.

    Args:
        root: The folder that it runs in.
        arguments: What it is to do.
        given: What it reads from its standard input.

    Raises:
        UsageError: There is no git.
        GitRefusedError: It ends with an error.
    """
    command = ["git", "-C", str(root), *arguments]
    try:
        run = subprocess.run(command, input=given.encode(), capture_output=True, check=False)  # noqa: S603 - no shell
    except FileNotFoundError:
        hint = "install it: it is asked for what has changed"
        raise UsageError("git is not installed", hint) from None
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else "it does not say why"
        raise GitRefusedError(f"git cannot read the base: {reason}", WHOLE)
    return run.stdout


def text_of(said: bytes) -> str:
    """What git says as text, names that are not UTF-8 included."""
    return said.decode("utf-8", "surrogateescape")
