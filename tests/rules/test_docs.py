from __future__ import annotations

import re
from pathlib import Path

import pytest

from ucops.rules.engine.docs import FAMILIES, render_docs, visible
from ucops.rules.engine.registry import rules

COMMITTED = Path(__file__).parents[2] / "docs" / "rules"
PAGES = render_docs()
SKELETON = ["## Why it matters", "## Wrong", "## Right", "## How to silence it"]


def test_every_rule_has_a_page_and_a_line_in_the_index() -> None:
    assert set(PAGES) == {"README.md", *(f"{name}.md" for name in rules())}
    index = re.findall(r"^\| \[([a-z0-9-]+)\]\((.+?)\)", PAGES["README.md"], re.MULTILINE)
    assert sorted(index) == sorted((name, f"{name}.md") for name in rules())


@pytest.mark.parametrize("name", rules())
def test_a_page_follows_the_skeleton(name: str) -> None:
    page = PAGES[f"{name}.md"]
    assert [line for line in page.splitlines() if line.startswith("## ")] == SKELETON
    assert rules()[name].summary in page
    assert page.isprintable() or all(sign.isprintable() or sign == "\n" for sign in page)


def test_the_committed_pages_are_current() -> None:
    committed = {path.name: path.read_text() for path in COMMITTED.glob("*.md")}
    assert committed == render_docs()


def test_every_family_has_a_title() -> None:
    assert {rule.family for rule in rules().values()} == set(FAMILIES)


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("a: b\n", "a: b"),
        ("\ta\n", "\\ta"),
        ("a\u202eb\n", "a\\u202eb"),
        ("x\n" * 40, "x\n" * 30 + "…"),
        ("x\n" * 30, ("x\n" * 30).strip()),
        ("y" * 100, "y" * 100),
        ("y" * 101, "y" * 60 + " …"),
    ],
)
def test_an_example_can_be_shown(example: str, expected: str) -> None:
    assert visible(example) == expected
