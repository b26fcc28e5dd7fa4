"""What is said to be missing where it may only have been left out, because it is wrong itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ucops.rules.engine.form import is_error
from ucops.rules.engine.rule import Hit, Rule

if TYPE_CHECKING:
    from ucops.text.problem import Problem
    from ucops.text.source import Path, Source

_ENTRY = 2
"""Steps to an entry of a part: an error there loses the entry, one below it loses a field."""
_DECISIVE = frozenset(
    {
        "due",
        "milestone",
        "owner",
        "role",
        "stages",
        "audiences",
        "market_requirements",
        "shows",
        "deliverable",
    }
)
"""The fields of an item that say when, who and for what."""


def doubtful(rule: Rule, hit: Hit, source: Source, problems: Iterable[Problem]) -> bool:
    """Whether a hit may go away by itself once the problems of its file are mended."""
    if rule.needs is None:
        return False
    if not source.whole or not isinstance(source.data, dict):
        return True
    return any(
        _touches(rule.needs, hit, path)
        for problem in problems
        if _is_lost(problem)
        for path in (problem.path, problem.meant)
    )


def _is_lost(problem: Problem) -> bool:
    """Whether something is left out of the data that may have been meant to be there."""
    kept = problem.mended and not problem.on_key
    return is_error(problem.rule) and not kept


def _touches(needs: tuple[str, ...], hit: Hit, path: Path) -> bool:
    """Whether an error at a path may be the reason why something is missing."""
    fields = [(*hit.path, one.removeprefix(".")) for one in needs if one.startswith(".")]
    if fields:
        return any(path[: len(field)] == field for field in fields)
    if not path or path == hit.path:
        return bool(path)
    if path[0] not in needs:
        return False
    below = path[_ENTRY:]
    return path[0] != "bom" or not below or below[0] in _DECISIVE
