from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.rules.engine.finding import Finding
from ucops.rules.engine.registry import Rule, rules
from ucops.text.problem import FORM_RULES, FORM_SEVERITY

Found = Callable[[str], tuple[Finding, ...]]

OUTSIDE_TEXT = {
    "symlink",
    "unreadable-file",
    "file-too-large",
    "not-utf-8",
    "empty-file",
}
"""What an example cannot show as text: tests/examples has these."""


def test_every_form_rule_is_documented() -> None:
    assert set(FORM_RULES) <= set(rules())


@pytest.mark.parametrize("name", FORM_RULES)
def test_a_form_rule_has_the_severity_that_loading_means(name: str) -> None:
    assert rules()[name].severity == FORM_SEVERITY.get(name, "error")
    assert rules()[name].find is None


def test_there_are_more_rules_than_anybody_would_count() -> None:
    assert len(rules()) >= 100


@pytest.mark.parametrize("name", sorted(set(rules()) - OUTSIDE_TEXT))
def test_the_wrong_example_is_found(name: str, found: Found) -> None:
    findings = found(rules()[name].wrong)
    assert name in {finding.rule for finding in findings}, findings


@pytest.mark.parametrize("name", sorted(rules()))
def test_the_right_example_is_not_found(name: str, found: Found) -> None:
    findings = [finding for finding in found(rules()[name].right) if finding.rule == name]
    assert findings == []


@pytest.mark.parametrize("name", sorted(set(rules()) - OUTSIDE_TEXT))
def test_the_right_example_has_no_error(name: str, found: Found) -> None:
    errors = [finding for finding in found(rules()[name].right) if finding.severity == "error"]
    assert errors == []


@pytest.mark.parametrize("rule", rules().values(), ids=rules())
def test_a_rule_speaks_plainly(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.wrong != rule.right
    jargon = {"node", "scalar", "parse", "parser", "null", "regex", "schema", "boolean", "string"}
    assert not jargon & set(f"{rule.summary} {rule.why}".lower().split())
