"""The template repository is what `ucops init` makes, today."""

from __future__ import annotations

import re
from pathlib import Path

import template

from ucops import HOME


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_it_is_current(tmp_path: Path) -> None:
    """When it is not: python tools/template.py."""
    template.make(tmp_path / "new", template.commit_of(template.TEMPLATE))
    there = contents(template.TEMPLATE)
    del there[template.README]
    assert there == contents(tmp_path / "new")


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
