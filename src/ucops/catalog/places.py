"""Where every key and value of plain data stands in its text, in four bytes a number.

Places are kept in the order of the text: a mapping's own place, then for each of its pairs the
key's and, with all that is inside, the value's; a list's own place, then those of its values.
That is enough to find any place by walking the data, and far less than the nodes themselves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]
_HOLDING = (dict, list)


@dataclass(frozen=True, slots=True)
class Found:
    """How far a path leads.

    Attributes:
        key: The number of the key's place, or None in a list and for the root.
        value: The number of the value's place.
        data: The value.
        steps: How many steps of the path were gone.
    """

    key: int | None
    value: int
    data: object
    steps: int


def bounds(places: array[int], number: int) -> tuple[int, int]:
    """Where a place starts and ends, in code points from 0."""
    return places[2 * number], places[2 * number + 1]


def find(data: object, path: Path) -> Found:
    """Follow a path as far as it leads."""
    found = Found(None, 0, data, 0)
    for step in path:
        inner = _step(found, step)
        if inner is None:
            break
        found = inner
    return found


def _step(found: Found, step: str | int) -> Found | None:
    number = found.value + 1
    if isinstance(found.data, dict):
        for name, value in found.data.items():
            if name == step or str(name) == step:
                return Found(number, number + 1, value, found.steps + 1)
            number += 1 + _size(value)
    elif isinstance(found.data, list) and isinstance(step, int):
        for index, value in enumerate(found.data):
            if index == step:
                return Found(None, number, value, found.steps + 1)
            number += _size(value)
    return None


def _size(data: object) -> int:
    """How many places data has; texts and numbers, which are most of it, are not entered."""
    if isinstance(data, dict):
        return 1 + len(data) + _sizes(data.values())
    if isinstance(data, list):
        return 1 + _sizes(data)
    return 1


def _sizes(several: Iterable[object]) -> int:
    return sum([_size(one) if one.__class__ in _HOLDING else 1 for one in several])
