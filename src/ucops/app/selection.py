"""Which files `validate` reports on."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ucops.app.base import files_of, find_base
from ucops.app.changed import changed_since
from ucops.cli.common import session
from ucops.errors import UsageError
from ucops.reading.files import leads_out

if TYPE_CHECKING:
    from ucops.rules.engine.finding import Finding


def selected(
    root: Path, paths: tuple[Path, ...], ref: str | None, known: Collection[str]
) -> Collection[str] | None:
    """The files to report on, relative to the root; None for all of them.

    Args:
        root: The folder that holds `ucops.yaml`.
        paths: Files and folders that are asked for; none for all.
        ref: Only what changed since this commit or branch; None for everything.
        known: The files that there is something to say about.

    Raises:
        UsageError: A path is not there or not below the root, or git does not know the commit.
    """
    if not paths and ref is None:
        return None
    named = {file for path in paths for file in _files_in(root, path, known)}
    if ref is None:
        return named
    changed = changed_since(root, ref)
    return changed & named if paths else changed


def _files_in(root: Path, path: Path, known: Collection[str]) -> set[str]:
    names = set(_names(root, path))
    files = {file for file in known if any(_is_in(file, name) for name in names)}
    if not files:
        session().say(f"{path} holds nothing that is checked")
    return files


def _names(root: Path, path: Path) -> Iterator[str]:
    """What a path is called below the root: by its own name, and where its links lead."""
    if not path.exists():
        raise UsageError(f"there is no {path}", "name a file or folder of this repository")
    written, top = (Path(os.path.normpath(one.absolute())) for one in (path, root))
    inside = written.is_relative_to(top)
    if leads_out(path, root):
        if inside:
            message = f"{path} leads out of {root} by a symbolic link"
            raise UsageError(message, "put a copy in the link's place, or name another file")
        raise UsageError(f"{path} is not below {root}", "name a file or folder there")
    yield path.resolve().relative_to(root.resolve()).as_posix()
    if inside:
        yield written.relative_to(top).as_posix()


def _is_in(file: str, path: str) -> bool:
    return path in (".", file) or file.startswith(f"{path}/")


def brought_elsewhere(
    root: Path, ref: str, findings: Collection[Finding], changed: Collection[str]
) -> tuple[Finding, ...]:
    """The errors in files that did not change which the change brings all the same.

    Whoever removes what others refer to breaks these, and only a look at the base tells that
    from what was wrong before.
    """
    from ucops.preview.findings import compare  # noqa: PLC0415 - see above
    from ucops.reading.load import load  # noqa: PLC0415 - the help page does not need it
    from ucops.rules.engine.check import check  # noqa: PLC0415 - see above

    others = [one for one in findings if one.severity == "error" and one.file not in changed]
    if not others:
        return ()
    with files_of(root, find_base(root, ref)) as folder:
        try:
            before = check(load(folder))
        except UsageError:
            return tuple(others)
    return compare(before, others, {}, ()).new
