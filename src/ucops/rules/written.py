"""From a place in the model to the place in the file."""

from __future__ import annotations

from collections.abc import Collection, Sequence

Path = tuple[str | int, ...]


def written_path(path: Path, model: object, data: object, wrong: Collection[Path]) -> Path:
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


def _kept(count: int, kept: int, at: Path, wrong: Collection[Path]) -> list[int]:
    """Which of a list's entries were kept: those with nothing wrong, then those wrong deep down."""
    depths = {index: _depth((*at, index), wrong) for index in range(count)}
    suspects = sorted((index for index in depths if depths[index]), key=lambda one: depths[one])
    dropped = set(suspects[: count - kept])
    return [index for index in range(count) if index not in dropped]


def _depth(at: Path, wrong: Collection[Path]) -> int:
    """How far below a place the nearest thing is wrong, from 1; 0 where nothing is."""
    depths = [len(one) - len(at) + 1 for one in wrong if one[: len(at)] == at]
    return min(depths, default=0)


def _inside(holder: object, step: str | int) -> object:
    match holder:
        case dict():
            return holder.get(step)
        case list() | tuple() if isinstance(step, int) and step < len(holder):
            return holder[step]
        case _:
            return getattr(holder, str(step), None)
