from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.reading.load import Loaded
from ucops.rules.check import dotted, place
from ucops.rules.engine.rule import Hit
from ucops.text.source import Span

Written = Callable[[dict[str, str]], Loaded]

TEXT = """\
title: Builds
links:
  page: tbd
team:
  - pmm
  - tmm
"""


@pytest.mark.parametrize(
    ("path", "on_key", "line", "columns"),
    [
        (("links", "page"), False, 3, (9, 12)),
        (("links", "page"), True, 3, (3, 7)),
        (("links", "board"), False, 2, (1, 6)),
        (("links", "page", "deeper"), False, 3, (3, 7)),
        (("team", 1), False, 6, (5, 8)),
        (("team", 1), True, 6, (5, 8)),
        (("team", 2), False, 4, (1, 5)),
        (("team", "pmm"), False, 4, (1, 5)),
        (("bom", "video"), False, 1, (1, 6)),
        ((), False, 1, (1, 6)),
    ],
)
def test_a_hit_is_shown_at_its_place_or_the_nearest_above(
    written: Written, path: tuple[str | int, ...], on_key: bool, line: int, columns: tuple[int, int]
) -> None:
    source = written({"usecases/a.yaml": TEXT}).sources["usecases/a.yaml"]
    span = place(source, Hit("", path, on_key=on_key))
    assert span == Span(line, columns[0], line, columns[1])


def test_what_is_nowhere_is_shown_at_the_start(written: Written) -> None:
    source = written({"usecases/a.yaml": "links: {}\n"}).sources["usecases/a.yaml"]
    assert place(source, Hit("", ("bom",))) == Span(1, 1, 1, 1)


@pytest.mark.parametrize(
    ("path", "expected"),
    [((), ""), (("team", "pm"), "team.pm"), (("analysts", 0, "date"), "analysts[0].date")],
)
def test_a_path_is_written_as_people_read_it(path: tuple[str | int, ...], expected: str) -> None:
    assert dotted(path) == expected
