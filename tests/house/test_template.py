"""The template repository is what `ucops init` makes, today."""

from __future__ import annotations

import re

import template

from ucops import HOME


def test_it_holds_what_init_writes_and_a_page() -> None:
    """That the contents are current is tested with all that is generated."""
    there = {
        path.relative_to(template.TEMPLATE.parent).as_posix()
        for path in template.TEMPLATE.rglob("*")
        if path.is_file()
    }
    assert there == {*template.files(), f"template/{template.README}"}


def test_our_own_form_is_the_one_that_others_get() -> None:
    form = ".github/ISSUE_TEMPLATE/propose-use-case.yml"
    ours, theirs = (folder / form for folder in (template.TEMPLATE.parent, template.TEMPLATE))
    assert ours.read_bytes() == theirs.read_bytes()


def test_its_page_leads_to_what_is_there() -> None:
    text = (template.TEMPLATE / template.README).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    ours = [link.partition("/blob/main/")[2] for link in links if link.startswith(f"{HOME}/blob/")]
    assert ours
    assert all((template.TEMPLATE.parent / path).is_file() for path in ours)
    here = [link for link in links if not link.startswith("https:")]
    assert all((template.TEMPLATE / path).exists() for path in here)
