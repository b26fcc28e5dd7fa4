"""Long texts cut in such a way that people see where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ucops.prose.words import cut

LEAST = 12
"""Signs that are shown from the first one that differs."""


def around(one: str, other: str, width: int) -> tuple[str, str]:
    """Two texts cut to a width, both from where the sign in which they first differ is seen."""
    if one == other:
        return cut(one, width), cut(other, width)
    if one.rstrip() == other.rstrip():
        one, other = _with_blanks(one), _with_blanks(other)
    pairs = enumerate(zip(one, other, strict=False))
    same = next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
    start = same - width // 3 if same > width - LEAST else 0
    return _from(one, start, width), _from(other, start, width)


def _with_blanks(text: str) -> str:
    """The text with a visible sign for each blank at its end."""
    kept = text.rstrip()
    return kept + "·" * (len(text) - len(kept))


def _from(text: str, start: int, width: int) -> str:
    return cut(f"…{text[start:]}" if start else text, width)


def told(lines: Sequence[str], width: int) -> list[str]:
    """Lines of a difference, each with `- ` or `+ ` in front, cut to a width.

    One that was taken out and one that came in never look the same.
    """
    shown = [cut(line, width).rstrip() for line in lines]
    added = defaultdict(list)
    for index in reversed(range(len(lines))):
        if lines[index].startswith("+ "):
            added[shown[index][2:]].append(index)
    for index, line in enumerate(lines):
        if line.startswith("- ") and (twins := added[shown[index][2:]]):
            twin = twins.pop()
            pair = around(line[2:], lines[twin][2:], width - 2)
            shown[index], shown[twin] = f"- {pair[0]}", f"+ {pair[1]}"
    return shown
