"""A journal of what a run did: one JSON line for each change, appended as it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

from ucops.errors import GitHubError
from ucops.github.body import Body
from ucops.github.snapshot import Issue, Label, Milestone
from ucops.sync.applied import Outcome

LEFT_OUT = ("body", "description")
"""Long texts that a journal need not repeat."""


def journal_line(outcome: Outcome, time: str) -> str:
    """What happened to one change.

    Args:
        outcome: How it ended.
        time: When, ISO 8601 in UTC.
    """
    change = outcome.change
    entry = {
        "time": time,
        "key": change.key,
        "action": change.action,
        "kind": change.kind,
        "repository": change.repository,
        "number": outcome.number,
        "request": {"is": type(change.request).__name__, **_request(change.request)},
        "outcome": outcome.status,
        "error": outcome.error or None,
    }
    return json.dumps(entry, ensure_ascii=False) + "\n"


def journal(file: Path | None, clock: Callable[[], str]) -> Callable[[Outcome], None]:
    """A listener that appends to a file; without a file, one that does nothing.

    Nothing is done that the journal would not hold: GitHubError, which ends the run, when it
    cannot be written.
    """
    if file is None:
        return lambda _outcome: None
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8"):
        pass

    def note(outcome: Outcome) -> None:
        try:
            with file.open("a", encoding="utf-8") as lines:
                lines.write(journal_line(outcome, clock()))
        except OSError as error:
            raise GitHubError(
                f"the journal {file} cannot be written: {error.strerror or error}",
                "make room for it, then run again to go on from here",
            ) from error

    return note


def _request(request: object) -> dict[str, Any]:
    """A request's parts in short: an issue is its place."""
    if not is_dataclass(request):
        return {}
    parts = {field.name: _short(getattr(request, field.name)) for field in fields(request)}
    return {name: value for name, value in parts.items() if name not in LEFT_OUT and value}


def _short(value: object) -> object:
    match value:
        case Issue() | Milestone():
            return f"{value.repository}#{value.number}"
        case Label():
            return value.name
        case Body() | FunctionType():
            return None
        case dict():
            return {name: text for name, text in value.items() if name not in LEFT_OUT}
    return value
