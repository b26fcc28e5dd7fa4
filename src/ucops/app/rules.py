"""`ucops rules`: the rules there are, or one of them."""

from __future__ import annotations

from collections.abc import Sequence

from ucops.errors import UsageError
from ucops.pages.findings.rule_page import rule_page
from ucops.rules.all import rules
from ucops.rules.engine.names import did_you_mean
from ucops.rules.engine.rule import Rule


def chosen(name: str | None, family: str = "", about: str = "") -> Sequence[Rule]:
    """All rules, or the one of that name; of all, those of a family and about a word.

    Raises:
        UsageError: There is none of that name.
    """
    if name is None:
        every = (one for one in rules().values() if family in ("", one.family))
        return [one for one in every if _is_about(one, about.casefold())]
    if name not in rules():
        hint = did_you_mean(name, rules(), "`ucops rules` lists them all")
        raise UsageError(f"there is no rule '{name}'", hint)
    return [rules()[name]]


def _is_about(rule: Rule, word: str) -> bool:
    """Whether a word stands in a rule's name or on its page."""
    return word in rule.name or word in rule_page(rule.name).text.casefold()
