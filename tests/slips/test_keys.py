"""A text between braces that a comma ends is told once, with the text in quotes."""

from __future__ import annotations

from pathlib import Path

import pytest
from programme import loaded

from ucops.slips.keys import once
from ucops.text.problem import Problem

HEAD = "title: A\nproblem: B\n"

CASES = {
    "solution: {a: {how: See where time, money, and b come from.}}": (
        "3:37 the comma ends the text of how, and YAML takes 'money' for another key → put the "
        'text in quotes: solution: {a: {how: "See where time, money, and b come from."}}'
    ),
    "solution:\n  a: {how: See where time, money,\n    and b come from}": (
        "4:28 the comma ends the text of how, and YAML takes 'money' for another key → put the "
        'text in quotes: how: "See where time, money, and b come from"'
    ),
    "bom: {a: {description: b, c, due: tbd}}": (
        "3:27 the comma ends the text of description, and YAML takes 'c' for another key → put "
        'the text in quotes: bom: {a: {description: "b, c", due: tbd}}'
    ),
    'proof_points: [{customer: a, result: It says "b", c}]': (
        "3:51 the comma ends the text of result, and YAML takes 'c' for another key → put the "
        "text in quotes: proof_points: [{customer: a, result: 'It says \"b\", c'}]"
    ),
    'bom: {a: {description: "b", c}}': (
        "3:29 there is no key c in a → if others need to know it, say it in the item's "
        "`description`"
    ),
    "bom: {a: {c, description: b}}": (
        "3:11 there is no key c in a → if others need to know it, say it in the item's "
        "`description`"
    ),
    "message_house:\n  long: b\n  c:": (
        "5:3 there is no key c in message_house → known are: positioning, short, long, "
        "key_values, variants"
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_the_rest_of_a_text_is_no_key(tmp_path: Path, text: str, expected: str) -> None:
    [problem] = loaded(tmp_path, f"{HEAD}{text}\n").problems
    assert problem.span is not None
    place = f"{problem.span.line}:{problem.span.column}"
    assert f"{place} {problem.message} → {problem.hint}" == expected
    assert problem.rule == "unknown-key"


def test_only_the_pieces_of_one_text_are_told_once() -> None:
    def problem(rule: str, *path: str | int) -> Problem:
        return Problem(rule=rule, file="a.yaml", message="b", advice="c", path=path)

    problems = [
        problem("unknown-key", "a", "x"),
        problem("unknown-key", "a", "y"),
        problem("unknown-key", "b", "y"),
        problem("bad-slug", "b", "z"),
        problem("bad-slug", "c", 0),
        problem("bad-slug", "c", 1),
    ]
    assert once(problems) == [problems[0], problems[2], *problems[4:]]
