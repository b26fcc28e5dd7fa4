"""What is wrong in values that fit, each by itself; imported only where something may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from ucops.slips.keys import empty_values, once
from ucops.slips.links import around
from ucops.slips.lists import repeated
from ucops.slips.people import at_signs
from ucops.text.problem import PROBLEM_LIMIT, SUMMED_UP, Problem
from ucops.text.source import Source

_LOST = frozenset({"missing-title", "missing-problem"})
"""What may be missing only because YAML could not read it."""


def with_slips(problems: list[Problem], data: dict[Any, Any], source: Source) -> list[Problem]:
    """The problems of values that do not fit, and what is wrong with those that do."""
    if not source.whole:
        problems = [found for found in problems if found.rule not in _LOST]
    problems = once(both(problems, empty_values(data, source)))
    problems = both(problems, repeated(data, source))
    problems = both(problems, islice(around(data, source), PROBLEM_LIMIT))
    return [*problems, *at_signs(data, source)]


def both(known: list[Problem], found: Iterable[Problem]) -> list[Problem]:
    """The problems that are known, and those of others that stand at places of their own.

    Where lines that YAML joins are what does not fit, that is what is wrong there.
    """
    joined = {one.path: one for one in known if one.rule == "joined-lines"}
    spans = {problem.span for problem in known if problem.span is not None}
    paths = {problem.path for problem in known if problem.path and _blocks(problem)}
    summed_up = any(problem.rule == SUMMED_UP for problem in known)
    result = list(known)
    for one in found:
        if one.path in joined and not one.on_key:
            reason = joined[one.path]
            result = [_as_error(held) if held is reason else held for held in result]
        elif (
            one.span not in spans
            and not any(one.path[:end] in paths for end in range(1, _reach(one)))
            and not (summed_up and one.rule == SUMMED_UP)
        ):
            result.append(one)
    return result


def _reach(problem: Problem) -> int:
    """How many steps of a path may hold the reason of a problem; a key is wrong by itself."""
    return len(problem.path) + (problem.rule != "unknown-key")


def _blocks(problem: Problem) -> bool:
    """Whether what else is wrong at the place of a problem may be a consequence of it."""
    return not problem.on_key and problem.rule != "joined-lines"


def _as_error(joined: Problem) -> Problem:
    return replace(joined, rule="bad-indentation")
