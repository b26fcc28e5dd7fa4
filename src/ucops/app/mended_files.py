"""Mending a repository's files: what would change, as a diff, and writing it."""

from __future__ import annotations

import difflib
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ucops.errors import UsageError
from ucops.model.config import Config
from ucops.reading.files import leads_out
from ucops.reading.mend import Mended, mend, reader
from ucops.reading.settings import load_config

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
NO_LINE_END = "\\ No newline at end of file\n"


def mended_files(
    root: Path, files: Iterable[str], *, guess: bool = False, style: bool = True
) -> dict[str, Mended]:
    """What mending makes of files; nothing is written.

    Args:
        root: The folder that holds `ucops.yaml`.
        files: Paths relative to it.
        guess: Whether the only likely correction will do, too.
        style: Whether what is not wrong is put in its usual form, too; without, the result is
            good for counting only.

    Returns:
        Those that it changes, and those in which something is left.
    """
    config = _config(root)
    found = (
        (file, _mended(root, file, config, guess=guess, style=style)) for file in sorted(files)
    )
    return {
        file: one
        for file, one in found
        if one is not None and (one.changed or one.obstacle or one.left)
    }


def _config(root: Path) -> Config | None:
    try:
        return load_config(root)[0]
    except UsageError:
        return None


def _mended(
    root: Path, file: str, config: Config | None, *, guess: bool, style: bool
) -> Mended | None:
    try:
        raw = (root / file).read_bytes()
    except OSError:
        return None
    return mend(raw, reader(root, file, config), guess=guess, style=style, prove=style)


def count_mendable(root: Path, problems: Mapping[str, int]) -> int:
    """How many problems of some files mending would put an end to, without any guess.

    Args:
        root: The folder that holds `ucops.yaml`.
        problems: How many of each file mending may end.
    """
    mended = mended_files(root, problems, style=False)
    return sum(min(one.count, problems[file]) for file, one in mended.items())


def write(root: Path, mended: Mapping[str, Mended]) -> None:
    """Put mended files in their places, each as a whole; none if one of them cannot be written.

    Raises:
        UsageError: A file is a symbolic link or leads out of the root by one, is read-only, was
            changed by somebody else since it was read, or cannot be written.
    """
    changed = {file: one for file, one in mended.items() if one.changed}
    for file, one in changed.items():
        with _explained(file):
            _check_writable(root, file)
        _check_unchanged(root / file, file, one)
    with ExitStack() as stack:
        staged = [
            (file, stack.enter_context(_staged(root, file, changed[file]))) for file in changed
        ]
        for file, new in staged:
            _check_unchanged(root / file, file, changed[file])
            with _explained(file):
                new.replace(root / file)


def _check_writable(root: Path, file: str) -> None:
    path = root / file
    if path.is_symlink():
        hint = "mend the file that it points at, or put a copy in its place"
        raise UsageError(f"{file} is a symbolic link and is not mended; nothing was written", hint)
    if leads_out(path, root):
        message = f"{file} leads out of the repository by a symbolic link; nothing was written"
        raise UsageError(message, "put a copy in the link's place, or name the other files as PATH")
    writable = path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not writable or not os.access(path, os.W_OK):
        hint = "make it writable, or name the other files as PATH"
        raise UsageError(f"{file} is read-only; nothing was written", hint)


def _check_unchanged(path: Path, file: str, mended: Mended) -> None:
    """Refuse to write over what somebody else, such as an editor, has written meanwhile."""
    with _explained(file):
        if path.read_bytes() != mended.before:
            message = f"{file} was changed while it was mended; it was not written"
            raise UsageError(message, "run the command again")


@contextmanager
def _staged(root: Path, file: str, mended: Mended) -> Iterator[Path]:
    """A hidden file beside a mended one, with its new bytes and its mode, to take its place."""
    path = root / file
    with _explained(file):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with _explained(file), os.fdopen(handle, "wb") as stream:
            stream.write(mended.after)
            stream.flush()
            os.fsync(stream.fileno())
            new.chmod(stat.S_IMODE(path.stat().st_mode))
        yield new
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def _explained(file: str) -> Iterator[None]:
    """Say which file it was that could not be written."""
    try:
        yield
    except OSError as error:
        hint = "see to its folder's permissions and the space on the disk, and run it again"
        raise UsageError(f"{file} cannot be written: {error.strerror}", hint) from None


def diff(mended: Mapping[str, Mended]) -> str:
    """A unified diff of all files, as git shows one."""
    return "".join(part for file, one in mended.items() if one.changed for part in _diff(file, one))


def _diff(file: str, mended: Mended) -> Iterator[str]:
    before, after = (
        _LINE.findall(raw.decode(errors="replace")) for raw in (mended.before, mended.after)
    )
    for line in difflib.unified_diff(before, after, f"a/{file}", f"b/{file}"):
        yield line if line.endswith("\n") else f"{line}\n{NO_LINE_END}"
