from __future__ import annotations

import pytest

from ucops.reading.proof import Made, Reading, comments, holds, same, well_kept
from ucops.reading.read import read
from ucops.text.correction import UNSAID, Correction, Edit, apart, applied
from ucops.text.problem import SUMMED_UP, Problem
from ucops.text.source import Path, Span

TEXT = "# a\nb: c # d\n# e\n\n  # f\ng: ['# h', # i\n  j]\nk: |\n  # l\n# m\n"


def test_every_comment_is_found() -> None:
    assert sorted(comments(TEXT)) == ["# a", "# d", "# e", "# f", "# i", "# m"]


@pytest.mark.parametrize(
    ("after", "lost", "kept"),
    [
        (TEXT, 0, True),
        (TEXT.replace("b: c", 'b: "no"'), 0, True),
        (TEXT.replace("# d", ""), 0, False),
        (TEXT.replace("# d", ""), 1, True),
        (TEXT.replace("# d", "# D"), 0, False),
        (TEXT + "n: [\n", 0, False),
    ],
)
def test_comments_are_kept(after: str, lost: int, *, kept: bool) -> None:
    assert well_kept(TEXT, after, lost) is kept


def test_readers_that_disagree_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ucops.reading.proof.compose", lambda _text: None)
    assert not well_kept("a: b\n", "a: b\n")


@pytest.mark.parametrize(
    ("one", "other"), [(1, True), (1, 1.0), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ("1", 1)]
)
def test_data_is_the_same_only_with_types_and_order(one: object, other: object) -> None:
    assert same(one, one)
    assert not same(one, other)


def correction(path: Path, value: object = UNSAID, name: str = "") -> Correction:
    return Correction(edits=(), line="", path=path, value=value, name=name)


def problem(rule: str, *path: str | int) -> Problem:
    return Problem(rule=rule, file="a", message="", path=path)


def reading(text: str, *problems: Problem) -> Reading:
    return Reading(read(text.encode(), "a")[0], problems)


BEFORE = "A: 1\nb: [2, x]\nc: {d: 3}\n"
KEY = correction(("A",), name="aaa")


@pytest.mark.parametrize(
    ("meant", "after", "held"),
    [
        (KEY, "aaa: 1\nb: [2, x]\nc: {d: 3}\n", True),
        (correction(("A",), 2, "aaa"), "aaa: 2\nb: [2, x]\nc: {d: 3}\n", True),
        (correction(("b", 1), "y"), "A: 1\nb: [2, y]\nc: {d: 3}\n", True),
        (correction(("b",), [2]), "A: 1\nb: [2]\nc: {d: 3}\n", True),
        (correction(("c", "d"), "3"), 'A: 1\nb: [2, x]\nc: {d: "3"}\n', True),
        # another value, another place, another type, nothing where the path leads
        (KEY, "aaa: 2\nb: [2, x]\nc: {d: 3}\n", False),
        (correction(("b", 1), "y"), "A: 1\nb: [2, y]\nc: {d: 4}\n", False),
        (correction(("c", "d"), "3"), BEFORE, False),
        (correction(("c", "e"), 1), BEFORE, False),
        (correction(("b", 7), 1), BEFORE, False),
        (correction((), 1), BEFORE, False),
    ],
)
def test_only_what_is_meant_may_change(meant: Correction, after: str, *, held: bool) -> None:
    made = [(problem("r", *meant.path), meant)]
    assert holds(reading(BEFORE, *(one for one, _ in made)), reading(after), made) is held


WRONG, OTHER = problem("key", "A"), problem("x", "b")
AFTER = BEFORE.replace("A", "aaa")


@pytest.mark.parametrize(
    ("before", "after", "held"),
    [
        ([WRONG], [], True),
        ([WRONG, OTHER], [OTHER], True),
        # the same problem at its place, or another one there
        ([WRONG], [problem("key", "aaa")], False),
        ([WRONG], [problem("y", "aaa")], True),
        # what was hidden below it
        ([WRONG], [problem("x", "aaa"), problem("y", "aaa", "b", 1)], True),
        # what was hidden at the place of another one that is gone
        ([WRONG, OTHER], [problem("y", "b", "d")], True),
        # what is new elsewhere
        ([WRONG], [OTHER], False),
        ([WRONG], [problem("x", "c", "aaa")], False),
        ([WRONG, OTHER], [OTHER, problem("x", "c")], False),
        ([WRONG, problem("x")], [problem("x")], True),
        ([WRONG], [problem("x")], False),
        # what is not listed may be anywhere
        ([WRONG, problem(SUMMED_UP)], [OTHER], True),
        ([WRONG, problem(SUMMED_UP)], [problem("key", "aaa")], False),
    ],
)
def test_a_file_is_better_without_a_problem_and_no_new_one(
    before: list[Problem], after: list[Problem], *, held: bool
) -> None:
    made: list[Made] = [(WRONG, KEY)]
    assert holds(reading(BEFORE, *before), reading(AFTER, *after), made) is held


def edited(start: int, end: int, text: str) -> Correction:
    edit = Edit(Span(1, start + 1, 1, end + 1), text)
    return Correction(edits=(edit,), line="")


def test_edits_that_overlap_are_kept_apart() -> None:
    first, second, third = edited(0, 3, "x"), edited(2, 4, "y"), edited(3, 5, "z")
    assert apart("abcdef", [third, second, first]) == [first, third]
    assert applied("abcdef", [*first.edits, *third.edits]) == "xzf"
