"""A snapshot as a file: what GitHub held, for offline use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

from ucops.errors import UsageError
from ucops.github.snapshot import Gone, Issue, Label, Milestone, Snapshot

VERSION = 1
Data = TypeVar("Data", Issue, Label, Milestone, Gone)
_REMEDY = "save a new one with: ucops snapshot -o FILE"


def dump_snapshot(snapshot: Snapshot) -> str:
    """A snapshot as JSON; the same snapshot gives the same bytes."""
    data = {"version": VERSION, **asdict(snapshot)}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def load_snapshot(text: str, name: str) -> Snapshot:
    """Read a snapshot that was saved.

    Args:
        text: The file's content.
        name: The file's name, for errors.

    Raises:
        UsageError: It is no snapshot, or of a version that is not known.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{name} is not JSON: {error}", _REMEDY) from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise UsageError(f"{name} is no snapshot of version {VERSION}", _REMEDY)
    try:
        return _snapshot(data)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{name} is no whole snapshot: {error}", _REMEDY) from error


def _snapshot(data: Mapping[str, Any]) -> Snapshot:
    return Snapshot(
        repository=data["repository"],
        taken_at=data["taken_at"],
        issues=_all(Issue, data["issues"]),
        labels=_all(Label, data.get("labels", [])),
        milestones=_all(Milestone, data.get("milestones", [])),
        gone=_all(Gone, data.get("gone", [])),
        lacks=tuple(data.get("lacks", [])),
        listed=int(data.get("listed", 0)),
    )


def _all(kind: type[Data], rows: list[dict[str, Any]]) -> tuple[Data, ...]:
    """Rows as data; keys of a later version are left out."""
    names = {field.name for field in fields(kind)}
    return tuple(
        kind(**{name: _frozen(value) for name, value in row.items() if name in names})
        for row in rows
    )


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
