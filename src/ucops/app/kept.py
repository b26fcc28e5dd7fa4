"""What was found in a file, kept between runs: one that did not change is not read again.

The file of a programme is one line for each use case: a key, and JSON. The key is a digest of all
that the answer depends on, so a line is right or it is not found; nothing has to be thrown away
when something changes, and the whole may be deleted at any time. It lies outside the repository, in
a folder that nobody else can write to: what a branch brings along is never believed.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any

from ucops.disk import write_whole

FOLDER = "UCOPS_CACHE_DIR"
_HEAD = b"ucops 1\n"
_UNUSED = 2
"""So many lines are kept for each that was used: those of other branches, the newest first."""
_LARGEST = 256 * 1024 * 1024
"""Bytes that are read: a programme of 5,000 use cases takes a fifth of that."""
_OLDEST = 30 * 24 * 3600
"""Seconds after which the lines of a programme that nobody checks any more are deleted."""


class Kept:
    """The lines of one programme.

    Attributes:
        fresh: How many were added in this run.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._lines = dict(_read(file)) if file else {}
        self._used: dict[bytes, bytes] = {}
        self.fresh = 0

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._file is not None

    def get(self, key: str) -> Any:  # noqa: ANN401 - what JSON holds
        """What is kept under a key; None where nothing is, or nothing that can be read."""
        line = self._lines.get(key.encode())
        if line is None:
            return None
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            return None
        self._used[key.encode()] = line
        return value

    @property
    def lasts(self) -> bool:
        """Whether a later run finds what is kept."""
        return self._file is not None

    def has(self, key: str) -> bool:
        """Whether something is kept under a key."""
        return key.encode() in self._lines

    def put(self, key: str, value: object) -> None:
        """Keep something under a key."""
        if self._file:
            line = json.dumps(value, separators=(",", ":")).encode()
            self._lines[key.encode()] = self._used[key.encode()] = line
            self.fresh += 1

    def save(self) -> None:
        """Write what was used and some of the rest; quietly not at all where that is refused."""
        if self._file is None or not self.fresh:
            return
        rest = (pair for pair in self._lines.items() if pair[0] not in self._used)
        left = islice(rest, (_UNUSED - 1) * len(self._used))
        lines = (b"%b %b\n" % pair for pair in chain(self._used.items(), left))
        with suppress(OSError):
            write_whole(self._file, b"".join([_HEAD, *lines]))
            _prune(self._file.parent)
        self.fresh = 0


def kept_for(root: Path, environment: Mapping[str, str], what: str = "") -> Kept:
    """What is kept of the programme in a folder; nothing where no safe place for it is found.

    Args:
        root: The folder that holds `ucops.yaml`.
        environment: Names the folder in `UCOPS_CACHE_DIR`, else it is `ucops` in `XDG_CACHE_HOME`
            or `~/.cache`.
        what: Names what is kept in a file of its own.
    """
    folder = _folder(environment)
    if folder is None or folder.resolve().is_relative_to(_top(root)):
        return Kept()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_ours = _is_ours(folder)
    except OSError:
        return Kept()
    name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:32]
    return Kept(folder / f"{name}{what and f'.{what}'}.lines") if is_ours else Kept()


def _folder(environment: Mapping[str, str]) -> Path | None:
    if named := environment.get(FOLDER):
        return Path(named)
    base = environment.get("XDG_CACHE_HOME") or ""
    if os.path.isabs(base):  # noqa: PTH117 - the base directories' specification takes no other one
        return Path(base) / "ucops"
    home = environment.get("HOME")
    return Path(home) / ".cache" / "ucops" if home else None


def _top(root: Path) -> Path:
    """The top of the repository that a folder is in, all of which a branch brings along."""
    here = root.resolve()
    return next((one for one in (here, *here.parents) if (one / ".git").exists()), here)


def _is_ours(folder: Path) -> bool:
    """Whether only we can write to a folder: whoever else could might hide a finding.

    Where the system does not say who may, as on Windows, that is not known.
    """
    if sys.platform == "win32":
        return False
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read(file: Path) -> Iterator[tuple[bytes, bytes]]:
    try:
        raw = file.read_bytes() if file.stat().st_size <= _LARGEST else b""
    except OSError:
        return
    if raw.startswith(_HEAD):
        for line in raw[len(_HEAD) :].splitlines():
            key, _, value = line.partition(b" ")
            yield key, value


def _prune(folder: Path) -> None:
    """Delete what was not written for long."""
    files = [(file, file.stat().st_mtime) for file in folder.glob("*.lines")]
    newest = max(when for _, when in files)
    for file, when in files:
        if newest - when > _OLDEST:
            file.unlink(missing_ok=True)
