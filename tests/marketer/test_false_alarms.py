"""A finding of form on correct prose is a fault: the documentation's own is tried, folded."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.marketer.judge import BASE, findings, loaded

from ucops.rules.all import rules

DOCS = sorted((Path(__file__).parents[2] / "docs").rglob("*.md"))
ENOUGH = 100


def paragraphs() -> list[str]:
    """Paragraphs of whole sentences, without code, tables and lists."""
    every = (one for path in DOCS for one in re.split(r"\n\s*\n", path.read_text()))
    joined = (" ".join(one.split()) for one in every)
    whole = re.compile(r"[A-Z][^|`]{60,600}[.?!:]")
    return list(dict.fromkeys(one for one in joined if whole.fullmatch(one)))


def test_prose_of_the_documentation_is_no_fault_of_form() -> None:
    prose = paragraphs()
    assert len(prose) >= ENOUGH
    text = BASE + "discovery_questions:\n" + "".join(f"- >-\n  {one}\n" for one in prose)
    said = [one for one in findings(loaded(text)) if rules()[one.rule].family in FORM]
    assert said == []


FORM = {"syntax", "traps", "form"}
# ruff: noqa: RUF001 - people write such quotes
SIGNS = (
    "It costs $3,000 a year (€49.90 a month).",
    "See https://docs.octo.example/a?b=c#d for more.",
    "It ships on 2027-01-29, not on 29.01.2027.",
    "We are #1 in “speed”, and „fertig“ since Q1 2027.",
    "Use **bold** words: «vite», »schnell« and ‘soon’.",
    "Ask [the team](https://docs.octo.example/team) – by 5:30 p.m.",
    "C# and F# (100 %), 24/7; 3 % less.",
    "Call it “deep work” & go!",
    "Note: 10,000 users @ 50 % off.",
    "El “precio” es 1.000 €; ¿verdad?",
    "- which is 1_000 – or `{a: b}` – in code.",
)
"""What marketing texts are full of."""
ALSO = {"lonely-quote", "curly-quotes", "template-text", "placeholder-as-text"}


@pytest.mark.parametrize("quoted", [False, True])
def test_prose_with_the_signs_of_marketing_is_no_fault_of_form(quoted: bool) -> None:
    """In quotes, or folded, nothing in a text means anything to YAML."""
    texts = [f"{one} {SIGNS[at % len(SIGNS)]}" for at, one in enumerate(paragraphs())]
    shown = [json.dumps(one, ensure_ascii=False) if quoted else f">-\n  {one}" for one in texts]
    text = BASE + "discovery_questions:\n" + "".join(f"- {one}\n" for one in shown)
    every = findings(loaded(text))
    said = [one for one in every if rules()[one.rule].family in FORM or one.rule in ALSO]
    assert said == []


@pytest.mark.parametrize(
    "text",
    [
        "Tracked in [#4711](https://github.com/acme/app/issues/4711).",
        "See https://github.com/acme/app/pull/12#issuecomment-99 for it.",
        "What keeps people from “deep work”, and why?",
        "We are the #1 in invoice matching.",
        "How many apply? And how many give up?",
        "6 weeks -> 1 week",
        "+12 % meters read",
        "Type your text in the field, and everybody who explains things here sees it.",
        "Explain to a clerk why she should enter invoices here, and she will replace this tool.",
    ],
)
def test_links_and_quotations_are_no_fault(text: str) -> None:
    assert findings(loaded(f"{BASE}summary: |\n  {text}\n")) == []
