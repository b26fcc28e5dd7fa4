"""What becomes of each file when `init` runs, for the first time or again.

A file is written anew only as long as nobody changed it: the record holds the fingerprint of what
was written last, and a file of another one is somebody's work.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ucops.errors import UsageError
from ucops.prose.visible import json_text

RECORD = ".github/ucops-init.json"
Outcome = Literal["new", "newer", "same", "changed", "yours", "removed"]
"""new: it was not there. newer: ours of before, unchanged. same: nothing to do. Left as they are:
changed (ours, and somebody changed it), yours (never ours), removed (ours, and somebody did so).
"""
LEFT: tuple[Outcome, ...] = ("changed", "yours", "removed")


@dataclass(frozen=True, slots=True)
class Step:
    """One file, and what becomes of it."""

    path: str
    outcome: Outcome
    text: str


def steps(
    wanted: Mapping[str, str], there: Mapping[str, bytes], record: Mapping[str, str]
) -> Iterator[Step]:
    """What becomes of each wanted file.

    Args:
        wanted: Path → the text that it should have.
        there: Path → what the file holds, for those that exist.
        record: Path → the fingerprint of what was written there last.
    """
    for path, text in sorted(wanted.items()):
        yield Step(path, _outcome(text.encode(), there.get(path), record.get(path)), text)


def _outcome(wanted: bytes, there: bytes | None, recorded: str | None) -> Outcome:
    if there is None:
        return "removed" if recorded else "new"
    if _lines(there) == _lines(wanted):
        return "same"
    if recorded is None:
        return "yours"
    return "newer" if fingerprint(there) == recorded else "changed"


def fingerprint(content: bytes) -> str:
    """What tells one content from another; line ends make no difference, as git may change them."""
    return hashlib.sha256(_lines(content)).hexdigest()


def _lines(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def recorded(text: str) -> dict[str, str]:
    """Read a record.

    Raises:
        UsageError: It is none.
    """
    try:
        files = json.loads(text)["files"]
        return {str(path): str(digest) for path, digest in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = "take it from git again; without it, what was written before counts as yours"
        raise UsageError(f"{RECORD} cannot be read", hint) from None


def recorded_version(text: str) -> str | None:
    """The version of ucops that a record is of; None where it does not say."""
    try:
        return str(json.loads(text)["ucops"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def record_text(version: str, files: Mapping[str, str]) -> str:
    """The record of what was written: the version of ucops, and path → fingerprint."""
    return json_text({"version": 1, "ucops": version, "files": dict(sorted(files.items()))})
