"""Every key and value is found at its line and column."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ucops.reading.read import read
from ucops.text.source import START, Source, Span

TEXT = """\
# a comment
title: Ünï 😀
team:
  pmm: "octo"  # the lead
  tmm: [a, 'b b']
bom:
  x: {due: 2026-11-30, no: 1}
  2024:
    - one
    -   two: three
        four: >
          folded
          text
"""


def source(text: str) -> Source:
    return read(text.encode(), "a.yaml")[0]


@pytest.mark.parametrize(
    ("path", "key", "span"),
    [
        (("team",), True, Span(3, 1, 3, 5)),
        (("team",), False, Span(4, 3, 4, 26)),
        (("team", "pmm"), False, Span(4, 8, 4, 14)),
        (("team", "pmm"), True, Span(4, 3, 4, 6)),
        (("team", "tmm"), False, Span(5, 8, 5, 18)),
        (("team", "tmm", 1), False, Span(5, 12, 5, 17)),
        (("team", "tmm", 1), True, Span(5, 12, 5, 17)),
        (("team", "tmm", 7), False, Span(5, 3, 5, 6)),
        (("team", "pr"), False, Span(3, 1, 3, 5)),
        (("team", "pmm", "deeper"), False, Span(4, 3, 4, 6)),
        (("bom", "x", "due"), False, Span(7, 12, 7, 22)),
        (("bom", "x", "False"), True, Span(7, 24, 7, 26)),
        (("bom", "2024", 1, "two"), False, Span(10, 14, 10, 19)),
        (("bom", "2024", 1, "four"), False, Span(11, 15, 13, 15)),
        ((), False, Span(2, 1, 2, 6)),
        (("links", "x"), False, Span(2, 1, 2, 6)),
    ],
)
def test_a_place_is_found(path: tuple[str | int, ...], key: bool, span: Span) -> None:
    assert source(TEXT).locate(path, key=key) == span


def test_lines_end_at_lf_and_crlf_alone_and_columns_count_code_points() -> None:
    text = "a: 'x\u2028y\u2029z\x85w'\r\n'ü😀': b\r\n"
    found = source(text)
    assert found.locate(("ü😀",), key=True) == Span(2, 1, 2, 5)
    assert found.locate(("ü😀",)) == Span(2, 7, 2, 8)
    assert len(found.lines) == 3
    lone = source("a: 'x\ry'\nb: c\n")
    assert lone.locate(("b",)) == Span(2, 4, 2, 5)


def test_where_there_is_no_data_everything_is_at_the_start() -> None:
    assert source("").locate(("a",)) == START
    assert source("- a\n").locate(()) == START
    assert source("{}").locate(("a",)) == START
    assert source("").raw(("a",)) == ""


MERGED = "base: &b {x: 1, y: [a, b]}\nown:\n  <<: *b\n  z: 2\nlist: {<<: [*b, {w: 3}]}\n"


@pytest.mark.parametrize(
    ("path", "key", "span"),
    [
        (("own", "x"), False, Span(1, 14, 1, 15)),
        (("own", "y", 1), False, Span(1, 24, 1, 25)),
        (("own", "z"), True, Span(4, 3, 4, 4)),
        (("list", "w"), False, Span(5, 21, 5, 22)),
        (("list", "v"), False, Span(5, 1, 5, 5)),
        (("base", "y", 9), False, Span(1, 17, 1, 18)),
        ((), False, Span(1, 1, 1, 5)),
    ],
)
def test_what_is_merged_in_is_found_where_it_is_written(
    path: tuple[str | int, ...], key: bool, span: Span
) -> None:
    assert source(MERGED).locate(path, key=key) == span


def test_of_a_duplicate_key_the_last_one_counts() -> None:
    found = source("a: 1\nb: {c: 2}\na: 3\n12: 4\n12: 5\n")
    assert found.locate(("a",)) == Span(3, 4, 3, 5)
    assert found.locate(("12",)) == Span(5, 5, 5, 6)


def test_raw_text_and_rewritten_line() -> None:
    found = source('a:\n  b: "x y"   # why\n  c: >\n    long\n    text\n')
    assert found.raw(("a", "b")) == '"x y"'
    assert found.raw(("a", "b"), key=True) == "b"
    assert found.rewritten(("a", "b"), "z") == "b: z   # why"
    assert found.rewritten(("a", "c"), "z") == ""


KEYS = st.text("abcü😀 -", min_size=1, max_size=5)
LEAVES = st.one_of(st.integers(), st.booleans(), st.dates(), st.text("xyü😀 :#\n'\"", max_size=9))
DATA = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=15,
)


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in leaves(value, (*path, key))]
    if isinstance(data, list):
        return [leaf for at, value in enumerate(data) for leaf in leaves(value, (*path, at))]
    return [(path, data)]


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4), st.sampled_from([None, True]))
def test_what_stands_at_a_place_is_the_value(data: dict[str, Any], flow: bool | None) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True, width=1000)
    found = source(text)
    for path, value in leaves(data):
        raw = found.raw(path)
        assert yaml.safe_load(raw) == value
        span = found.locate(path)
        assert found.lines[span.line - 1][span.column - 1 :].startswith(raw.split("\n")[0])


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4))
def test_places_are_the_same_whether_kept_or_looked_up(data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    kept, looked_up = source(text), source(text)
    looked_up.hold(looked_up.data, None)
    for path, _ in leaves(data):
        for part in (path, path[:-1], (*path, "x")):
            for key in (False, True):
                assert kept.locate(part, key=key) == looked_up.locate(part, key=key)
