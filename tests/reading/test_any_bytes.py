"""Any bytes whatever give problems, never a traceback, and never for long."""

from __future__ import annotations

import random
import resource
import sys
from pathlib import Path

import pytest
from effort import effort
from hypothesis import example, given
from hypothesis import strategies as st

from ucops.reading.load import read_use_case
from ucops.reading.read import read
from ucops.rules.engine.form import FORM_RULES
from ucops.text.problem import Problem
from ucops.text.source import Source

TOP = Path(__file__).parents[2]
EXAMPLE = (TOP / "usecases" / "ci.yaml").read_text("utf-8")
MOST_EFFORT = 350
"""Some ten seconds of a machine of 2024."""
MOST = 500
"""Megabytes."""


def survive(raw: bytes) -> list[Problem]:
    """Read a file as loading does; every place that is reported is in the file."""
    source, problems = read(raw, "a.yaml")
    use_case, more = read_use_case(source, "a")
    assert use_case.title
    for problem in [*problems, *more]:
        assert problem.rule in FORM_RULES
        assert problem.message
        assert "\n" not in problem.message
        check_place(source, problem)
    return [*problems, *more]


def check_place(source: Source, problem: Problem) -> None:
    span = problem.span
    if span is not None:
        assert 1 <= span.line <= span.end_line <= len(source.lines)
        assert span.column >= 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)


@given(st.binary(max_size=300))
def test_bytes(raw: bytes) -> None:
    survive(raw)


SYNTAX = st.text("ab:-#@%*&!|>'\"[]{},?` \t\n\r\\0123\u2028\x85\ufeffü\x00", max_size=80)


@given(SYNTAX)
@example("{0\r0}")
def test_text_full_of_syntax(text: str) -> None:
    survive(text.encode())


@given(st.text(max_size=200))
def test_text(text: str) -> None:
    survive(text.encode("utf-8", "surrogatepass"))


LINES = EXAMPLE.splitlines(keepends=True)
SLIPS = [
    "\t",
    ": ",
    "#",
    " #x",
    "- ",
    "@",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    "*a",
    "&a ",
    "!x ",
    "\x07",
]
SLIPS += ["no", "12:30", "1_000", "0123", "2026-02-30", "<<: ", "\n", "---\n", "|", "> ", "%", "\\"]


@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_mutated_files(chance: random.Random, count: int) -> None:
    lines = list(LINES)
    for _ in range(count):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, chance.choice(LINES))
            case 2:
                lines[at] = " " * chance.randrange(4) + lines[at].lstrip()
            case _:
                column = chance.randrange(len(lines[at]) + 1)
                line = lines[at]
                lines[at] = line[:column] + chance.choice(SLIPS) + line[column:]
    survive("".join(lines).encode())


KEYS = [
    *("title", "problem", "tier", "status", "team", "links", "bom"),
    *("personas", "scenarios", "measures", "analysts"),
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
@example({"team": {"-0": None}})
def test_data_of_any_shape(data: dict[str, object]) -> None:
    source = Source("a.yaml", "")
    source.hold(data, None)
    use_case, problems = read_use_case(source, "a")
    assert use_case.title
    assert {problem.rule for problem in problems} <= set(FORM_RULES)


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


SIZE = 128 * 1024 - 50
HARD = {
    "alias bomb": bomb(30).encode(),
    "alias of itself": b"a: &a {b: [*a]}\n",
    "10 MB scalar": b"title: " + b"x" * 10_000_000,
    "the longest scalar": b"title: " + b"x" * SIZE,
    "10,000 brackets": b"a: " + b"[" * 10_000,
    "10,000 pairs of brackets": b"a: " + b"[" * 10_000 + b"]" * 10_000,
    "10,000 braces": b"{a: " * 10_000,
    "10,000 dashes": b"- " * 10_000,
    "10,000 question marks": b"? " * 10_000,
    "indented ever deeper": b"".join(b" " * n + b"a:\n" for n in range(480)),
    "keys without end": b"x: {" + b"a," * (SIZE // 2) + b"}",
    "lists without end": b"x: [" + b"[]," * (SIZE // 3) + b"]",
    "unknown keys": b"".join(b"k%x: 1\n" % n for n in range(13_000)),
    "wrong items": b"bom:\n" + b"".join(b" i%x: {due: x}\n" % n for n in range(6_000)),
    "slips": b"a: b: c\n" * 16_000,
    "open quotes": b'a: "b\n' * 20_000,
    "control characters": b"a: \x07\n" * 20_000,
    "lone returns": b"a: b\r" * 25_000,
    "a number without end": b"tier: " + b"9" * 100_000,
    "sixties without end": b"tier: 1" + b":59" * 40_000,
    "16 bits": "title: x\n".encode("utf-16"),
    "surrogates": b"a: \xed\xa0\x80\n",
}


@pytest.mark.parametrize("raw", HARD.values(), ids=list(HARD))
def test_hard_cases_end_soon_with_problems(raw: bytes) -> None:
    problems: list[Problem] = []
    assert effort(lambda: problems.extend(survive(raw))) < MOST_EFFORT
    assert problems
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert peak / (1024**2 if sys.platform == "darwin" else 1024) < MOST
