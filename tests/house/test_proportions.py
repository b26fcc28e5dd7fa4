"""What `make house` shows: a line a room, what is large, and what has a single importer."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import grimp
import pytest

MODULE = '''\
"""A module."""


class Large:
    """A class of six lines."""

    def one(self) -> int:
        """What it is."""
        return 1


def two() -> int:
    return 2
'''


@pytest.fixture
def shape(house: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(house, "PACKAGE", tmp_path)
    (tmp_path / "room").mkdir()
    file = tmp_path / "room" / "module.py"
    file.write_text(MODULE)
    return house.shape(file)


def test_a_module_is_measured_without_docstrings(shape: Any) -> None:
    assert (shape.room, shape.name, shape.lines) == ("room", "room/module.py", 13)
    assert list(shape.functions.values()) == [2, 2]
    assert shape.classes == {"Large": 6}


def test_a_line_a_room_and_one_for_all(house: ModuleType, shape: Any) -> None:
    heading, room, every = house.table([shape])
    assert heading.split()[:3] == ["room", "files", "lines"]
    assert room.split() == ["room", "1", "13", "13", "2", "2", "2"]
    assert every.split()[0] == "all"


def test_what_is_large_is_named(
    house: ModuleType, shape: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(house.large([shape])) == []
    monkeypatch.setattr(house, "CLASS", 5)
    monkeypatch.setattr(house, "FILE", 12)
    assert list(house.large([shape])) == [("room/module.py", 13), ("room/module.py: Large", 6)]


def test_modules_with_a_single_importer(house: ModuleType) -> None:
    graph = grimp.ImportGraph()
    for importer, imported in (
        ("ucops.a", "ucops.b"),
        ("ucops.a", "ucops.c"),
        ("ucops.b", "ucops.c"),
    ):
        graph.add_import(importer=importer, imported=imported)
    assert list(house.single(graph)) == [("b", "a")]
