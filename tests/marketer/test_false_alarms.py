"""A finding of form on correct prose is a fault: the documentation's own is tried, folded."""

from __future__ import annotations

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
    ],
)
def test_links_and_quotations_are_no_fault(text: str) -> None:
    assert findings(loaded(f"{BASE}summary: |\n  {text}\n")) == []
