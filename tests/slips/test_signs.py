"""A number sign in front of a number cuts a text off, as one in front of a word does."""

from __future__ import annotations

import pytest

from ucops.reading.read import read

ASIDE = "put it in quotes (a comment stands on a line of its own): "
CASES = {
    "title: The # 1 CI for teams\n": f'1:8 {ASIDE}title: "The # 1 CI for teams"',
    "title: The #  1 # CI\n": f'1:8 {ASIDE}title: "The #  1" # CI',
    'a:\n  - Rated # 10, or "so"\n': f"2:5 {ASIDE}- 'Rated # 10, or \"so\"'",
    "a: rated by # 1\r\nb: c\r\n": f'1:4 {ASIDE}a: "rated by # 1"',
    "a: It is\n  rated # 1\nb: c\n": (
        "1:4 put the whole text in quotes, from its first line to its last"
    ),
    "a: It is\n  rated #1\nb: c\n": (
        "1:4 put the whole text in quotes, from its first line to its last"
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_a_place_in_a_ranking_is_no_comment(text: str, expected: str) -> None:
    _, [problem] = read(text.encode(), "a.yaml")
    assert problem.span is not None
    assert f"{problem.span.line}:{problem.span.column} {problem.hint}" == expected
    assert problem.rule == "comment-cut"


COMMENTS = [
    "tier: 1 # 1 key, 2 secondary\n",
    "due: tbd # 2 weeks after the launch\n",
    "a: Fast builds  # 1 of 3\n",
    "a: Fast builds # 100 words\n",
    "a: Fast builds # 30 % more\n",
    "a: Fast builds # 2026-11-30\n",
    "a: Fast builds # 2nd\n",
    "a: It is fast. # 3 words\n",
    "a: 'The' # 1 CI\n",
    "a: # 1 CI\n",
    "The a: b # 1 CI\n",
    "Fast # 1\n: b\n",
]


@pytest.mark.parametrize("text", COMMENTS)
def test_a_comment_may_start_with_a_number(text: str) -> None:
    _, problems = read(text.encode(), "a.yaml")
    assert [one for one in problems if one.rule == "comment-cut"] == []
