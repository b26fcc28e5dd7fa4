from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.reading.load import Loaded
from ucops.rules.engine.finding import Finding
from ucops.rules.engine.prose import texts

TEXT = """\
title: A
problem: B
links: {page: C, board: {pending: D}}
2026: {title: Not shown}
discovery_questions: [E, 7, F]
summary: G
"""


def test_texts_come_in_the_order_of_the_file(written: Callable[[dict[str, str]], Loaded]) -> None:
    source = written({"usecases/a.yaml": TEXT}).sources["usecases/a.yaml"]
    assert list(texts(source)) == [
        (("title",), "A"),
        (("problem",), "B"),
        (("links", "page"), "C"),
        (("links", "board", "pending"), "D"),
        (("discovery_questions", 0), "E"),
        (("discovery_questions", 2), "F"),
        (("summary",), "G"),
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("summary: GH-7\n", "number-link-in-text"),
        ("summary: LOREM ipsum\n", "template-text"),
        ('summary: "a\\x20\\x40octo-a"\n', "mention-in-text"),
        ('summary: "P\\u0430yments"\n', "mixed-alphabets"),
        ("# é\nsummary: P\u0430yments\n", "mixed-alphabets"),
    ],
)
def test_a_text_is_found_however_it_is_written(
    found: Callable[[str], tuple[Finding, ...]], text: str, rule: str
) -> None:
    assert rule in {finding.rule for finding in found(text)}
