"""The one list of all rules: a new module of rules is named here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

from ucops.rules import (
    coverage,
    dates,
    dependencies,
    doubles,
    evidence,
    identity,
    limits,
    links,
    offer,
    passages,
    passwords,
    paths,
    people,
    planning,
    quotes,
    references,
    requirements,
    safety,
    scenarios,
    silencing,
    story,
    writing,
)
from ucops.rules.engine.form import FORM_RULES
from ucops.rules.engine.rule import Rule

_MODULES = (
    quotes,
    paths,
    writing,
    limits,
    references,
    offer,
    dependencies,
    identity,
    doubles,
    dates,
    planning,
    people,
    requirements,
    coverage,
    story,
    evidence,
    scenarios,
    passages,
    links,
    safety,
    passwords,
    silencing,
)
"""In the order in which their rules are listed."""


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by name, those of form first."""
    found = {rule.name: rule for module in _MODULES for rule in _rules_of(module)}
    return {**FORM_RULES, **found}


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    return (value for value in vars(module).values() if isinstance(value, Rule))
