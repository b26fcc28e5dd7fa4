"""Entries that slipped below another part because the line with their own part's key is missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_origin

from pydantic import TypeAdapter, ValidationError

from ucops.model import shape
from ucops.model.usecase import UseCase
from ucops.text.problem import Problem
from ucops.text.source import Path, Source

SEVERAL = 3
"""How many problems with the entries of one part make it worth looking whether they are its own."""


def without_lost(problems: list[Problem], data: Mapping[Any, Any], source: Source) -> list[Problem]:
    """The problems, with one for all those of entries that fit another part, which is missing."""
    kept = problems
    for part in dict.fromkeys(one.path[0] for one in problems if len(one.path) > 1):
        below = [one for one in problems if one.path[:1] == (part,) and len(one.path) > 1]
        entries = data.get(part)
        if len(below) < SEVERAL or not isinstance(entries, Mapping):
            continue
        lost = _lost([str(key) for key in entries], {str(one.path[1]) for one in below})
        meant = _meant(data, {key: entries[key] for key in entries if str(key) in lost})
        if meant and len(lost) < len(entries):
            kept = [one for one in kept if one not in below or str(one.path[1]) not in lost]
            kept = [*kept, _heading(source, (part, lost[0]), meant)]
    return kept


def _lost(entries: list[str], wrong: set[str]) -> list[str]:
    """The entries from the first on that is wrong."""
    first = next((at for at, key in enumerate(entries) if key in wrong), 0)
    return entries[first:]


def _meant(data: Mapping[Any, Any], entries: dict[Any, Any]) -> str:
    """The part that a use case's file lacks and that entries fit; empty if there is none."""
    for name in UseCase.model_fields:
        kind = shape.expected(UseCase, (name,))
        if name not in data and get_origin(shape.bare(kind)) is dict and _fits(kind, entries):
            return name
    return ""


def _fits(kind: Any, entries: dict[Any, Any]) -> bool:  # noqa: ANN401 - a type, in any of its forms
    try:
        _adapter(kind).validate_python(entries)
    except ValidationError:
        return False
    return True


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - as above
    return TypeAdapter(kind)


def _heading(source: Source, path: Path, meant: str) -> Problem:
    return Problem(
        rule="missing-field",
        file=source.file,
        message=f"the line `{meant}:` seems to be missing above this one",
        hint=f"put a line {meant}: above it, at the left edge",
        path=path,
        span=source.locate(path, key=True),
        on_key=True,
        meant=(meant,),
    )
