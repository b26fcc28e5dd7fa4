"""The report's files on disk: which are stale, and writing them. Thin."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ucops.disk import write_whole
from ucops.errors import UsageError
from ucops.pages.roadmap.parts import CHARTS, PAGES
from ucops.pages.roadmap.render import MARKER, Files
from ucops.progress.index import digest
from ucops.reading.files import leads_out

_INDEX = re.compile(rb'\s*\{\s*"version"\s*:')
"""How an index begins, even one in which a merge left its marks."""
_DAY = re.compile(rb"^As of [^\n]*\n", re.MULTILINE)
"""The line by which a page says its day; it is the first of its kind, above all that people say."""


@dataclass(frozen=True, slots=True)
class Stale:
    """What has to happen on disk to make the report current; paths relative to the root."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed)


def stale(root: Path, pages: str, files: Files) -> Stale:
    """Compare the files on disk with what they should hold.

    A page or an index that differs in nothing but its day is current: its day is the last one on
    which something that it says has changed.

    Args:
        root: The root of the repository.
        pages: The folder of pages and charts, relative to the root.
        files: What the report consists of.
    """
    changed = (path for path, text in files.items() if not _current(root / path, text))
    removed = (path for path in _generated(root, pages) if path not in files)
    return Stale(tuple(sorted(changed)), tuple(sorted(removed)))


def write(root: Path, files: Files, what: Stale) -> None:
    """Make the report current: write what has changed, each file at once, and remove the rest.

    Raises:
        UsageError: A symbolic link would carry one of them out of the repository, or somebody
            else's file stands in its place; none is written.
    """
    for path in (*what.changed, *what.removed):
        if leads_out(root / path, root) or leads_out((root / path).parent, root):
            raise UsageError(
                f"nothing was written: the way to {path} leads elsewhere by a symbolic link",
                "put a folder or a file in the link's place",
            )
    for path in what.changed:
        if not _is_free(root / path):
            raise UsageError(
                f"nothing was written: {path} is there, and not rendered by ucops",
                "move it away, or set `paths:` in ucops.yaml so that the report goes elsewhere",
            )
    for path in what.changed:
        write_whole(root / path, files[path])
    for path in what.removed:
        (root / path).unlink(missing_ok=True)


def _current(path: Path, text: str) -> bool:
    try:
        there = path.read_bytes()
    except OSError:
        return False
    return there == text.encode() or _undated(path, there) == _undated(path, text.encode())


def _undated(path: Path, text: bytes) -> object:
    """What a file says, its day left out."""
    if path.suffix != ".json":
        return _DAY.sub(b"", text, count=1)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return _unplanned(document) if isinstance(document, dict) else text


def _unplanned(document: dict[str, Any]) -> dict[str, Any]:
    """An index without its day, and without what only a clone with its whole history says.

    Else a report that a shallow clone made would be stale for everybody else, and theirs for it.
    The digest that goes with it is left out if it is the right one.
    """
    whole = {**document, "as_of": ""}
    if document.get("digest") == digest(document):
        whole["digest"] = ""
    weeks = document.get("history")
    if isinstance(weeks, list) and all(isinstance(week, dict) for week in weeks):
        whole["history"] = [{**week, "planned": None} for week in weeks]
    return whole


def _generated(root: Path, pages: str) -> Iterator[str]:
    """Pages and charts of an earlier report: files that start with our marker."""
    folder = root / pages
    found = (path for pattern in PAGES for path in folder.glob(pattern))
    for path in (*found, *(folder / CHARTS).glob("*.svg")):
        if _is_ours(path):
            yield path.relative_to(root).as_posix()


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(len(MARKER))
    return start == MARKER.encode() or (path.suffix == ".json" and _INDEX.match(start) is not None)


def _is_free(path: Path) -> bool:
    """Whether nothing is lost when a file of the report is written there."""
    return not path.exists() or (path.is_file() and (path.stat().st_size == 0 or _is_ours(path)))
