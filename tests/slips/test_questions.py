"""Where a correction does not hold, a question stands in its place, and never a mere reference."""

from __future__ import annotations

import pytest
from tests.marketer.judge import BASE, loaded

from ucops.rules.engine.form import FORM_RULES, MENDABLE
from ucops.slips.questions import QUESTIONS

NO_EDIT = {"byte-order-mark"}
"""What is mended without a line that could be shown."""


def test_every_rule_with_corrections_has_a_question() -> None:
    assert MENDABLE - NO_EDIT <= QUESTIONS.keys() <= FORM_RULES.keys()


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("bom:\n  deck: {title: 1_000, und, mehr, priority: 1}\n", "underscore-number"),
        ("discovery_questions:\n- approve/ship: who pays - price #43\n", "comment-cut"),
        ("competitors:\n  C:\\Rival: {title: Rival}\n", "missing-space"),
    ],
)
def test_a_correction_by_half_becomes_a_question(written: str, rule: str) -> None:
    [problem] = [one for one in loaded(BASE + written).problems if one.rule == rule]
    assert problem.hint == QUESTIONS[rule]


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("Rival, Inc: {title: Rival}", "rival-inc: {title: Rival}"),
        ("[`Rival`](https://octo.example): {title: R}", "rival-https-octo-example: {title: R}"),
        ("**Rival**: {title: Rival}", "rival: {title: Rival}"),
    ],
)
def test_words_in_front_of_an_entry_become_its_name(written: str, line: str) -> None:
    [problem] = loaded(f"{BASE}competitors:\n  {written}\n").problems
    assert problem.correction
    assert problem.correction.line == line
