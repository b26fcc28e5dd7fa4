"""Where in a file's text a hit is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ucops.text.source import Span

if TYPE_CHECKING:
    from ucops.rules.engine.registry import Hit
    from ucops.text.source import Path, Source

START = Span(1, 1, 1, 1)
"""The place of what concerns a whole file or its name."""


def place(source: Source, hit: Hit) -> Span:
    """Find the key or value that a hit points at, else the nearest one above it that exists.

    What concerns a use case as a whole is shown at its title, what is in no value where it stands.
    """
    if hit.span is not None:
        return hit.span
    path = _existing(source.data, hit.path) or _existing(source.data, ("title",))
    if not path:
        return START
    return source.locate(path, key=hit.on_key or path != hit.path)


def _existing(data: object, path: Path) -> Path:
    for depth, step in enumerate(path):
        match data:
            case dict() if (key := _key(data, step)) is not None:
                data = data[key]
            case list() if isinstance(step, int) and step < len(data):
                data = data[step]
            case _:
                return path[:depth]
    return path


def _key(data: dict[object, object], step: str | int) -> object:
    """The key that a step names; days are steps as text."""
    return step if step in data else next((key for key in data if str(key) == step), None)


def dotted(path: Path) -> str:
    """Write a path the way people read it: `analysts[0].date`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
