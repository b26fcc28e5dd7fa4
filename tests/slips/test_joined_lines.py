"""What a text swallows: keys below it, and entries of a list that YAML joins to one line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from programme import loaded

from ucops.reading.read import read
from ucops.text.problem import Problem
from ucops.text.source import CONFIG_NAME

LONG = "a pipeline file beside the code says what happens to each change and"


def told(problem: Problem) -> str:
    span = problem.span
    assert span is not None
    return f"{span.line}:{span.column} {problem.message} → {problem.hint}"


def keyed(at: str, key: str, holder: str, spaces: str, line: str) -> str:
    return (
        f"{at} this line looks like the key {key}, but is part of the text of {holder} → if it is "
        f"the key, put {spaces} in front of it: {line}"
    )


KEYS: dict[str, list[str]] = {
    "title: a\nproblem: >\n  b\n  tier: 1\nstatus: draft\n": [
        keyed("4:3", "tier", "problem", "no space", "tier: 1")
    ],
    "message_house:\n  long: |\n    a\n    key_values:\n    - promise: b\n    - promise: c\n": [
        keyed("4:5", "key_values", "long", "2 spaces", "key_values:")
    ],
    "bom:\n  demo:\n    description: >-\n      a\n\n      due: tbd\n  # b\n  deck: {}\n": [
        keyed("6:7", "due", "description", "4 spaces", "due: tbd")
    ],
    "version: 1\nroles:\n  pmm:\n    title: >\n      a\n      lead: octo\n": [
        keyed("6:7", "lead", "title", "4 spaces", "lead: octo")
    ],
    f"problem: >\n  {LONG}\n  tier: 1\n  status: active\n": [
        keyed("3:3", "tier", "problem", "no space", "tier: 1"),
        keyed("4:3", "status", "problem", "no space", "status: active"),
    ],
    "feedback:\n  - text: >\n      a\n      from: b\n": [
        keyed("4:7", "from", "text", "4 spaces", "from: b")
    ],
    "problem: >\n  a\n  team: b\n    pmm: c\nsummary: d\n": [
        keyed("3:3", "team", "problem", "no space", "team: b")
    ],
    "problem: |\n  A developer reads\n  status: failed\n  and nobody knows why.\n": [
        keyed("3:3", "status", "problem", "no space", "status: failed")
    ],
    "problem: |\n  What it costs:\n  budget: none so far.\n": [
        keyed("3:3", "budget", "problem", "no space", "budget: none so far.")
    ],
}


@pytest.mark.parametrize(("text", "expected"), KEYS.items())
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_key_in_a_text_is_told_and_stays_text(text: str, expected: list[str], end: str) -> None:
    raw = text.replace("\n", end)
    name = CONFIG_NAME if text.startswith("version") else "a.yaml"
    source, problems = read(raw.encode(), name)
    assert [told(one) for one in problems] == expected
    assert {one.rule for one in problems} == {"joined-lines"}
    assert source.data == yaml.safe_load(raw)
    assert source.readable is source.text


ENTRIES = {
    "a:\n  - b c\n   - d\n   - e\nf: g\n": (3, 4, "put 2 spaces in front of it: - d"),
    "a:\n  - b\n\n     - d\n": (4, 6, "2 spaces"),
    "a:\r\n- b\r\n - d\r\n": (3, 2, "no space"),
    "a:\n  - - b\n     - c\n": (3, 6, "4 spaces"),
    "a: [b\n  - c]\n": (2, 3, "line of its own"),
    "a: b\n  - c\n  - d\n": (2, 3, "put | behind"),
    "a:\n  b\n  - c\n": (3, 3, "put | behind"),
    "a:\n  - b\n    • c\n": (3, 5, "write: - c"),
    "a:\n  — b\n  - c\n": (2, 3, "write: - b"),
    'a: "b\nc: d\ne: f"\n': (1, 4, 'close it: a: "b"'),
}


@pytest.mark.parametrize(("text", "expected"), ENTRIES.items())
def test_an_entry_that_yaml_joins_is_told_and_read_as_it_stands(
    text: str, expected: tuple[int, int, str]
) -> None:
    line, column, hint = expected
    source, [problem] = read(text.encode(), "a.yaml")
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (line, column)
    assert problem.rule == "joined-lines"
    assert hint in problem.hint
    assert source.data == yaml.safe_load(text)


@pytest.mark.parametrize(
    "text",
    [
        "personas:\n  - dev\n   - app\n",
        "personas:\n  - dev\n    • app\n",
    ],
)
def test_where_the_text_does_not_fit_that_is_what_is_wrong(tmp_path: Path, text: str) -> None:
    [problem] = loaded(tmp_path, f"title: A\nproblem: B\n{text}").problems
    assert problem.rule == "bad-indentation"
    assert problem.hint.endswith("- app")


JOINED: dict[str, str] = {
    "problem: >\n  Today:\n  - start by hand\n  - wait\n": (
        "1:10 the sign > joins the lines of this text, and line 3 looks like an entry of a list "
        "→ write: problem: |, so that the lines stay apart"
    ),
    "problem: >- # c\n  • start by hand\n  • wait\n": (
        "1:10 the sign > joins the lines of this text, and line 3 looks like an entry of a list "
        "→ write: problem: |- # c, so that the lines stay apart"
    ),
    "problem: >\n  Today:\n  1. start by hand\n": (
        "1:10 the sign > joins the lines of this text, and line 3 looks like an entry of a list "
        "→ write: problem: |, so that the lines stay apart"
    ),
    "steps:\n  - Pushes a branch\n    The runner builds it\n  - Reads the log\n": (
        "3:5 this line looks like an entry of its own, but YAML joins it to the one above → put "
        "the dash back (or the whole text in quotes): - The runner builds it"
    ),
    f"steps:\n  - Is {LONG}?\n     Who waits?\n  - Who else?\n": (
        "3:6 this line looks like an entry of its own, but YAML joins it to the one above → put "
        "the dash back (or the whole text in quotes): - Who waits?"
    ),
    f"steps:\n- In {LONG} it\n  Ärger?\n- {LONG} it goes on and on?\n": (
        "3:3 this line looks like an entry of its own, but YAML joins it to the one above → put "
        "the dash back (or the whole text in quotes): - Ärger?"
    ),
}


@pytest.mark.parametrize(("text", "expected"), JOINED.items())
def test_lines_that_yaml_joins_are_told_and_read_as_they_stand(text: str, expected: str) -> None:
    source, [problem] = read(text.encode(), "a.yaml")
    assert told(problem) == expected
    assert problem.rule == "joined-lines"
    assert source.readable is source.text


PROSE = [
    "problem: >\n  a\n  tier: 1\ntier: 2\n",
    "problem: >\n  a\n  Tier: 1\n  colour: red\n  due: tbd\n",
    "problem: >\n  a\n    tier: 1\n",
    "problem: |\n  a:\n  - b\n  - c\n",
    "problem: >\n  a\n\n  - b\n\n  - c\n",
    "problem: >\n  a\n    - b\n    - c\n",
    "problem: >\n  a\n  - b\n  c\n",
    f"problem: >\n  {LONG}\n  status: it says how far the work is\n",
    f"steps:\n  - {LONG} the\n    Runner\n  - b\n",
    "steps:\n  - a\n    b\n  - c\n",
    "steps:\n  - a\n    B\n  - c\n    D\n",
    "steps:\n  - a\n    B\n",
    'steps:\n  - "a\n    B"\n  - c\n',
    "steps:\n  - promise: a\n    Why: b\n  - c\n",
    "- a\n- |\n  b: c\n  title: d\n",
    "problem: >\n\n\n",
    "problem: >",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_left_alone(text: str) -> None:
    source, problems = read(text.encode(), "a.yaml")
    assert [one for one in problems if one.rule != "not-a-mapping"] == []
    assert source.readable is source.text
