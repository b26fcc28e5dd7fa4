"""What a text swallows: keys below it, and entries of a list that YAML joins to one line."""

from __future__ import annotations

from typing import Any

import pytest

from ucops.reading.read import read
from ucops.text.problem import Problem

LONG = "a pipeline file beside the code says what happens to each change and"


def told(problem: Problem) -> str:
    span = problem.span
    assert span is not None
    return f"{span.line}:{span.column} {problem.message} → {problem.hint}"


def keyed(at: str, key: str, holder: str, spaces: str, line: str) -> str:
    return (
        f"{at} this line looks like the key {key}, but belongs to the text of {holder} → put "
        f"{spaces} in front of it (if it is text, start it with a capital letter): {line}"
    )


# text: what is said, what is read all the same
KEYS: dict[str, tuple[list[str], Any]] = {
    "title: a\nproblem: >\n  b\n  tier: 1\nstatus: draft\n": (
        [keyed("4:3", "tier", "problem", "no space", "tier: 1")],
        {"title": "a", "problem": "b\n", "tier": 1, "status": "draft"},
    ),
    "message_house:\n  long: |\n    a\n    key_values:\n    - promise: b\n    - promise: c\n": (
        [keyed("4:5", "key_values", "long", "2 spaces", "key_values:")],
        {
            "message_house": {
                "long": "a\n",
                "key_values": [{"promise": "b"}, {"promise": "c"}],
            }
        },
    ),
    "bom:\n  demo:\n    description: >-\n      a\n\n      due: tbd\n  # b\n  deck: {}\n": (
        [keyed("6:7", "due", "description", "4 spaces", "due: tbd")],
        {"bom": {"demo": {"description": "a", "due": "tbd"}, "deck": {}}},
    ),
    "version: 1\nroles:\n  pmm:\n    title: >\n      a\n      lead: octo\n": (
        [keyed("6:7", "lead", "title", "4 spaces", "lead: octo")],
        {"version": 1, "roles": {"pmm": {"title": "a\n", "lead": "octo"}}},
    ),
    f"problem: >\n  {LONG}\n  tier: 1\n  status: active\n": (
        [
            keyed("3:3", "tier", "problem", "no space", "tier: 1"),
            keyed("4:3", "status", "problem", "no space", "status: active"),
        ],
        {"problem": f"{LONG}\n", "tier": 1, "status": "active"},
    ),
    "feedback:\n  - text: >\n      a\n      from: b\n": (
        [keyed("4:7", "from", "text", "4 spaces", "from: b")],
        {"feedback": [{"text": "a\n", "from": "b"}]},
    ),
}


@pytest.mark.parametrize(("text", "expected"), KEYS.items())
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_key_in_a_text_is_told_and_read(
    text: str, expected: tuple[list[str], Any], end: str
) -> None:
    source, problems = read(text.replace("\n", end).encode(), "a.yaml")
    assert [told(one) for one in problems] == expected[0]
    assert {one.rule for one in problems} == {"bad-indentation"}
    assert source.data == expected[1]
    assert source.lines == text.split("\n")


def test_a_key_that_cannot_be_read_where_it_belongs_is_told_all_the_same() -> None:
    source, [problem] = read(b"problem: >\n  a\n  team: b\n    pmm: c\nsummary: d\n", "a.yaml")
    assert told(problem).startswith("3:3 this line looks like the key team, but belongs to the")
    assert problem.path == ("problem",)
    assert source.data == {"problem": "a team: b\n  pmm: c\n", "summary": "d"}


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
