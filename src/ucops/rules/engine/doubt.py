"""What is said to be missing where it may only have been left out, because it is wrong itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from ucops.rules.engine.registry import Hit, Rule
from ucops.rules.engine.written import Path
from ucops.text.problem import FORM_SEVERITY

if TYPE_CHECKING:
    from ucops.text.problem import Problem
    from ucops.text.source import Source

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


_YIELDS = {"not-an-address": "unsafe-link", "template-text": "not-an-address"}
"""The rules that keep silent about a value that another one has found fault with."""


def outdone(name: str, others: Collection[str]) -> bool:
    """Whether a rule keeps silent about a value that other rules have found fault with."""
    return _YIELDS.get(name) in others


def doubtful(rule: Rule, hit: Hit, source: Source, problems: Iterable[Problem]) -> bool:
    """Whether a hit may go away by itself once the problems of its file are mended."""
    if rule.name not in _DEPENDS:
        return False
    if not source.whole or not isinstance(source.data, dict):
        return True
    return any(
        _touches(rule.name, hit, path)
        for problem in problems
        if _is_lost(problem)
        for path in (problem.path, problem.meant)
    )


def _is_lost(problem: Problem) -> bool:
    """Whether something is left out of the data that may have been meant to be there."""
    kept = problem.mended and not problem.on_key
    return problem.rule not in FORM_SEVERITY and not kept


def _touches(name: str, hit: Hit, path: Path) -> bool:
    if not path:
        return False
    if name in _OF_SCENARIO:
        fields = [(*hit.path, field) for field in _OF_SCENARIO[name]]
        return any(_within(path, (field,)) for field in fields)
    if path == hit.path:
        return True
    if not _within(path, _DEPENDS[name]):
        return False
    below = path[_ENTRY:]
    return path[0] != "bom" or not below or below[0] in _DECISIVE


def _within(path: Path, parts: Iterable[Path]) -> bool:
    return any(path[: len(part)] == part for part in parts)
