from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ucops.reading.load import Loaded
from ucops.rules.engine.file import File, Search, Texts
from ucops.rules.engine.finding import Finding

TEXT = """\
title: A
problem: B
links: {page: C, board: {pending: D}}
2026: {title: Not shown}
discovery_questions: [E, 7, F]
summary: G
"""


def searches() -> Iterator[tuple[str, Search]]:
    """Every search of every rule over texts."""
    for module in ("links", "passages", "passwords", "safety", "wording"):
        for name, one in vars(import_module(f"ucops.rules.{module}")).items():
            if isinstance(one, Search):
                yield f"{module}.{name}", one


SEARCHES = dict(searches())


def test_texts_come_in_the_order_of_the_file(written: Callable[[dict[str, str]], Loaded]) -> None:
    file = File(written({"usecases/a.yaml": TEXT}).sources["usecases/a.yaml"], None)
    assert list(zip(file.paths, file.texts.each, strict=True)) == [
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
        ("summary: >\n  Describe what\n  happens here\n", "template-text"),
        ("summary: '[enter] it'\n", "template-text"),
        ("summary: Impo\u017f\u017fible, a\u017fdf\n", "template-text"),
        ('summary: "a\\x20\\x40octo-a"\n', "mention-in-text"),
        ('summary: "P\\u0430yments"\n', "mixed-alphabets"),
        ("# é\nsummary: P\u0430yments\n", "mixed-alphabets"),
    ],
)
def test_a_text_is_found_however_it_is_written(
    found: Callable[[str], tuple[Finding, ...]], text: str, rule: str
) -> None:
    assert rule in {finding.rule for finding in found(text)}


@pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES)
def test_what_is_found_holds_a_sign(search: Search) -> None:
    """The law that lets most texts be passed over, tried with texts that the pattern matches.

    A match without the `number` that a pattern names is something to be passed over itself.
    """

    @given(st.from_regex(search.pattern))
    def tried(text: str) -> None:
        each, found = Texts(["before", text, "behind"]), search.pattern.finditer(text)
        if all(one.groupdict().get("number", "") is not None for one in found):
            assert 1 in (each.holding(search.signs) if search.signs else each.foreign())

    tried()


LIKE_LATIN = "\u0130\u0131\u017f\u212a"
"""What a pattern without letter case takes for i, i, s and k."""


@given(
    st.lists(st.text("aAbB#ISK \n" + LIKE_LATIN), max_size=6),
    st.sampled_from(["a", "ab", "#", "b#", "k", "s", "i"]),
)
@example([LIKE_LATIN, "ab"], "ab")
def test_signs_are_found_in_each_text_that_holds_them(each: list[str], sign: str) -> None:
    pattern = re.compile(re.escape(sign), re.IGNORECASE)
    holding = [at for at, one in enumerate(each) if pattern.search(one)]
    assert Texts(each).holding([sign]) == holding


def test_every_search_says_which_signs_it_needs() -> None:
    foreign = [name for name, one in SEARCHES.items() if not one.signs]
    assert foreign == ["safety.BIDIRECTIONAL", "safety.INVISIBLE", "safety.MIXED"]
    assert all(sign == sign.lower() for one in SEARCHES.values() for sign in one.signs)
