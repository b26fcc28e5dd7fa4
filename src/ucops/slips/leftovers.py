"""Lines that a tool left in a file and that belong to no use case: of a merge, or of a chat."""

from __future__ import annotations

import re

from ucops.slips.suspicion import FENCE
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import Source, Span

_SIGNS = "<|=>"
_MARKER = re.compile(r"([<|=>])\1{6}(?:\s|$)")

Marker = tuple[int, str]
"""A line, from 0, and the sign that it is made of."""


def cleared(source: Source) -> tuple[Source, list[Problem]]:
    """The file without such lines, and a problem for each place that has some."""
    lines = source.readable.split("\n")
    conflicts = _conflicts(lines)
    fences = [at for at, line in enumerate(lines) if line.startswith(FENCE)]
    gone = {at for one in conflicts for at in _gone(one)} | set(fences)
    if not gone:
        return source, []
    kept = ["" if at in gone else line for at, line in enumerate(lines)]
    problems = [_conflict(source, one) for one in conflicts[:PROBLEM_LIMIT]]
    problems += [rest(source.file)] if len(conflicts) > PROBLEM_LIMIT else []
    problems += [_fence(source, fences)] if fences else []
    return source.read_as("\n".join(kept), whole=True), problems


def _conflicts(lines: list[str]) -> list[list[Marker]]:
    """The markers of each conflict, in their order; some of them may be missing."""
    found: list[list[Marker]] = []
    before = ">"
    for at, line in enumerate(lines):
        if marker := _MARKER.match(line):
            if _SIGNS.index(marker[1]) <= _SIGNS.index(before) or before == ">":
                found.append([])
            before = marker[1]
            found[-1].append((at, before))
    return found


def _gone(markers: list[Marker]) -> list[int]:
    """The lines of the markers and, where all are there, of every version but the first."""
    if len({sign for _, sign in markers} & {"<", "=", ">"}) < len("<=>"):
        return [at for at, _ in markers]
    return [markers[0][0], *range(markers[1][0], markers[-1][0] + 1)]


def _conflict(source: Source, markers: list[Marker]) -> Problem:
    last, count = markers[-1][0] + 1, len(markers)
    message = "two versions of the same lines were left here when two changes were merged"
    hint = f"keep the version that is right, and delete the other and the {count} lines of signs"
    if count == 1:
        message = "this line was left here when two changes were merged"
        hint = "delete it, and look whether the lines near it stand there twice"
    elif markers[0][1] == "<":
        hint = f"{hint}, down to line {last}"
    return _problem(source, markers[0][0], "merge-conflict", message, hint)


def _fence(source: Source, fences: list[int]) -> Problem:
    message = f"a line that starts with {FENCE} was copied along from a chat or a page"
    others = [str(at + 1) for at in fences[1:4]]
    hint = f"delete it, and line {' and '.join(others)} as well" if others else "delete it"
    return _problem(source, fences[0], "special-character", message, hint)


def _problem(source: Source, at: int, rule: str, message: str, hint: str) -> Problem:
    span = Span(at + 1, 1, at + 1, len(source.lines[at].rstrip()) + 1)
    return Problem(rule=rule, file=source.file, message=message, advice=hint, span=span, stops=True)
