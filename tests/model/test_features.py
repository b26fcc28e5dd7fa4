"""The features of a solution are a list of names, or names with what they do here."""

from __future__ import annotations

from pathlib import Path

import pytest
from programme import loaded

from ucops.model.usecase import Solution

HEAD = "title: A\nproblem: B\nsolution: "


def test_a_list_says_nothing_of_them() -> None:
    assert Solution.model_validate({"features": ["a", "b"]}).features == {"a": "", "b": ""}
    assert Solution.model_validate({"features": {"a": "x", "b": "y"}}).features == {
        "a": "x",
        "b": "y",
    }


WRONG = {
    "{ci: {features: [pipelines, Code Search]}}": ("bad-slug", "3:39"),
    "{ci: {features: {pipelines: x, Code Search: y}}}": ("bad-slug", "3:42"),
    "{ci: {features: {pipelines: 12}}}": ("bare-number", "3:39"),
    "{ci: {features: pipelines}}": ("list-expected", "3:27"),
    "{ci: {features: 5}}": ("list-expected", "3:27"),
    "{ci: {features: [[a]]}}": ("wrong-type", "3:28"),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.items())
def test_what_is_wrong_is_said_at_its_place(
    tmp_path: Path, text: str, expected: tuple[str, str]
) -> None:
    [found] = loaded(tmp_path, f"{HEAD}{text}\n").problems
    assert found.span is not None
    assert (found.rule, f"{found.span.line}:{found.span.column}") == expected
