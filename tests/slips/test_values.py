"""What somebody meant who wrote a value in a way of their own."""

from __future__ import annotations

import pytest

from ucops.slips import invisible, numbers, people, repair

NO_BREAK, ZERO_WIDTH = "\u00a0", "\u200b"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("900 kUSD", "900"),
        ("25 %", "25"),
        ("#42", "42"),
        ("https://github.com/acme/gtm/issues/42", "42"),
        ("1,000", "1000"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("-1,5", "-1.5"),
        ("12 000", "12000"),
        ("3,000 views", "3000"),
        ("€3000", "3000"),
        ("\u2265 3000", "3000"),
        ("1,000k", ""),
        ("310k", ""),
        ("many", ""),
        (None, ""),
    ],
)
def test_a_number_with_something_around_it(value: object, said: str) -> None:
    assert numbers.number(value) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tier 1", "1"),
        ("tier-2", "2"),
        ("#3", "3"),
        ("1.0", "1"),
        ("\uff11", "1"),
        ("1.5", ""),
        ("1 or 2", ""),
        ("none", ""),
    ],
)
def test_a_small_number_in_words(text: str, said: str) -> None:
    assert numbers.counted(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A demo", "A demo"),
        ("A, b", '"A, b"'),
        ("A: b", '"A: b"'),
        ("yes", '"yes"'),
        ("a #1", '"a #1"'),
        ("[", '"["'),
        ("2026-02-30", '"2026-02-30"'),
    ],
)
def test_a_text_between_braces_is_quoted_where_it_has_to_be(text: str, said: str) -> None:
    assert repair.as_needed(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 to 3", "2-3"),
        ("3-2", "2-3"),
        ("2—3", "2-3"),
        ("0-3", ""),
        ("two", "2"),
        ("at least 3", "3+"),
        ("many", ""),
        ("2026-11", ""),
    ],
)
def test_a_range_in_other_words(text: str, said: str) -> None:
    assert numbers.quantity(text) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("octo-a and @octo-b", ["octo-a", "octo-b"]),
        ("octo-a / octo-b", ["octo-a", "octo-b"]),
        ("https://github.com/octo-a", ["octo-a"]),
        ("Octo Person", []),
        (12, []),
    ],
)
def test_people_named_in_other_ways(value: object, said: list[str]) -> None:
    assert people.named(value) == said


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Build Benchmark", "build-benchmark"),
        ("Übersicht für Größe", "uebersicht-fuer-groesse"),
        ("Démo vidéo", "demo-video"),
        (f"con{ZERO_WIDTH}tent", "content"),
        ("c\u043entent", ""),
        ("\u30d9\u30f3\u30c1", ""),
    ],
)
def test_the_nearest_slug(text: str, slug: str) -> None:
    assert repair.slug(text) == slug


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (f"tier:{NO_BREAK}1", 5),
        (f"{NO_BREAK * 4}title: A", 0),
        (f"  {NO_BREAK}title: A", 2),
        (f"  -{NO_BREAK}one", 3),
        ("\ufefftier: 1", 0),
        (f"title: A{NO_BREAK}B", None),
        (f'title: "A:{NO_BREAK}B"', None),
    ],
)
def test_a_character_that_looks_like_a_space(line: str, column: int | None) -> None:
    assert invisible.structural(line) == column
