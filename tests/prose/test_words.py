from __future__ import annotations

import pytest

from ucops.prose.words import counted, listed, sentence


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcdef"), "a, b, c, d, e and f"),
        (list("abcdefgh"), "a, b, c, d, e, f and 2 more"),
    ],
)
def test_names_are_joined_like_a_sentence(names: list[str], expected: str) -> None:
    assert listed(names) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 people"), (1, "1 person"), (1200, "1,200 people")]
)
def test_things_are_counted(number: int, expected: str) -> None:
    assert counted(number, "person", "people") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the file is empty", "The file is empty."),
        ("'a b' is no key", "'a b' is no key."),
        ("Is it?", "Is it?"),
        ("", "."),
    ],
)
def test_a_message_is_a_sentence(text: str, expected: str) -> None:
    assert sentence(text) == expected
