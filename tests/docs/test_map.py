"""The map is true: every room is on it, and every path that it names is there."""

from __future__ import annotations

import re

import pytest
from tests.docs.pages import TOP

SOURCES = TOP / "src" / "ucops"
PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md")
_FILE = re.compile(r"(?<![<\w/])(?:[\w.-]+/)+[\w.-]+\.(?:j2|md|py|toml)\b")
_FOLDER = re.compile(r"`((?:[\w.-]+/)+)`")


def named(page: str) -> set[str]:
    """The paths that a page names, without those that stand for many."""
    text = (TOP / page).read_text(encoding="utf-8")
    return {*_FILE.findall(text), *_FOLDER.findall(text)}


@pytest.mark.parametrize("page", PAGES)
def test_every_path_on_the_map_is_there(page: str) -> None:
    missing = [
        path
        for path in sorted(named(page))
        if not any((folder / path).exists() for folder in (TOP, SOURCES, TOP / "tests"))
    ]
    assert missing == []


def test_every_room_is_on_the_map() -> None:
    text = (TOP / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {
        *(f"{path.parent.name}/" for path in SOURCES.glob("*/__init__.py")),
        *(path.name for path in SOURCES.glob("[!_]*.py")),
    }
    assert {room for room in rooms if f"  {room} " not in text} == set()


def test_a_wrong_path_would_be_found() -> None:
    assert "model/facts.py" in named("ARCHITECTURE.md")
    assert len(named("ARCHITECTURE.md")) > 60
