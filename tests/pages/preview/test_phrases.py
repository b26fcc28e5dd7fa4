"""Values and texts in a sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from preview_data import CI, TODAY, VCC, loaded, with_

from ucops.model.usecase import KeyValue
from ucops.model.values import Link, LinkState, Quantity, Seat, SeatState
from ucops.pages.preview.sentences import lines
from ucops.pages.preview.words import Line, Titles, list_change, names_change, said, text_change
from ucops.preview.difference import difference

LONG = "word " * 40


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "none"),
        (True, "yes"),
        ("", "nothing"),
        ("text", "text"),
        (1500.5, "1,500.5"),
        (3, "3"),
        (dt.date(2026, 12, 1), "1 Dec 2026"),
        (dt.date(2027, 12, 1), "1 Dec 2027"),
        ((), "none"),
        (("a", "b"), "a and b"),
        (Quantity(1, None), "1+"),
        (Link(LinkState.PENDING, "x"), "pending"),
        (Seat(SeatState.NOT_APPLICABLE), "not needed"),
        (KeyValue(promise="Faster"), "“an entry”"),
    ],
)
def test_a_value_in_a_sentence(tmp_path: Path, value: object, words: str) -> None:
    catalog = loaded(tmp_path / "gtm").catalog
    assert said(value, Titles(catalog, catalog, TODAY)) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, "new", "added: “new”"),
        (None, LONG, "added"),
        ("old", None, "removed"),
        ("old", "new", "“old” → “new”"),
        ("old", LONG, "reworded"),
        ("two\nlines", "one", "reworded"),
        (None, "https://example.com", "added"),
        ("https://example.com", "https://example.org", "at another address"),
        ("https://example.com", None, "removed"),
    ],
)
def test_a_text_that_changes(before: str | None, after: str | None, words: str) -> None:
    assert text_change(before, after) == words


def test_lists_that_change_in_nothing_but_their_order() -> None:
    assert list_change(["a", "b"], ["b", "a"]) == "put in another order"
    assert names_change(["a", "b"], ["b", "a"]) == "put in another order"


def test_what_nobody_knows_goes_by_its_key(tmp_path: Path) -> None:
    catalog = loaded(tmp_path / "gtm").catalog
    names = Titles(catalog, catalog, TODAY)
    assert names.item("ci/nowhere", "ci") == "ci/nowhere"
    assert names.item("nowhere/x", "ci") == "nowhere/x"
    assert names.title("roles", "nobody") == "nobody"


def said_of(tmp_path: Path, before: str, after: str, name: str = "ci") -> list[Line]:
    was = loaded(tmp_path / "a" / "gtm", **{name: before}).catalog
    now = loaded(tmp_path / "b" / "gtm", **{name: after}).catalog
    (change,) = difference(was, now).use_cases
    return lines(change, Titles(was, now, TODAY))


def test_a_link_that_leads_elsewhere(tmp_path: Path) -> None:
    before, after = (
        with_(CI, "solution-page: tbd", f"solution-page: https://example.com/{name}")
        for name in ("a", "b")
    )
    expected = Line("Link Solution page", "present, at another address", "https://example.com/b")
    assert said_of(tmp_path, before, after) == [expected]


def test_an_address_is_a_link_and_not_a_text(tmp_path: Path) -> None:
    text = "tier: 2\ndifferentiators: {d: {title: One place, proof: PROOF}}"
    before, after = (
        with_(CI, "tier: 2", text.replace("PROOF", proof))
        for proof in ("tbd", "https://example.com/p")
    )
    expected = Line("Differentiator “One place”", "proof added", "https://example.com/p")
    assert said_of(tmp_path, before, after) == [expected]


def test_a_message_house_that_is_taken_out(tmp_path: Path) -> None:
    before = with_(CI, "tier: 2", "tier: 2\nmessage_house: {short: In short}")
    assert said_of(tmp_path, before, CI) == [Line("Message house", "removed")]
    changed = with_(before, "In short", "Shorter")
    (line,) = said_of(tmp_path / "c", before, changed)
    assert line == Line("Message house short", "“In short” → “Shorter”")


def test_a_draft_that_is_removed_leaves_nothing_on_github(tmp_path: Path) -> None:
    was = loaded(tmp_path / "a" / "gtm").catalog
    now = loaded(tmp_path / "b" / "gtm", vcc=None).catalog
    (change,) = difference(was, now).use_cases
    (line,) = lines(change, Titles(was, now, TODAY))
    assert line.text == "with its 2 items; tier 3"


def test_a_draft_that_retires_closes_what_is_there(tmp_path: Path) -> None:
    after = with_(VCC, "status: draft", "status: retired")
    (line,) = said_of(tmp_path, VCC, after, "vcc")
    assert line.text.startswith("draft → retired: its epic and open issues")
    back = with_(VCC, "status: draft", "status: retired")
    (line,) = said_of(tmp_path / "c", back, VCC, "vcc")
    assert line.text == "retired → draft"
