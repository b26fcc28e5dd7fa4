"""What is said to be missing where it may only have been left out, because it is wrong itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ucops.rules.misspelt import misspelt_part
from ucops.rules.registry import Hit, Rule, rules
from ucops.rules.written import Path

if TYPE_CHECKING:
    from ucops.catalog.problem import Problem
    from ucops.catalog.source import Source

_BOM = (("bom",),)
_DEPENDS: dict[str, tuple[Path, ...]] = {
    "few-proof-points": (("proof_points",),),
    "journey-gap": _BOM,
    "key-value-count": (("message_house",),),
    "measure-without-target": (),
    "no-buyer": (("personas",),),
    "no-date": _BOM,
    "no-discovery-question": (("discovery_questions",),),
    "no-number": (("value_drivers",),),
    "no-responsible": (("bom",), ("team",)),
    "open-link": (),
    "open-seat": (),
    "requirement-count": (("market_requirements",),),
    "requirement-without-comparison": _BOM,
    "requirement-without-demo": _BOM,
    "requirement-without-roi": _BOM,
    "scenario-incomplete": (),
    "scenario-without-demo": (),
    "scenario-without-extension": (),
    "scenario-without-timebox": (),
}
"""The rules that miss something, and the parts of the file besides their own place that decide."""

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
_OF_SCENARIO = {
    "scenario-incomplete": ("primary_actor", "trigger", "steps"),
    "scenario-without-demo": ("demo",),
    "scenario-without-extension": ("extensions",),
    "scenario-without-timebox": ("timebox",),
    "measure-without-target": ("target",),
}


def doubtful(rule: Rule, hit: Hit, source: Source, problems: Iterable[Problem]) -> bool:
    """Whether a hit may go away by itself once the problems of its file are mended."""
    if rule.name not in _DEPENDS:
        return False
    if not source.whole or not isinstance(source.data, dict):
        return True
    return any(_touches(rule.name, hit, problem) for problem in problems)


def _touches(name: str, hit: Hit, problem: Problem) -> bool:
    if meant := misspelt_part(problem):
        return _within((meant,), (*_DEPENDS[name], hit.path[:1]))
    if not problem.path or rules()[problem.rule].severity != "error":
        return False
    if name in _OF_SCENARIO:
        fields = [(*hit.path, field) for field in _OF_SCENARIO[name]]
        return any(_within(problem.path, (field,)) for field in fields)
    if problem.path == hit.path:
        return True
    if not _within(problem.path, _DEPENDS[name]):
        return False
    below = problem.path[_ENTRY:]
    return problem.path[0] != "bom" or not below or below[0] in _DECISIVE


def _within(path: Path, parts: Iterable[Path]) -> bool:
    return any(path[: len(part)] == part for part in parts)
