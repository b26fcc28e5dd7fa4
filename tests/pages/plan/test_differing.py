"""Where two texts differ is what is left of them when they are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucops.pages.plan.differing import around, told

WIDTH = 30
LONG = "abcdefghij" * 9
PAIRS = {
    "short ones": ("old", "new", "old", "new"),
    "one that begins differently": (f"x{LONG}", f"y{LONG}", f"x{LONG[:28]}…", f"y{LONG[:28]}…"),
    "one that differs late": (f"{LONG}x", f"{LONG}y", "…abcdefghijx", "…abcdefghijy"),
    "one that goes on": (LONG, f"{LONG}klm", "…abcdefghij", "…abcdefghijklm"),
    "one that differs in the middle": (
        f"{LONG}x{LONG}",
        f"{LONG}y{LONG}",
        f"…abcdefghijx{LONG[:17]}…",
        f"…abcdefghijy{LONG[:17]}…",
    ),
    "one that differs in a blank": ("a", "a  ", "a", "a··"),
}


@pytest.mark.parametrize(("one", "other", "first", "second"), PAIRS.values(), ids=PAIRS)
def test_two_texts(one: str, other: str, first: str, second: str) -> None:
    assert around(one, other, WIDTH) == (first, second)


def test_lines_that_would_look_the_same_are_cut_around_what_differs() -> None:
    lines = [
        f"- {LONG}1",
        "- short",
        f"- {LONG}2",
        f"+ {LONG}3",
        "+ other",
        f"+ {LONG}2",
        "+ short ",
    ]
    assert told(lines, 22) == [
        "- …efghij1",
        "- short",
        f"- {LONG[:19]}…",
        "+ …efghij3",
        "+ other",
        f"+ {LONG[:19]}…",
        "+ short·",
    ]


TEXTS = st.text("ab ", max_size=90).filter(str.strip)


@given(TEXTS, TEXTS, st.integers(12, 40))
def test_what_differs_never_looks_the_same(one: str, other: str, width: int) -> None:
    shown = told([f"- {one}", f"+ {other}"], width)
    assert all(len(line) <= width for line in shown)
    assert (shown[0][2:].rstrip() == shown[1][2:].rstrip()) == (one == other)
