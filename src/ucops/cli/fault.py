"""A fault of ucops itself: its traceback in a file, and what to do with that."""

from __future__ import annotations

import os
import platform
import shlex
import sys
import tempfile
import traceback
from collections.abc import Mapping

from ucops import __version__

SECRETS = ("GITHUB_TOKEN", "GH_TOKEN")
NOTHING_HALF = (
    "Files are written whole or not at all, and a sync that stopped goes on where it was when it "
    "is run again, so nothing is left half-written."
)


def told(error: BaseException) -> tuple[str, str]:
    """Write the traceback down; one paragraph for a person, and what to do."""
    what = f"this is a fault of ucops itself ({type(error).__name__}), not of your files. "
    try:
        file = written(error)
    except OSError as failed:
        where = f"its traceback could not be written down ({failed.strerror})"
        return f"{what}{NOTHING_HALF}", f"{where}; report the command that you typed"
    hint = (
        "report it to the people who maintain ucops with this file, which holds the command, the "
        f"versions and the traceback; read it before you send it: {file}"
    )
    return f"{what}{NOTHING_HALF}", hint


def written(error: BaseException) -> str:
    """Put all that is needed to find the fault into a new file, and say where that is."""
    handle, name = tempfile.mkstemp(prefix="ucops-fault-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(described(error, sys.argv[1:], os.environ))
    return name


def described(error: BaseException, arguments: list[str], environment: Mapping[str, str]) -> str:
    """The command, the versions and the traceback, without a token."""
    text = (
        f"ucops {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"ucops {shlex.join(arguments)}\n\n" + "".join(traceback.format_exception(error))
    )
    for name in SECRETS:
        if secret := environment.get(name, "").strip():
            text = text.replace(secret, f"({name})")
    return text
