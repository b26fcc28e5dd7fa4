"""What others wrote steers neither a terminal nor a workflow's runner, and stays readable."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucops.prose.visible import (
    for_terminal,
    json_lines,
    json_text,
    printable,
    readable,
    seen,
    unsteering,
    without_commands,
)

COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
"""What the runner of a workflow takes for a command."""

TEXTS = st.lists(
    st.one_of(
        st.sampled_from([":", "::", "#", "##", "[", " ", "\t", "\r", "\n", "\x1b[1m", "a"]),
        st.text(max_size=3),
    )
).map("".join)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("::error::x", ":\u2060:error::x"),
        ("a\n  ::add-mask::x", "a\n  :\u2060:add-mask::x"),
        ("\x1b[1m::error::x", "\x1b[1m:\u2060:error::x"),
        ("a\r::error::x", "a\r:\u2060:error::x"),
        ("see ##[error]x", "see ##\u2060[error]x"),
        ("a::b and # [c]", "a::b and # [c]"),
    ],
)
def test_lines_are_no_commands(written: str, shown: str) -> None:
    assert without_commands(written) == shown
    assert without_commands(shown) == shown


@given(TEXTS)
def test_whatever_is_written_is_harmless(written: str) -> None:
    shown = for_terminal(written)
    assert not COMMAND.search(shown)
    lines = shown.replace("\u2060", "").split("\n")
    assert all(line.isprintable() for line in lines)
    assert len(lines) == written.count("\n") + 1


def test_what_cannot_be_seen_is_shown_by_a_sign() -> None:
    assert printable("a\u200bb\tc\x1b[31m\nd\u00a0e") == "a�b c�[31m�d�e"


def test_a_blank_of_another_width_is_a_blank_to_a_reader() -> None:
    assert readable("10\u00a0000\u3000x\x1b") == "10 000 x�"


@given(TEXTS | st.text(st.characters(exclude_categories=())))
def test_json_says_the_same_and_starts_nothing(written: str) -> None:
    text = json_text({"said": [written, {written: 1}]})
    assert json.loads(text) == {"said": [written, {written: 1}]}
    assert not COMMAND.search(text)
    assert not re.search("[\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_json_by_lines_says_the_same_and_starts_nothing(written: object) -> None:
    text = json_lines(written)
    assert json.loads(text) == written
    assert not COMMAND.search(text)
    assert text.endswith("\n")


def test_what_holds_no_mapping_is_one_line_of_json() -> None:
    document = {"one": {"a": [1, 2], "b": None}, "all": [{"c": "##[x"}, {}], "rest": [[1], [{}]]}
    assert (
        json_lines(document)
        == """\
{
 "one": {"a": [1, 2], "b": null},
 "all": [
  {"c": "##\\u005bx"},
  {}
 ],
 "rest": [
  [1],
  [
   {}
  ]
 ]
}
"""
    )


def test_json_keeps_letters_of_all_languages() -> None:
    assert json_text({"é": "例 🚀"}, indent=1) == '{\n "é": "例 🚀"\n}\n'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\x1b[2Jb\x9b1mc\x07", "a�[2Jb�1mc�"),
        ("x\u202etxt\u2066\u061c\u200f", "x�txt���"),
        ("a\u2028b\u2029c\x85d", "a�b�c�d"),
        ("a\rb\r\nc\td", "a�b\r\nc\td"),
        ("é – 👩\u200d💻 #1", "é – 👩\u200d💻 #1"),
    ],
)
def test_nothing_steers_and_the_rest_stays(written: str, shown: str) -> None:
    assert unsteering(written) == shown
    assert unsteering(shown) == shown


def test_colours_stay_where_they_are_ours() -> None:
    assert unsteering("\x1b[1;31mx\x1b[0m\x1b[2J", colored=True) == "\x1b[1;31mx\x1b[0m�[2J"
    assert unsteering("\x1b[1mx") == "�x"


def test_what_goes_into_a_file_has_no_unseen_sign() -> None:
    assert seen("a\u200bb\ufeff\r\nc\x1b[1m\u202ed") == "ab\nc[1md"
