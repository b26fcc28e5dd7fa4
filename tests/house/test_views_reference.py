from __future__ import annotations

import inspect
from dataclasses import dataclass, is_dataclass

import pytest
from views_reference import FieldDoc, ViewDoc, describe

from ucops.pages.roadmap import burndown, burnup, events, page, readers, roadmap, views

VIEWS = [
    view
    for module in (views, roadmap, page, readers, events, burnup, burndown)
    for _, view in inspect.getmembers(module, is_dataclass)
    if view.__module__ == module.__name__
]


@dataclass(frozen=True)
class Sample:
    """A sample view.

    It has more to say.

    Attributes:
        first, second: Two numbers,
            in one line.
        third: Or `None`: nothing.
    """

    first: int
    second: int
    third: str | None
    plain: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """Both together."""
        return self.first + self.second


def test_a_view_is_described_by_its_own_definition() -> None:
    assert describe([Sample]) == (
        ViewDoc(
            "Sample",
            "A sample view.",
            (
                FieldDoc("first", "int", "Two numbers, in one line."),
                FieldDoc("second", "int", "Two numbers, in one line."),
                FieldDoc("third", "str | None", "Or `None`: nothing."),
                FieldDoc("plain", "tuple[int, ...]", ""),
                FieldDoc("total", "int", "Both together."),
            ),
        ),
    )


@pytest.mark.parametrize("view", VIEWS)
def test_every_field_that_templates_get_is_explained(view: type) -> None:
    (found,) = describe([view])
    assert found.summary
    assert [field.name for field in found.fields if not field.meaning] == []


def test_there_are_views() -> None:
    assert len(VIEWS) == 29
