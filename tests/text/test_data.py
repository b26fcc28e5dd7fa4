"""Documents mean what PyYAML's safe loader makes of them, and what is odd is noted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ucops.reading.read import read
from ucops.text.data import DEPTH_LIMIT

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"),
    max_size=20,
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False),
    st.dates(),
    st.datetimes(),
    TEXT,
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=25,
)
FILES = st.dictionaries(TEXT, DATA, min_size=1, max_size=5)


@given(FILES, st.sampled_from([None, True, False]), st.sampled_from([None, '"', "'", "|"]))
def test_a_document_means_what_the_safe_loader_makes_of_it(
    data: dict[str, Any], flow: bool | None, style: str | None
) -> None:
    text = yaml.safe_dump(
        data, default_flow_style=flow, default_style=style, allow_unicode=True, width=60
    )
    source, problems = read(text.encode(), "a.yaml")
    expected = yaml.safe_load(text)
    tagged = {problem.rule for problem in problems} & {"tag", "duplicate-key"}
    if not tagged:
        assert source.data == expected


MERGES = [
    "base: &b {x: 1, y: 2}\nown: {<<: *b, y: 3, z: 4}\n",
    "base: &b {x: 1, y: 2}\nown:\n  y: 3\n  <<: *b\n",
    "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], z: 3}\n",
    "a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}\n",
    "a: &a [1, 2]\nb: *a\nc: {d: *a}\n",
    'a: {"<<": 1}\n',
]


@pytest.mark.parametrize("text", MERGES)
def test_merges_and_aliases_mean_what_the_safe_loader_makes_of_them(text: str) -> None:
    source, problems = read(text.encode(), "a.yaml")
    assert source.data == yaml.safe_load(text)
    assert problems == []


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


WRONG = {
    "a: 1\nb: 2\na: 3\n": [("duplicate-key", 3, 1)],
    "a: {b: 1, b: 2}\n": [("duplicate-key", 1, 11)],
    "a: !thing b\n": [("tag", 1, 4)],
    "a: !!set {x}\n": [("tag", 1, 4)],
    "a: !list [x]\n": [("tag", 1, 4)],
    "a: {{ x }}\n": [("unusable-key", 1, 5)],
    "a: {<<: 1}\n": [("bad-merge", 1, 9)],
    "a: {<<: [1, {b: 2}]}\n": [("bad-merge", 1, 10)],
    "a: &a [*a]\n": [("bad-alias", 1, 4)],
    bomb(12): [("bad-alias", 5, 5)],
    f"a: {'[' * (DEPTH_LIMIT + 5)}{']' * (DEPTH_LIMIT + 5)}\n": [("too-deep", 1, 53)],
    "a: &a " + "[" * 45 + "1" + "]" * 45 + "\nb: " + "[" * 40 + "*a" + "]" * 40 + "\n": [
        ("too-deep", 1, 16)
    ],
    'a: "x\\x07y"\n': [("control-character", 1, 4)],
    "a: 12:30\n": [("sexagesimal", 1, 4)],
    "a: 0123\n": [("octal-number", 1, 4)],
    "a: 0x1F\n": [("hex-number", 1, 4)],
    "a: 1_000\n": [("underscore-number", 1, 4)],
    "12:30: a\n": [("sexagesimal", 1, 1)],
    "a: #b\n": [("comment-cut", 1, 4)],
    "a: b #c\n": [("comment-cut", 1, 4)],
    "a: b # c\n": [],
    "a: 1 #c\n": [],
    "a: '#b'\n": [],
    "a:\n  - #b\n": [("comment-cut", 2, 5)],
}


@pytest.mark.parametrize(("text", "expected"), WRONG.items())
def test_what_is_odd_is_noted_at_its_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    _, problems = read(text.encode(), "a.yaml")
    found = [(one.rule, one.span.line, one.span.column) for one in problems if one.span]
    assert found == expected


def test_a_duplicate_key_names_the_first() -> None:
    _, [problem] = read(b"a: 1\nb: 2\na: 3\n", "a.yaml")
    assert "line 1" in problem.message
    assert (problem.path, problem.on_key) == (("a",), True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "arr: {size: 1_000, unit: x}\n",
            'write "1_000" for a text, or digits alone for a number',
        ),
        (
            "measures: {a: {target: 1_000, unit: x}}\n",
            "write: measures: {a: {target: 1000, unit: x}}",
        ),
        ("chat: #solution_ci\n", 'chat: "#solution_ci"'),
        ("title: We are #1\n", 'title: "We are #1"'),
    ],
)
def test_the_corrected_line_is_shown(text: str, line: str) -> None:
    _, [problem] = read(text.encode(), "a.yaml")
    assert line in problem.hint


def test_dates_are_days() -> None:
    source, _ = read(b"a: 2026-11-30\n", "a.yaml")
    assert source.data == {"a": dt.date(2026, 11, 30)}
