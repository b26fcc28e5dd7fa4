"""No text that people paste is changed by a correction, and none is corrected by half."""

from __future__ import annotations

from tests.marketer.texts import PLACES, replayed, texts

SOME = 120
"""Texts; `make texts` replays 5,000, which takes minutes."""


def test_no_text_is_changed_or_corrected_by_half() -> None:
    assert replayed(SOME) == []


def test_the_texts_are_the_same_every_time() -> None:
    assert list(texts(50)) == list(texts(50))
    assert len(set(texts(SOME))) > SOME * 0.9
    assert len(PLACES) == len({place.name for place in PLACES})
