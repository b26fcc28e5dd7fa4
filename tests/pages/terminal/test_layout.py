from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from ucops.pages.terminal.layout import laid_out, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("one", 5, ["one"]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("one  two", 5, ["one", "two"]),
        ("é one two", 9, ["é one two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a bcdefgh ij", 4, ["a", "bcde", "fgh", "ij"]),
        ("配信 配信", 4, ["配信", "配信"]),
        ("配信配", 5, ["配信", "配"]),
        ("é one  ", 5, ["é one"]),
    ],
)
def test_a_text_is_broken_like_this(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(st.text(st.sampled_from("ab 配é-")), st.integers(2, 12))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert lines
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(("width", "columns"), [(10, 40), (40, 40), (41, 41), (100, 100)])
def test_lines_are_as_long_as_the_terminal_but_never_below_forty(width: int, columns: int) -> None:
    text = laid_out([Text("x" * 300)], color=False, width=width)
    assert max(map(len, text.splitlines())) == columns


def test_nothing_is_coloured_that_nobody_coloured() -> None:
    plain = "12 items, 'one' of them done on 2026-12-01"
    assert laid_out([plain], color=True, width=80) == f"{plain}\n"


def test_blanks_at_the_ends_of_lines_are_left_out() -> None:
    assert laid_out(["one  \ntwo ", "three"], color=False, width=80) == "one\ntwo\nthree\n"
