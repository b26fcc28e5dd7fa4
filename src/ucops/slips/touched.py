"""Which part of the data a slip touches that kept YAML from reading a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from yaml import Node

from ucops.text.data import Path, nodes
from ucops.text.problem import Problem
from ucops.text.source import Source

_KEY = re.compile(r"""(["']?)([\w -]+)\1\s*:""")

Place = tuple[int, int, int, Path]
"""The line and column where a key or value starts, the line where it ends, and its path."""


def block_key(lines: list[str], line: int) -> Path:
    """The path of the top-level block that holds a line; empty where it is no block of a key."""
    while line > 0 and not re.match(r"[^\s#-]", lines[line]):
        line -= 1
    found = _KEY.match(lines[line])
    return (found[2].strip(),) if found else ()


def with_paths(problems: Iterable[Problem], source: Source, root: Node) -> list[Problem]:
    """The problems, each with the path of what now stands at its place.

    Where nothing does, it is that of what holds the line, as if its key were meant.
    """
    problems = list(problems)
    if all(one.path or one.span is None for one in problems):
        return problems
    places = [
        (*source.position(node.start_mark.index), source.position(node.end_mark.index)[0], path)
        for path, _, node in nodes(root)
    ]
    return [_placed(problem, places) for problem in problems]


def _placed(problem: Problem, places: list[Place]) -> Problem:
    if problem.path or problem.span is None:
        return problem
    line, column = problem.span.line, problem.span.column
    here = [place for place in places if place[0] == line]
    if here:
        before = [path for _, start, _, path in here if start <= column]
        return replace(problem, path=before[-1] if before else here[0][3], mended=True)
    around = [path for start, _, end, path in places if start < line <= end]
    return replace(problem, path=around[-1] if around else (), on_key=True, mended=True)
