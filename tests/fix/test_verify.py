from __future__ import annotations

import pytest

from ucops.fix.edit import Fix, Meaning, apart, applied
from ucops.fix.verify import comments, intended, same, well_kept

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
    monkeypatch.setattr("ucops.fix.verify.compose", lambda _text: None)
    assert not well_kept("a: b\n", "a: b\n")


@pytest.mark.parametrize(
    ("one", "other"), [(1, True), (1, 1.0), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ("1", 1)]
)
def test_data_is_the_same_only_with_types_and_order(one: object, other: object) -> None:
    assert same(one, one)
    assert not same(one, other)


def fix(start: int, end: int, text: str, *means: Meaning) -> Fix:
    return Fix(rule="x", start=start, end=end, text=text, means=means)


def test_what_is_meant_stands_in_for_what_is_written() -> None:
    fixes = [fix(0, 1, "x", Meaning(0, "x")), fix(3, 9, "y", Meaning(3, "y", whole=True))]
    assert intended("a: {b: c}\nd: e\n", fixes) == {"x": "y", "d": "e"}
    assert intended("", []) is None


def test_edits_that_overlap_are_kept_apart() -> None:
    first, second, third = fix(0, 3, "x"), fix(2, 4, "y"), fix(3, 5, "z")
    assert apart([third, second, first]) == [first, third]
    assert applied("abcdef", [first, third]) == "xzf"
