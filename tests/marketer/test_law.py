"""The law: every correction is true, every finding has a way out, one slip is one finding."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.marketer.judge import BASE, HERE, Case, case, cases, judged

CASES = cases()
ENOUGH = 250


def test_there_are_enough_mistakes() -> None:
    assert len(CASES) >= ENOUGH


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_a_mistake_is_found_told_truly_told_once_and_mended_or_explained(one: Case) -> None:
    verdict = judged(one)
    assert verdict.found, verdict.why
    assert verdict.true, verdict.why
    assert verdict.once, verdict.why
    assert verdict.mended, verdict.why


PARTS = {
    "tier": "tier: 2\n",
    "budget": "budget: Finance operations\n",
    "journey": "journey: executive-led\n",
    "analysts": "analysts:\n- {firm: Forrester, report: Invoices, date: 2026-09}\n",
    "differentiators": "differentiators:\n  inbox: {title: One inbox, value: No search}\n",
    "objections": "objections:\n- {objection: Too dear, answer: 'It pays: in a year.'}\n",
    "discovery_questions": "discovery_questions:\n- How many are paid twice?\n- Who says so?\n",
    "personas": "personas: [ap-clerk]\n",
    "team": "team: {tmm: octo-tmm}\n",
    "measures": "measures:\n  cash: {title: Cash, target: 45, unit: days}\n",
    "bom": "bom:\n  battlecard: {owner: octo-tmm, due: 2027-02-12}\n",
}
"""Parts of a file in order, by their keys."""
WITHIN = [one for one in CASES if one.text.startswith(BASE)]


@settings(max_examples=200)
@given(
    st.sampled_from(WITHIN),
    st.lists(st.sampled_from(sorted(PARTS)), unique=True, max_size=8),
    st.integers(0, 8),
)
def test_a_mistake_in_any_file_fares_the_same(one: Case, names: list[str], above: int) -> None:
    """A mistake stands among the parts of a file, some above and some below it."""
    said = one.text.removeprefix(BASE)
    held = {*(one.meant if isinstance(one.meant, dict) else ()), *re.findall(r"(?m)^\w+", said)}
    free = [name for name in names if not {name, *ALIKE.get(name, ())} & held]
    parts = "".join(PARTS[name] for name in free[:above])
    below = "".join(PARTS[name] for name in free[above:])
    meant = None
    if isinstance(one.meant, dict):
        mistaken = {key: value for key, value in one.meant.items() if key not in HEAD}
        below_ = yaml.safe_load(below or "{}")
        meant = {**HEAD, **yaml.safe_load(parts or "{}"), **mistaken, **below_}
    text, line = f"{BASE}{parts}{said}{below}", one.line + parts.count("\n")
    verdict = judged(replace(one, text=text, line=line, meant=meant))
    assert verdict.found, verdict.why
    assert verdict.true, verdict.why
    assert verdict.once, verdict.why
    assert verdict.mended, verdict.why


ALIKE = {"team": ("owner", "sponsor"), "bom": ("due", "launch", "collateral", "assets", "Demo")}
"""Keys that are answered with a part that would stand twice then."""
HEAD = yaml.safe_load(BASE)


def test_every_case_says_either_what_is_meant_or_what_is_asked() -> None:
    paths: list[Path] = sorted((HERE / "cases").rglob("*.yaml"))
    assert all((case(path).meant is None) == bool(case(path).asks) for path in paths)
