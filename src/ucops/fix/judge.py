"""Whether a file is the better for an edit: what was wrong is gone, and nothing else is wrong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ucops.fix.edit import Fix, offset
from ucops.text.problem import SUMMED_UP, Problem
from ucops.text.source import Path, Source

Place = tuple[str, int, bool]
"""A problem's rule, where it starts, and whether it is about a key; -1 for a whole file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says, and what is wrong with that."""

    source: Source
    problems: Sequence[Problem]

    @property
    def places(self) -> list[Place]:
        """Where the problems are, in their order."""
        return [self._place(problem) for problem in self.problems]

    def _place(self, problem: Problem) -> Place:
        span = problem.span
        at = -1 if span is None else offset(self.source.text, span.line, span.column)
        return problem.rule, at, problem.on_key


class Moves:
    """Where places of a text stand once it is edited."""

    def __init__(self, fixes: Iterable[Fix]) -> None:
        self._fixes = sorted(fixes, key=lambda fix: fix.start)
        grown = (len(fix.text) - (fix.end - fix.start) for fix in self._fixes)
        self._shifts = [0, *accumulate(grown)]
        self._ends = [fix.end for fix in self._fixes]
        self._starts = [
            fix.start + shift for fix, shift in zip(self._fixes, self._shifts, strict=False)
        ]

    def moved(self, at: int) -> int:
        """Where a place stands afterwards that no edit replaces."""
        return at + self._shifts[bisect_right(self._ends, at)]

    def edit_at(self, at: int) -> Fix | None:
        """The edit that has put there what stands at a place afterwards, if one has."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return None
        fix = self._fixes[index]
        return fix if at < self._starts[index] + len(fix.text) else None


def better(before: Reading, after: Reading, fixes: Sequence[Fix]) -> bool:
    """Whether every mended problem is gone, and no other has come.

    A problem may hide others at its place and below it, as a key that is not known hides
    everything below it. These show once it is gone, and are mended next.
    """
    moves = Moves(fixes)
    known = {(rule, moves.moved(at), on_key) for rule, at, on_key in before.places}
    new = [
        (problem, place)
        for problem, place in zip(after.problems, after.places, strict=True)
        if place not in known or _is_edited(moves, place[1])
    ]
    if any(_is_left(moves, place) for _, place in new):
        return False
    if SUMMED_UP in {problem.rule for problem in before.problems}:
        return True
    gone = _gone(before, after, moves)
    hiding = {at for _, at in gone}
    above = {path for path, _ in gone} | {fix.path for fix in fixes if fix.path}
    return all(
        _is_edited(moves, place[1]) or place[1] in hiding or _is_below(problem.path, above)
        for problem, place in new
    )


def _is_edited(moves: Moves, at: int) -> bool:
    return moves.edit_at(at) is not None


def _is_left(moves: Moves, place: Place) -> bool:
    """Whether the problem that an edit was to mend is still there."""
    fix = moves.edit_at(place[1])
    return fix is not None and fix.rule == place[0]


def _gone(before: Reading, after: Reading, moves: Moves) -> list[tuple[Path, int]]:
    """The paths of the problems that are no longer there, and where they would stand."""
    left = set(after.places)
    moved = (
        (problem, (rule, moves.moved(at), on_key))
        for problem, (rule, at, on_key) in zip(before.problems, before.places, strict=True)
    )
    return [(problem.path, place[1]) for problem, place in moved if place not in left]


def _is_below(path: Path, above: set[Path]) -> bool:
    return any(path[:end] in above for end in range(1, len(path) + 1))
