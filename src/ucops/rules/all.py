"""The one list of all rules: a new module of rules is named here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ucops.rules import (
    coverage,
    dates,
    dependencies,
    doubles,
    evidence,
    identity,
    limits,
    links,
    passages,
    passwords,
    paths,
    people,
    planning,
    references,
    requirements,
    safety,
    scenarios,
    sharing,
    silencing,
    story,
    wording,
    writing,
)
from ucops.rules.engine.form import FORM_RULES
from ucops.rules.engine.rule import Rule

_MODULES = (
    paths,
    writing,
    wording,
    limits,
    references,
    dependencies,
    sharing,
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
    of_form = [Rule(name=name, family=of, severity=bad) for name, (of, bad) in FORM_RULES.items()]
    of_names = references.rules_of_names()
    found = [one for module in _MODULES for one in vars(module).values() if isinstance(one, Rule)]
    return {rule.name: rule for rule in (*of_form, *of_names, *found)}
