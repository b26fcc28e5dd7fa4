"""Where every key and value of plain data stands in its text, in four bytes a number.

Places are kept in the order of the text: a mapping's own place, then for each of its pairs the
key's and, with all that is inside, the value's; a list's own place, then those of its values.
That is enough to find any place by walking the data, and far less than the nodes themselves.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
Sizes = dict[int, int]
"""How many places mappings and lists have, by their `id`; good as long as the data is held."""
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


def find(data: object, path: Path, sizes: Sizes) -> Found:
    """Follow a path as far as it leads; what has been counted on the way is kept in `sizes`."""
    found = Found(None, 0, data, 0)
    for step in path:
        inner = _step(found, step, sizes)
        if inner is None:
            break
        found = inner
    return found


def _step(found: Found, step: str | int, sizes: Sizes) -> Found | None:
    number = found.value + 1
    if isinstance(found.data, dict):
        known = step in found.data
        for name, value in found.data.items():
            if name == step or (not known and str(name) == step):
                return Found(number, number + 1, value, found.steps + 1)
            number += 1 + (size(value, sizes) if value.__class__ in _HOLDING else 1)
    elif isinstance(found.data, list) and isinstance(step, int):
        for index, value in enumerate(found.data):
            if index == step:
                return Found(None, number, value, found.steps + 1)
            number += size(value, sizes) if value.__class__ in _HOLDING else 1
    return None


def size(data: Any, sizes: Sizes) -> int:  # noqa: ANN401 - a mapping or a list
    """How many places a mapping or list has; texts and numbers, which are most, have one."""
    if (count := sizes.get(id(data))) is None:
        inner = data.values() if isinstance(data, dict) else data
        keys = len(data) if isinstance(data, dict) else 0
        count = (
            1 + keys + sum([size(one, sizes) if one.__class__ in _HOLDING else 1 for one in inner])
        )
        sizes[id(data)] = count
    return count
