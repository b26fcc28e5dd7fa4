"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from ucops.rules.engine.finding import Finding

Found = Callable[[object], tuple[Finding, ...]]

CASES = [
    (
        "too-many-people",
        """\
team:
  pmm: [octo-0, octo-1, octo-2, octo-3, octo-4, octo-5, octo-6, octo-7, octo-8, octo-9]
  tmm: [octo-0, octo-1, octo-2, octo-3, octo-4, octo-5, octo-6, octo-7, octo-8, octo-9, octo-10]
""",
        """
example:5:8 11 people share the seat 'tmm'. → name the responsible person and a few backups
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()


EPIC = len("Use case: ")
NO_PRESET = "# ucops.yaml\nversion: 1\npreset: none\n"
TOO_MANY = "This use case wants 101 items; an epic holds 100. → join some, or split the use case"
TOO_MUCH = "The issue's text would have 65,537 characters; GitHub takes 65,536."


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (256 - EPIC, ""),
        (257 - EPIC, "The epic's title would have 257 characters; GitHub takes 256."),
    ],
)
def test_the_epics_title_is_measured_with_what_stands_before_it(
    said: Callable[[str, str], str], length: int, expected: str
) -> None:
    text = f"title: {'x' * length}\nproblem: P\n{NO_PRESET}"
    found = said(text, "title-too-long")
    assert found == (f"example:1:8 {expected} → shorten it by 1" if expected else "")


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (256, ""),
        (258, "would have 258 characters; GitHub takes 256. → shorten it by 2"),
    ],
)
def test_an_items_title_is_measured_with_its_use_cases(
    said: Callable[[str, str], str], length: int, expected: str
) -> None:
    title = "Builds for everybody, everywhere"
    own = "x" * (length - len(f"{title}: "))
    text = f"title: {title}\nproblem: P\nbom: {{a: {{title: {own}}}}}\n"
    message = " ".join(said(text, "title-too-long").split())
    assert message.endswith(expected)
    begin = "example:3:18 The issue's title 'Builds for everybody…: …' "
    assert message.startswith(begin) == bool(expected)


@pytest.mark.parametrize(("count", "expected"), [(100, ""), (101, f"example:3:1 {TOO_MANY}")])
def test_an_epic_holds_a_hundred_items(
    said: Callable[[str, str], str], count: int, expected: str
) -> None:
    items = "".join(f"  i{number}: {{title: T}}\n" for number in range(count))
    text = f"bom:\n{items}  no: {{title: T, skip: Not now.}}\n{NO_PRESET}"
    assert " ".join(said(text, "too-many-items").split()) == expected


@pytest.mark.parametrize(
    ("problem", "summary", "description", "checklist", "path"),
    [
        (1, 65_535, 1, [], ""),
        (1, 65_536, 1, [], "summary"),
        (65_535, 0, 1, [], ""),
        (65_537, 0, 0, [], "problem"),
        (65_536, 0, 1, [], "problem"),
        (32_768, 32_769, 1, [], "summary"),
        (32_769, 32_768, 1, [], "problem"),
        (1, 1, 65_532, [2, 1], ""),
        (1, 1, 65_532, [2, 2], "bom.a.description"),
        (1, 1, 0, [65_532, 4], "bom.a.checklist"),
        (32_769, 1, 32_768, [], "problem"),
        (32_768, 1, 32_769, [], "bom.a.description"),
    ],
)
def test_an_issue_holds_the_problem_and_what_belongs_to_it(
    found: Found, problem: int, summary: int, description: int, checklist: list[int], path: str
) -> None:
    use_case = {"title": "T", "problem": "p" * problem, "summary": "s" * summary}
    lines = [sign * length for sign, length in zip("cd", checklist, strict=False)]
    item = {"title": "T", "description": "d" * description, "checklist": lines}
    bom = {"bom": {"a": {key: value for key, value in item.items() if value}, "b": {"title": "B"}}}
    text = json.dumps({key: value for key, value in use_case.items() if value} | bom)
    findings = found({"usecases/a.yaml": text, "ucops.yaml": "version: 1\npreset: none\n"})
    hits = [one for one in findings if one.rule == "body-too-long"]
    assert [one.path for one in hits] == ([path] if path else [])
    assert {one.message for one in hits} == ({TOO_MUCH} if path else set())


@pytest.mark.parametrize(
    ("summary", "description", "path"), [(2, 2, "bom.a.description"), (32_769, 1, "problem")]
)
def test_of_two_texts_of_one_length_the_items_or_the_problem_is_named(
    found: Found, summary: int, description: int, path: str
) -> None:
    length = 32_769
    texts = f"problem: {'p' * length}\nsummary: {'s' * summary}\n"
    item = f"{{title: T, description: {'d' * (length if description > 1 else 1)}}}"
    hits = found(f"title: T\n{texts}bom:\n  a: {item}\n{NO_PRESET}")
    assert [one.path for one in hits if one.rule == "body-too-long"] == [path]
