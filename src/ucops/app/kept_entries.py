"""What use-case files say, kept between runs as JSON: one that did not change needs no YAML."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ucops.app.fingerprint import digest, of_tool
from ucops.app.kept import Kept
from ucops.model.catalog import Entry
from ucops.reading.load import Listing, Loaded, entry_of
from ucops.text.source import Source

_SPECIAL = "$"
"""The key of what JSON has no way to say: a day, or a mapping whose keys are not all texts."""
_PLAIN = (str, int, float, bool, type(None))


class KeptEntries(Mapping[str, tuple[Entry, Source]]):
    """The use cases that are known from an earlier run, by file.

    Only files in which nothing is wrong are kept. Where something stands in one of them is found
    by reading it, when it is asked for.
    """

    def __init__(self, here: Listing, kept: Kept) -> None:
        self._here = here
        self._kept = kept
        self._files = {file.file: file for file in here.files}

    def __getitem__(self, file: str) -> tuple[Entry, Source]:
        one = self._files[file]
        raw = _bytes(one.path) if self._kept.lasts else None
        if raw is None or (text := self._kept.get(self._key(file, raw))) is None:
            raise KeyError(file)
        source = Source(file, raw.decode())
        source.hold(json.loads(text, object_hook=_revived), None)
        return entry_of(source, one.id, self._here.config), source

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def keep(self, loaded: Loaded) -> None:
        """Keep what was read of files that are in order."""
        wrong = {problem.file for problem in loaded.problems}
        for entry in loaded.catalog.entries.values() if self._kept.lasts else ():
            source = loaded.sources[entry.file]
            key = self._key(entry.file, source.text.encode())
            if entry.file not in wrong and not self._kept.has(key):
                try:
                    self._kept.put(key, json.dumps(_plain(source.data), separators=(",", ":")))
                except _OddError:
                    continue
        self._kept.save()

    def _key(self, file: str, raw: bytes) -> str:
        return digest(of_tool(), file, raw)


class _OddError(Exception):
    """A value of a kind that is not kept."""


def _plain(value: Any) -> object:  # noqa: ANN401 - whatever a file says
    """A value as JSON can say it; most are texts, for which nothing is asked twice."""
    if value.__class__ in _PLAIN:
        return value
    if value.__class__ is dt.date:
        return {_SPECIAL: value.isoformat()}
    if isinstance(value, list):
        return [one if one.__class__ in _PLAIN else _plain(one) for one in value]
    if not isinstance(value, dict):
        raise _OddError
    if _SPECIAL not in value and set(map(type, value)) <= {str}:
        return {key: one if one.__class__ in _PLAIN else _plain(one) for key, one in value.items()}
    return {_SPECIAL: [[_plain(key), _plain(one)] for key, one in value.items()]}


def _revived(held: dict[str, Any]) -> object:
    if _SPECIAL not in held:
        return held
    said = held[_SPECIAL]
    return dt.date.fromisoformat(said) if isinstance(said, str) else dict(said)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
