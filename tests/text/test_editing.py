"""Putting values into YAML texts: they say what was wanted, and every other line stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucops import resources
from ucops.errors import UsageError
from ucops.text.compose import plain_data
from ucops.text.editing import append, put, written
from ucops.text.source import Source

FILES = sorted((resources.example() / "usecases").glob("*.yaml"))


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a: 1 # one\nb: 2\n", "a", 3, "a: 3 # one\nb: 2\n"),
        ("a: {b: 1, c: 2} # why\n", "a.c", "x, y", "a: {b: 1, c: 'x, y'} # why\n"),
        ("a: {b: 1} # why\n", "a.c", 2, "a: {b: 1, c: 2} # why\n"),
        ("a: {}\n", "a.c", 2, "a: {c: 2}\n"),
        ("a:\nb: 1\n", "a.c", 2, "a:\n  c: 2\nb: 1\n"),
        ("a:   # later\nb: 1\n", "a.c", 2, "a:   # later\n  c: 2\nb: 1\n"),
        ("a: null\n", "a.c", 2, "a: {c: 2}\n"),
        (
            "a:\n    b: 1 # one\n\n# next\nd: 2\n",
            "a.c",
            2,
            "a:\n    b: 1 # one\n    c: 2\n\n# next\nd: 2\n",
        ),
        (
            "a:\n  b: |\n    text\n    more\nd: 2\n",
            "a.c",
            2,
            "a:\n  b: |\n    text\n    more\n  c: 2\nd: 2\n",
        ),
        ("a: 1", "b.c", 2, "a: 1\nb: {c: 2}\n"),
        ("a: 1\r\n", "b", 2, "a: 1\r\nb: 2\r\n"),
        ("a:\n  b:\n    c: 1\n", "a.b.d.e", "x", "a:\n  b:\n    c: 1\n    d: {e: x}\n"),
        ("a: [1,\n  2]\nb: 1\n", "a", [3], "a: [3]\nb: 1\n"),
        ("a:\n", "a", "x", "a: x\n"),
        ("a: 1\n", "2026-10-31", 2, "a: 1\n'2026-10-31': 2\n"),
    ],
)
def test_a_value_is_put_where_it_belongs(before: str, path: str, value: object, after: str) -> None:
    assert put(before, tuple(path.split(".")), value) == after


def test_a_day_may_be_a_key() -> None:
    text = "values: {2026-09-30: 1}\n"
    assert put(text, ("values", dt.date(2026, 10, 31)), 2) == (
        "values: {2026-09-30: 1, 2026-10-31: 2}\n"
    )
    assert put(text, ("values", dt.date(2026, 9, 30)), 2) == "values: {2026-09-30: 2}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("b: 1\n", "b: 1\na: [{x: 1}]\n"),
        ("a:\nb: 1\n", "a: [{x: 1}]\nb: 1\n"),
        ("a: []\n", "a: [{x: 1}]\n"),
        ("a: [{x: 0}] # seen\n", "a: [{x: 0}, {x: 1}] # seen\n"),
        ("a:\n- x: 0\n  y: 1 # seen\n\nb: 1\n", "a:\n- x: 0\n  y: 1 # seen\n- {x: 1}\n\nb: 1\n"),
        ("a:\n  - {x: 0}\n", "a:\n  - {x: 0}\n  - {x: 1}\n"),
    ],
)
def test_an_entry_goes_to_the_end_of_its_list(before: str, after: str) -> None:
    assert append(before, ("a",), {"x": 1}) == after


@pytest.mark.parametrize(
    ("before", "path"),
    [
        ("a: {b: 1\n", "a"),
        ("- a\n", "a"),
        ("a: text\n", "a.b"),
        ("a: &x {b: 1}\nc: *x\n", "c.d"),
    ],
)
def test_what_cannot_be_put_in_alone_is_left_to_a_person(before: str, path: str) -> None:
    with pytest.raises(UsageError):
        put(before, tuple(path.split(".")), 1)


def test_nothing_is_appended_to_what_is_no_list() -> None:
    with pytest.raises(UsageError, match="is no list"):
        append("a: text\n", ("a",), 1)


@pytest.mark.parametrize("value", ["no", "12:30", "a: b", "# x", "x, y", dt.date(2026, 1, 2), 1.5])
def test_a_value_is_written_so_that_it_is_read_again(value: object) -> None:
    assert plain_data(f"{{a: {written(value)}}}") == {"a": value}


def paths(data: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    inner = data.items() if isinstance(data, dict) else ()
    return [path, *(found for key, one in inner for found in paths(one, (*path, str(key))))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@settings(max_examples=15)
@given(choice=st.data())
def test_everything_around_the_value_stays_to_the_letter(file: Path, choice: st.DataObject) -> None:
    text = file.read_text(encoding="utf-8")
    source = Source(file.name, text)
    known = [path for path in paths(plain_data(text)) if path]
    key = choice.draw(st.sampled_from(["new", "title", "due"]))
    path = (*choice.draw(st.sampled_from(known)), key)
    try:
        after = put(text, path, "something new")
    except UsageError:
        return  # it is no mapping, and stays as it is
    replaced = len(source.raw(path)) if path in known else 0
    begun = common_start(text, after)
    ended = common_start(text[begun:][::-1], after[begun:][::-1])
    assert begun + ended >= len(text) - replaced


def common_start(one: str, other: str) -> int:
    differing = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))
