"""`ucops rules`: the rules there are, or one of them."""

from __future__ import annotations

from collections.abc import Sequence

from ucops.errors import UsageError
from ucops.rules.all import rules
from ucops.rules.engine.names import did_you_mean
from ucops.rules.engine.rule import Rule


def chosen(name: str | None) -> Sequence[Rule]:
    """All rules, or the one of that name.

    Raises:
        UsageError: There is none of that name.
    """
    if name is None:
        return list(rules().values())
    if name not in rules():
        hint = did_you_mean(name, rules(), "`ucops rules` lists them all")
        raise UsageError(f"there is no rule '{name}'", hint)
    return [rules()[name]]
