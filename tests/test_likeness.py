"""Which name is meant by another one, measured in one way for all rooms."""

from __future__ import annotations

import pytest

from ucops.likeness import alike, nearest

FIELDS = ["title", "owner", "status", "description", "due", "depends_on", "value_drivers"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", "title"),
        ("onwer", "owner"),
        ("Value Drivers", "value_drivers"),
        ("valuedrivers", "value_drivers"),
        ("desc", "description"),
        # other words, however many letters they share
        ("done", ""),
        ("tags", ""),
        ("", ""),
    ],
)
def test_a_field_is_meant_by_a_slip_or_an_abbreviation(word: str, meant: str) -> None:
    assert nearest(word, FIELDS) == meant


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("pnm", ["pmm"], ["pmm"]),
        ("tech-deck", ["technical-deck", "pitch-deck"], ["technical-deck"]),
        ("app-dev-mgr", ["app-dev-manager", "app-dev-lead"], ["app-dev-manager"]),
        ("app-manager", ["dev-manager"], []),
        ("sprint-2", ["sprint-1"], []),
        ("sprint3", ["sprint-3"], ["sprint-3"]),
        ("stat", ["star", "stay"], ["star", "stay"]),
    ],
)
def test_words_that_both_names_have_prove_nothing(
    word: str, known: list[str], meant: list[str]
) -> None:
    assert alike(word, known) == meant
