"""From a place in the model to the place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

Path = tuple[str | int, ...]


def written_path(path: Path, model: object, data: object, wrong: tuple[Path, ...]) -> Path:
    """Where in a file something stands that the model holds at a path.

    The model leaves out list entries that do not fit, so the ones behind them have moved up.

    Args:
        path: Where the model holds it.
        model: What was read.
        data: What the file says.
        wrong: The paths in the file where something does not fit.
    """
    written: Path = ()
    for step in path:
        place = step
        if isinstance(step, int) and isinstance(data, list) and isinstance(model, Sequence):
            place = _kept(len(data), len(model), written, wrong)[step]
        model, data = _inside(model, step), _inside(data, place)
        written = (*written, place)
    return written


@lru_cache(maxsize=64)
def _kept(count: int, kept: int, at: Path, wrong: tuple[Path, ...]) -> tuple[int, ...]:
    """Which of a list's entries were kept: those with nothing wrong, then those wrong deep down."""
    below = [one for one in wrong if one[: len(at)] == at and len(one) > len(at)]
    suspects = dict.fromkeys(one[len(at)] for one in sorted(below, key=len))
    dropped = set(list(suspects)[: count - kept])
    return tuple(index for index in range(count) if index not in dropped)


def _inside(holder: object, step: str | int) -> object:
    match holder:
        case dict():
            return holder.get(step)
        case list() | tuple() if isinstance(step, int) and step < len(holder):
            return holder[step]
        case _:
            return getattr(holder, str(step), None)
