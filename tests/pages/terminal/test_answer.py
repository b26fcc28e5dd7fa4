from __future__ import annotations

import pytest

from ucops.pages.terminal.answer import answered
from ucops.pages.terminal.layout import laid_out


def shown(found: object) -> str:
    return laid_out([answered(found)], color=False, width=80)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("ci", "ci\n"),
        (3, "3\n"),
        (["a", None, ["b", "c"]], "a\n–\nb, c\n"),
        ({"open": True, "late": False, "in": {"x": 1}}, "open  yes\nlate  no\nin    x: 1\n"),
        ([{"a_b": 1}, {"c": []}], "a b  c\n1    –\n–    –\n"),
        ("\x1b[31mred", "�[31mred\n"),
    ],
)
def test_whatever_an_expression_finds_can_be_shown(found: object, text: str) -> None:
    assert shown(found) == text


def test_long_texts_break_and_keys_do_not() -> None:
    found = shown([{"key": "ci/" + "k" * 30, "title": "word " * 30}])
    assert "ci/" + "k" * 30 in found
    assert max(map(len, found.splitlines())) <= 80
