"""The page on views names every field that templates get, and no other."""

from __future__ import annotations

import dataclasses
import re

import pytest
from tests.docs.pages import TOP

from ucops.progress.coverage import Cell, Requirement
from ucops.progress.readiness import Point, Readiness
from ucops.report import gantt, views, words
from ucops.sync import views as issues

PAGE = (TOP / "docs" / "reference" / "views.md").read_text(encoding="utf-8")
SECTIONS = {
    "EpicView": issues.EpicView,
    "ItemView": issues.ItemView,
    "Member": issues.Member,
    "Reference": issues.Reference,
    "RoadmapView": views.RoadmapView,
    "UseCaseView": views.UseCaseView,
    "UseCaseRow": views.UseCaseRow,
    "Item in the report": views.ItemView,
}
SMALLER = (
    *(one for one in vars(views).values() if getattr(one, "__module__", "") == views.__name__),
    *(gantt.Gantt, gantt.Section, gantt.Bar, words.Word, Cell, Requirement, Point, Readiness),
)


def fields_of(view: type) -> set[str]:
    return {field.name for field in dataclasses.fields(view)}


@pytest.mark.parametrize("title", SECTIONS)
def test_section_names_its_fields(title: str) -> None:
    section = re.search(rf"^### {title}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section
    cells = re.findall(r"^\| ((?:`\w+` ?)+)\|", section[1], re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(cells))) == fields_of(SECTIONS[title])


@pytest.mark.parametrize(
    "view", [one for one in SMALLER if one not in SECTIONS.values()], ids=lambda one: one.__name__
)
def test_smaller_view_names_its_fields(view: type) -> None:
    row = re.search(rf"^\| {view.__name__} \| ((?:`\w+` ?)+)", PAGE, re.MULTILINE)
    assert row
    assert set(re.findall(r"`(\w+)`", row[1])) == fields_of(view)
