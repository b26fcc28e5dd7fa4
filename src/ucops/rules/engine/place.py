"""Where in its file something stands that a rule found."""

from __future__ import annotations

from ucops.text.source import START, Path, Source, Span


def place(source: Source, path: Path, *, on_key: bool = False) -> Span:
    """Find the key or value at a path, else the nearest one above it that exists.

    What concerns a use case as a whole is shown at its title.
    """
    there = _existing(source.data, path) or _existing(source.data, ("title",))
    return source.locate(there, key=on_key or there != path) if there else START


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
