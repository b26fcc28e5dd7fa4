"""Mending a repository's files: what would change, as a diff, and writing it."""

from __future__ import annotations

import difflib
import os
import re
import stat
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from ucops.catalog.load import Loaded
from ucops.errors import UsageError
from ucops.fix.document import document
from ucops.fix.mend import Mended, mend
from ucops.rules.mendable import MENDABLE

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
NO_LINE_END = "\\ No newline at end of file\n"


def mended_files(
    root: Path, files: Iterable[str], *, guess: bool = False, style: bool = True
) -> dict[str, Mended]:
    """What mending makes of files, for those that it changes; nothing is written.

    Args:
        root: The folder that holds `ucops.yaml`.
        files: Paths relative to it.
        guess: Whether the only likely correction will do, too.
        style: Whether what is not wrong is put in its usual form, too; without, the result is
            good for counting only.
    """
    found = ((file, _mended(root, file, guess=guess, style=style)) for file in sorted(files))
    return {file: one for file, one in found if one is not None and one.before != one.after}


def _mended(root: Path, file: str, *, guess: bool, style: bool) -> Mended | None:
    try:
        raw = (root / file).read_bytes()
    except OSError:
        return None
    return mend(raw, document(root, file), guess=guess, style=style, prove=style)


def count_mendable(loaded: Loaded, files: Collection[str]) -> int:
    """How many problems of these files mending would put an end to, without any guess."""
    problems = Counter(
        problem.file
        for problem in loaded.problems
        if problem.rule in MENDABLE and problem.file in files
    )
    mended = mended_files(loaded.root, problems, style=False)
    return sum(min(one.count, problems[file]) for file, one in mended.items())


def write(root: Path, mended: Mapping[str, Mended]) -> None:
    """Put mended files in their places, each as a whole, or none of them.

    Raises:
        UsageError: A file is a symbolic link, is read-only, or cannot be written.
    """
    for file in mended:
        _check_writable(root / file, file)
    for file, one in mended.items():
        try:
            _replace(root / file, one.after)
        except OSError as error:
            hint = "make its folder writable, and run the command again"
            raise UsageError(f"{file} cannot be written: {error.strerror}", hint) from None


def _check_writable(path: Path, file: str) -> None:
    if path.is_symlink():
        hint = "mend the file that it points at, or put a copy in its place"
        raise UsageError(f"{file} is a symbolic link and is not mended; nothing was written", hint)
    writable = path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not writable or not os.access(path, os.W_OK):
        hint = "make it writable, or name the other files as PATH"
        raise UsageError(f"{file} is read-only; nothing was written", hint)


def _replace(path: Path, raw: bytes) -> None:
    """Write a whole file or nothing, with the mode that it has."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        Path(name).chmod(stat.S_IMODE(path.stat().st_mode))
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def diff(mended: Mapping[str, Mended]) -> str:
    """A unified diff of all files, as git shows one."""
    return "".join(part for file, one in mended.items() for part in _diff(file, one))


def _diff(file: str, mended: Mended) -> Iterator[str]:
    before, after = (
        _LINE.findall(raw.decode(errors="replace")) for raw in (mended.before, mended.after)
    )
    for line in difflib.unified_diff(before, after, f"a/{file}", f"b/{file}"):
        yield line if line.endswith("\n") else f"{line}\n{NO_LINE_END}"
