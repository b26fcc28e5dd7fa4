"""One pass reads what nodes would bring, in the same places, or leaves it to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ucops.text import places
from ucops.text.compose import compose
from ucops.text.data import Builder
from ucops.text.straight import straight

TOP = Path(__file__).parents[2]
SHIPPED = sorted((TOP / "usecases").glob("*.yaml"))


def by_nodes(text: str) -> tuple[object, list[int]]:
    builder = Builder()
    return builder.build(compose(text)), builder.places


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_use_cases_are_read_in_one_pass(path: Path) -> None:
    text = path.read_text("utf-8")
    found = straight(text)
    assert found is not None
    assert (found.data, found.places) == by_nodes(text)
    assert repr(found.data) == repr(by_nodes(text)[0])


PLAIN = {
    "words": "a: yes\nb: No\nc: ~\nd:\ne: null\nf: TRUE\ng: y\n",
    "numbers": "a: 1\nb: -2\nc: 3.50\nd: 0\ne: 1.2.3\nf: 30 hours\ng: .5x\n",
    "days": "a: 2026-11-30\nb: 2026-02-30\nc: 2026-11-30 10:00:00\n",
    "keys": "1: a\n2026-11-30: b\n'1': c\n? d\n: e\nno: f\n",
    "lists": "a: [b, [c, d], {e: f}]\ng:\n- h\n- i: j\n  k: l\n",
    "texts": 'a: |\n  b\n\n  c\nd: >-\n  e\n  f\ng: "h\\n\n  i"\nj: k\n  l\n',
    "nothing": "a: {}\nb: []\nc: ''\nd: ' '\ne: [~, '']\n",
    "directives": "%YAML 1.1\n---\na: b\n...\n",
    "CRLF": "a: b\r\nc:\r\n  - d\r\n  - |\r\n    e\r\n",
    "beyond ASCII": "ä: 😀\nb: [ü, '😀']  # ß\n",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_what_is_plain_is_read_as_by_nodes(text: str) -> None:
    found = straight(text)
    assert found is not None
    assert repr((found.data, found.places)) == repr(by_nodes(text))


ODD = {
    "an anchor": "a: &b c\n",
    "an anchor of a list": "a: &b [c]\n",
    "an alias": "a: &b c\nd: *b\n",
    "a tag": "a: !b c\n",
    "a bare tag": "a: ! c\n",
    "a tag of a mapping": "a: !b {c: d}\n",
    "a merge": "a: {<<: b}\n",
    "a key twice": "a: b\na: c\n",
    "a number twice": "1: b\n1: c\n",
    "a list for a key": "[a]: b\n",
    "a mapping for a key": "{a: b}: c\n",
    "nothing for a key": "~: a\n",
    "sixties": "a: 12:30\n",
    "eights": "a: 017\n",
    "an underscore": "a: 1_000\n",
    "an odd key": "0x1f: a\n",
    "two documents": "a: b\n---\nc: d\n",
    "a list": "- a\n",
    "a text": "a\n",
    "no text": "",
    "no YAML": "a: b: c\n",
    "a control character": "a: \x07\n",
    "an open end": "a: [b\n",
    "too many levels": f"a: {'[' * 60}{']' * 60}\n",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_what_is_odd_is_left_to_nodes(text: str) -> None:
    assert straight(text) is None


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_sizes_are_those_that_would_be_counted(text: str) -> None:
    found = straight(text)
    assert found is not None
    counted: places.Sizes = {}
    assert places.size(found.data, counted) == len(found.places) // 2
    assert {key: found.sizes[key] for key in counted} == counted
