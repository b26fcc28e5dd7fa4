from __future__ import annotations

import pytest

from ucops.fix.edit import Fix
from ucops.fix.judge import Moves, Reading, better
from ucops.text.problem import SUMMED_UP, Problem
from ucops.text.source import Source, Span

BEFORE = "A: 1\nb: 2\nc: 3\n"
AFTER = "aaa: 1\nb: 2\nc: 3\n"
KEY = Fix(rule="key", start=0, end=1, text="aaa", means=(), path=("aaa",))


def problem(rule: str, line: int, column: int, *path: str | int, on_key: bool = False) -> Problem:
    span = Span(line, column, line, column + 1) if line else None
    return Problem(rule=rule, file="a", message="", path=path, span=span, on_key=on_key)


def reading(text: str, *problems: Problem) -> Reading:
    return Reading(Source("a", text), problems)


def test_places_move_with_what_is_edited_before_them() -> None:
    moves = Moves([Fix(rule="x", start=10, end=12, text="", means=()), KEY])
    assert [moves.moved(at) for at in (1, 5, 12, 13)] == [3, 7, 12, 13]
    assert [bool(moves.edit_at(at)) for at in (0, 2, 3, 11, 12)] == [
        True,
        True,
        False,
        False,
        False,
    ]


WRONG = problem("key", 1, 1, "A", on_key=True)
OTHER = problem("x", 2, 4, "b")


@pytest.mark.parametrize(
    ("before", "after", "is_better"),
    [
        ([WRONG], [], True),
        ([WRONG, OTHER], [OTHER], True),
        # the same problem at its place, or another one there
        ([WRONG], [problem("key", 1, 1, "aaa", on_key=True)], False),
        ([WRONG], [problem("y", 1, 1, "aaa", on_key=True)], True),
        # what was hidden below it
        ([WRONG], [problem("x", 1, 6, "aaa"), problem("y", 3, 4, "aaa", "b", 1)], True),
        # what was hidden at the place of another one that is gone
        ([WRONG, OTHER], [problem("y", 2, 4, "c")], True),
        ([WRONG, OTHER], [problem("y", 3, 1, "b", "d")], True),
        # what is new elsewhere, or of another kind
        ([WRONG], [OTHER], False),
        ([WRONG, OTHER], [OTHER, problem("x", 3, 4, "c")], False),
        ([WRONG, OTHER], [problem("x", 2, 4, "b", on_key=True)], True),
        ([WRONG, problem("x", 0, 0)], [problem("x", 0, 0)], True),
        ([WRONG], [problem("x", 0, 0)], False),
        # what is not listed may be anywhere
        ([WRONG, problem(SUMMED_UP, 0, 0)], [OTHER], True),
        ([WRONG, problem(SUMMED_UP, 0, 0)], [problem("key", 1, 1, "aaa")], False),
    ],
)
def test_a_file_is_better_without_a_problem_and_no_new_one(
    before: list[Problem], after: list[Problem], *, is_better: bool
) -> None:
    assert better(reading(BEFORE, *before), reading(AFTER, *after), [KEY]) is is_better


def test_a_path_stands_for_all_that_is_below_it() -> None:
    deeper = problem("x", 1, 6, "aaa", "b")
    elsewhere = problem("x", 3, 4, "c", "aaa")
    assert better(reading(BEFORE, WRONG), reading(AFTER, deeper), [KEY])
    assert not better(reading(BEFORE, WRONG), reading(AFTER, elsewhere), [KEY])
