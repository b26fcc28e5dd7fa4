"""A snapshot as a file: what GitHub held, for offline use."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict

from pydantic import TypeAdapter, ValidationError

from ucops.errors import UsageError
from ucops.github.snapshot import Snapshot
from ucops.prose.visible import json_text

VERSION = 1
_OURS = f'{{\n "version": {VERSION},\n'
"""How a file begins that we wrote: such a one is read in one pass."""
_REMEDY = "save a new one with: ucops snapshot -o FILE"


def dump_snapshot(snapshot: Snapshot) -> str:
    """A snapshot as JSON; the same snapshot gives the same bytes."""
    data = {"version": VERSION, **asdict(snapshot)}
    return json_text(data, indent=1)


def load_snapshot(text: str, name: str) -> Snapshot:
    """Read a snapshot that was saved; keys that are not known are left out.

    Args:
        text: The file's content.
        name: The file's name, for errors.

    Raises:
        UsageError: It is no snapshot, of a version that is not known, or not whole.
    """
    if text.startswith(_OURS):
        with suppress(ValidationError):  # what is wrong is found out below
            return TypeAdapter(Snapshot).validate_json(text, strict=True)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} is not JSON: {error}", _REMEDY) from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise UsageError(f"{name} is no snapshot of version {VERSION}", _REMEDY)
    try:
        return TypeAdapter(Snapshot).validate_json(text, strict=True)
    except ValidationError as error:
        raise UsageError(f"{name} is no whole snapshot: {_first(error)}", _REMEDY) from error


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, where it is, and how many more there are."""
    first, *more = error.errors(include_url=False)
    where = ".".join(str(part) for part in first["loc"])
    others = f" (and {len(more)} more)" if more else ""
    return f"{where}: {first['msg'].lower()}{others}"
