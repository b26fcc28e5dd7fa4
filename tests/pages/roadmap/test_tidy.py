"""Whatever a use case says and leaves out, pages have no doubled blank lines and no loose ends."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from anchors import anchors, inner_links
from hostile import EVERY_FIELD, HOSTILE, everywhere
from programme_data import TODAY, issue, snapshot
from report_data import rendered

from ucops.progress.programme import measure
from ucops.reading.load import load

FILE = "usecases/alpha.yaml"
WHOLE: dict[str, Any] = yaml.safe_load((EVERY_FIELD / FILE).read_text(encoding="utf-8"))
NEEDED = ("title", "problem", "tier", "status")
FIELDS = [name for name in WHOLE if name not in NEEDED]
FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1 *$", re.MULTILINE | re.DOTALL)


def untidy(root: Path, said: dict[str, Any]) -> list[str]:
    """The lines of pages that are untidy, with what stands before them."""
    (root / FILE).write_text(yaml.safe_dump(said), encoding="utf-8")
    catalog = load(root).catalog
    files = [rendered(measure(catalog, held, TODAY)) for held in (snapshot(), None)]
    return [
        f"{name}: {found[0]!r}"
        for name, text in (pair for each in files for pair in each.items())
        if name.endswith(".md")
        for found in re.finditer(r".*\n\n\n.*|.*[ \t]+$", FENCE.sub("code", text), re.MULTILINE)
    ]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EVERY_FIELD, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.parametrize("field", FIELDS)
def test_with_one_field_alone(root: Path, field: str) -> None:
    said = {name: WHOLE[name] for name in (*NEEDED, field)}
    assert untidy(root, said) == []


@pytest.mark.parametrize("part", ["message_house", "funnel", "solution", "scenarios"])
def test_with_one_field_of_a_part_alone(root: Path, part: str) -> None:
    every = WHOLE[part]
    for name in every:
        assert untidy(root, {one: WHOLE[one] for one in NEEDED} | {part: {name: every[name]}}) == []


@pytest.mark.parametrize("field", FIELDS)
def test_without_one_field(root: Path, field: str) -> None:
    said = {name: value for name, value in WHOLE.items() if name != field}
    assert untidy(root, said) == []


def test_links_within_a_page_lead_to_a_part_of_it(root: Path) -> None:
    files = rendered(measure(load(root).catalog, snapshot(), TODAY))
    pages = {name: text for name, text in files.items() if name.endswith(".md")}
    found = [
        (name, at) for name, text in pages.items() for file, at in inner_links(text) if not file
    ]
    assert len(found) > 20
    assert [(name, at) for name, at in found if at not in anchors(pages[name])] == []


TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
CELL = re.compile(r"(?<!\\)\|")


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_stands_in_a_cell_every_row_has_as_many(text: str, tmp_path: Path) -> None:
    """A sign that ends a cell would move all that follows below another heading, or out of it."""
    held = snapshot(issue("alpha", 1), issue("alpha/zz-standard", 2))
    files = rendered(measure(everywhere(text, tmp_path), held, TODAY))
    tables = [
        table.splitlines()
        for name, page in files.items()
        if name.endswith(".md")
        for table in TABLE.findall(FENCE.sub("code", page))
    ]
    assert len(tables) > 40
    for rows in tables:
        assert len({len(CELL.findall(row)) for row in rows}) == 1, rows
        assert re.fullmatch(r"(\| :?-+:? )+\|", rows[1]), rows
