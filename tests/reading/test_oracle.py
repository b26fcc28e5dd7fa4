"""Reading in one pass brings what reading by nodes does, which is slower and reads everything."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ucops.model.config import Config
from ucops.reading import closely, load, read
from ucops.text.source import Source

TOP = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (TOP / "tests/examples").rglob("*.yaml") if path.is_file())
CASES = sorted((TOP / "tests/marketer/cases").rglob("*.yaml"))
SHIPPED = sorted((TOP / "usecases").glob("*.yaml"))
CONFIG = Config(version=1)
MANY = 50

Path_ = tuple[str | int, ...]


def places(source: Source) -> Iterator[object]:
    waiting: list[tuple[Path_, Any]] = [((), source.data)]
    while waiting:
        path, data = waiting.pop()
        yield path, source.locate(path), source.locate(path, key=True)
        if isinstance(data, dict):
            waiting += [((*path, str(key)), value) for key, value in data.items()]
        elif isinstance(data, list):
            waiting += [((*path, index), value) for index, value in enumerate(data)]


def said(raw: bytes) -> tuple[object, ...]:
    source, use_case, problems = load.read_file(raw, "usecases/a.yaml", "a", CONFIG)
    return repr(source.data), source.readable, use_case, problems, list(places(source))


def by_nodes(raw: bytes) -> tuple[object, ...]:
    """What a text says where nothing is skipped, since nothing is known to be in order."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "straight", lambda _text: None)
        return said(raw)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["invalid", "valid"])
def test_examples_are_read_alike(folder: str) -> None:
    raws = [path.read_bytes() for path in EXAMPLES if folder in path.parts]
    assert len(raws) > MANY
    assert [said(raw) for raw in raws] == [by_nodes(raw) for raw in raws]


@pytest.mark.slow
def test_marketers_slips_are_read_alike() -> None:
    cases = [yaml.safe_load(path.read_text("utf-8")) for path in CASES]
    raws = [f"title: A\n{case['written']}".encode() for case in cases]
    assert len(raws) > MANY
    assert [said(raw) for raw in raws] == [by_nodes(raw) for raw in raws]


IN_ORDER_BUT = {
    "a rest of a merge": 'title: "a\n=======\nb"\n',
    "a fence": 'title: "a\n```\nb"\n',
    "a table of bars": "title: a\n  | b | c |\n  | d | e |\n",
    "a table of tabs": "title: a\n  b\tc\td\n  e\tf\tg\n",
    "a table below bom": "title: a\nbom:\n  b, c, d\n  e, f, g\n",
    "a table of HTML": "title: a\n  <td>b</td><td>c</td>\n  <td>d</td><td>e</td>\n",
    "an escape": 'title: "a\\x07b"\n',
    "a text that is cut": "title: a #b\n",
    "a place in a ranking": "title: Number # 1\n",
    "a key in a text": "title: a\nsummary: |\n  b\n  tier: 2\n",
    "a key in quotes": 'title: "a\ntier: 2"\n',
    "entries in a text": "title: a\ndiscovery_questions:\n  - b\n    - c\n",
    "entries that are joined": "title: a\nsummary: >\n  b:\n  - c\n  - d\n",
    "an entry without a dash": "title: a\ndiscovery_questions:\n- b?\n  C?\n- d?\n",
    "nothing": "title: a\nsummary:\n",
    "a blank text": "title: a\nsummary: ' '\n",
    "an empty list": "title: a\npersonas: []\n",
    "an entry twice": "title: a\ndiscovery_questions: [b, B]\n",
    "an item twice": "title: a\nbom: {b: {title: b, depends_on: [c, a/c]}}\n",
    "an address among words": "title: a\nlinks: {chat: see https://example.com/a}\n",
    "a word for an address": "title: a\nbom: {b: {title: b, deliverable: Done}}\n",
    "a login with @": 'title: a\nteam: {pmm: "@octo"}\n',
}


@pytest.mark.parametrize("text", IN_ORDER_BUT.values(), ids=IN_ORDER_BUT)
def test_what_yaml_and_the_model_let_pass_is_looked_at_closely(text: str) -> None:
    raw = f"problem: b\n{text}".encode()
    found = by_nodes(raw)
    assert found[3], "nothing is wrong with it, so it shows nothing"
    assert said(raw) == found


LINES = [
    (TOP / "usecases" / name).read_text("utf-8").splitlines(keepends=True)
    for name in ("code-reuse.yaml", "incident-response.yaml")
]
FEW = 40
"""Lines that are stirred at once, which is faster than with a whole file."""
PIECES = [
    *("\t", ": ", "#", " #x", " # 1", "- ", "@", '"', "'", "[", "]", "{", "}", "|", "> ", "!x "),
    *("&a ", "*a", "<<: ", "no", "~", "''", "[]", "12:30", "1_000", "012", "\\x07", "\r", "---\n"),
    *("\n  - x", "\n    Upper case", "\n      tier: 2", "\n        \u2022 x", "| a | b |\n"),
    *("x\ty\tz", "<<<<<<<\n", "```\n", "pending", "Done", " http://a.b/c", " a, a", "\U0001f600"),
]


@given(st.sampled_from(LINES), st.randoms(use_true_random=False), st.integers(1, 4))
def test_what_was_stirred_is_read_alike(
    lines: list[str], chance: random.Random, count: int
) -> None:
    first = chance.randrange(len(lines))
    lines = lines[first : first + FEW]
    for _ in range(count):
        at = chance.randrange(len(lines))
        column = chance.randrange(len(lines[at]) + 1)
        start, end = lines[at][:column], lines[at][column:]
        match chance.randrange(5):
            case 0:
                lines.insert(at, chance.choice(chance.choice(LINES)))
            case 1:
                lines[at] = " " * chance.randrange(6) + lines[at].lstrip()
            case 2:
                lines[at] = f"{start}\n{' ' * chance.randrange(8)}{end}"
            case _:
                lines[at] = start + chance.choice(PIECES) + end
    raw = "".join(lines).encode()
    assert said(raw) == by_nodes(raw)


def test_most_files_are_read_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        pytest.fail("nodes were made of a file in which nothing is odd")

    monkeypatch.setattr(closely, "compose", fail)
    for path in SHIPPED:
        source, problems = read.read(path.read_bytes(), f"usecases/{path.name}")
        assert source.noted is not None
        assert problems == []
