from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import get_args, get_type_hints

import pytest
from views_reference import FieldDoc, ViewDoc, describe

from docs import VIEWS as VIEWS_OF_TEMPLATES
from ucops.model.config import Config, Milestone
from ucops.model.usecase import Scenario, UseCase
from ucops.pages.roadmap import burndown, burnup, decisions, events, page, readers, roadmap, views

VIEWS = [
    view
    for module in (views, roadmap, page, readers, events, burnup, burndown, decisions)
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
    assert len(VIEWS) == 27


ELSEWHERE = (UseCase, Scenario, Config, Milestone)
"""Types that docs/reference/fields.md describes."""


def parts(hint: object) -> Iterator[object]:
    yield hint
    for argument in get_args(hint):
        yield from parts(argument)


def named(view: type) -> Iterator[type]:
    """The types of ucops that the fields of a view hold."""
    hints = get_type_hints(view, vars(sys.modules[view.__module__]))
    for field in fields(view):
        for part in parts(hints[field.name]):
            if isinstance(part, type) and part.__module__.startswith("ucops"):
                yield part


DOCUMENTED = [view for views in VIEWS_OF_TEMPLATES.values() for view in views]


@pytest.mark.parametrize("view", DOCUMENTED)
def test_what_a_view_holds_is_described_too(view: type) -> None:
    known = {*DOCUMENTED, *ELSEWHERE}
    unknown = {part.__name__ for part in named(view) if part not in known}
    assert not {name for name in unknown if not name.endswith("State")}
