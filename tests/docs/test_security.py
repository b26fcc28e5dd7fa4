"""Every test that docs/security.md names is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security.md").read_text()
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`((?:, `test_\w+`)*)", PAGE)


@pytest.mark.parametrize(("file", "test", "more"), NAMED)
def test_what_holds_a_promise_is_there(file: str, test: str, more: str) -> None:
    text = (ROOT / file).read_text()
    for name in filter(None, [test, *re.findall(r"test_\w+", more)]):
        assert f"def {name}(" in text


POINTS = tomllib.loads((ROOT / "tests/chaos/breaks.toml").read_text())["point"]
ROWS = re.findall(r"^\| (\d+) \| .* \| (.*) \|$", PAGE, re.MULTILINE)


def test_the_table_is_whole() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, 23))


@pytest.mark.parametrize(("number", "broken"), ROWS[:-1])
def test_every_break_that_is_named_is_made(number: str, broken: str) -> None:
    for named in broken.split(", "):
        point, _, case = named.partition(" ")
        assert case in {one["case"] for one in POINTS[int(point) - 1]["break"]}, (number, named)
