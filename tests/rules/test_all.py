from __future__ import annotations

import pytest

from ucops.model.usecase import UseCase
from ucops.pages.findings.listing import FAMILIES
from ucops.rules.all import rules
from ucops.rules.engine.form import FORM_RULES, MENDABLE


def test_every_form_rule_is_listed_and_has_no_function() -> None:
    assert set(FORM_RULES) <= set(rules())
    assert {name for name, rule in rules().items() if not (rule.in_file or rule.in_all)} == set(
        FORM_RULES
    )


def test_what_can_be_mended_is_found_while_reading() -> None:
    assert set(FORM_RULES) >= MENDABLE


def test_there_are_more_rules_than_anybody_would_count() -> None:
    assert len(rules()) >= 100


def test_every_family_has_a_title() -> None:
    assert {rule.family for rule in rules().values()} == set(FAMILIES)


@pytest.mark.parametrize("name", sorted({one.yields_to for one in rules().values()} - {""}))
def test_rules_yield_to_rules_that_exist(name: str) -> None:
    assert name in rules()


def test_rules_over_one_file_yield_to_no_rule_over_all() -> None:
    """What is found in a file is settled before the files are looked at beside each other."""
    within = [rule for rule in rules().values() if rule.in_file and rule.yields_to]
    assert within
    assert not [rule.name for rule in within if rules()[rule.yields_to].in_all]
    assert not [rule.name for rule in rules().values() if rule.in_all and rule.needs]


def test_what_a_rule_needs_is_a_part_of_a_use_case() -> None:
    parts = {part for one in rules().values() for part in one.needs or () if part[0] != "."}
    assert parts <= set(UseCase.model_fields)
    assert "bom" in parts
