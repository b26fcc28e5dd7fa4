"""The world on disk: an append-only file of JSON lines, one line for each write."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from ucops.errors import UsageError
from ucops.sandbox.entities import KINDS, Entity

Changes = Mapping[tuple[type, int], Entity | None]
HEADER = {"ucops-sandbox": 1}


class Log:
    """Appends the entities of one write as one line, flushed before the answer is sent.

    A line is either wholly there or, cut off by a crash, ignored when the file is opened again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def read(self) -> Iterator[tuple[type[Entity], int, Entity | None]]:
        """Yield every write in order: kind, id, and the entity, or None when it was removed."""
        if not self.path.exists():
            return
        lines = self.path.read_bytes().split(b"\n")
        if json_or_none(lines[0]) != HEADER and lines != [b""]:
            raise UsageError(f"{self.path} is not a state of the sandbox", "name another file")
        for line in lines[1:-1]:
            rows: Any = json_or_none(line) or ()
            for kind, ident, fields in rows:
                yield KINDS[kind], ident, _entity(KINDS[kind], fields)

    def start(self, entities: Iterable[Entity]) -> None:
        """Write the world afresh, each entity once, and keep the file open for appending."""
        fresh = self.path.with_name(self.path.name + ".new")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            file.write(json.dumps(HEADER).encode() + b"\n")
            for entity in entities:
                file.write(_line({(type(entity), entity.id): entity}))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
        self._file = self.path.open("ab")

    def append(self, entities: Changes) -> None:
        """Write one line and hand it to the operating system."""
        if self._file is not None:
            self._file.write(_line(entities))
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def json_or_none(line: bytes) -> object:
    """The line's value, or None when it is not whole."""
    try:
        return json.loads(line)
    except ValueError:
        return None


def _line(changes: Changes) -> bytes:
    rows = [[kind.__name__, ident, it and asdict(it)] for (kind, ident), it in changes.items()]
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _entity(kind: type[Entity], fields: Mapping[str, Any] | None) -> Entity | None:
    if not fields:
        return None
    frozen: dict[str, Any] = {name: _frozen(value) for name, value in fields.items()}
    return kind(**frozen)


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, Mapping):
        return {name: _frozen(item) for name, item in value.items()}
    return value
