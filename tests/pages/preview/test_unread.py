"""Of what YAML cannot read, nothing is said to be removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from preview_data import CI, CONFIG, WHERE, checked_side, compared, loaded, with_

from ucops.pages.preview.json import render_json
from ucops.pages.preview.render import Aside, markdown, titles_of
from ucops.pages.preview.sentences import case_lines
from ucops.preview.preview import Preview

NOTHING = Aside()


def text_of(shown: Preview) -> str:
    return markdown(shown, WHERE, NOTHING)


def sentences(shown: Preview) -> list[str]:
    names = titles_of(shown)
    lines = (line for case in shown.cases for line in case_lines(case, names))
    return [f"{line.subject}: {line.text}" for line in lines]


BROKEN = {
    "nothing can be read": ("title: [\n", []),
    "a section": (with_(CI, "links:\n", "links: [\n"), []),
    "the items": (with_(CI, "bom:\n", "bom: [\n"), []),
    "another change": (
        with_(with_(CI, "links:\n", "links: [\n"), "motion: land", "motion: expand"),
        ["Motion: land → expand"],
    ),
    "a removal": (
        with_(with_(CI, "links:\n", "links: [\n"), '  tmm: "?"\n', ""),
        ["Seat Technical marketing: is open as before, only written otherwise"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_not_compared(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    shown = compared(tmp_path, {}, {"ci": text})
    assert sentences(shown) == expected
    (case,) = shown.cases
    assert (case.title, case.measures, case.change.items) == ("Continuous integration", (), ())
    said = text_of(shown)
    assert "Items:" not in said
    assert "> A part of this file cannot be read, and is not compared" in said
    assert "may only be misspelt" not in said


def test_items_are_compared_where_their_section_was_read(tmp_path: Path) -> None:
    text = with_(with_(CI, "links:\n", "links: [\n"), "2026-12-11", "2026-12-18")
    shown = compared(tmp_path, {}, {"ci": text})
    assert sentences(shown) == ["Demo video: moves from 11 Dec 2026 to 18 Dec 2026"]


def test_a_tier_that_was_lost_adds_and_removes_no_items(tmp_path: Path) -> None:
    cut = with_(CI, "tier: 2\n", "tier: 2\n  x: [\n")
    shown = compared(tmp_path, {}, {"ci": cut})
    assert shown.after.sections["usecases/ci.yaml"] >= {"status", "bom"}
    assert "tier" not in shown.after.sections["usecases/ci.yaml"]
    assert sentences(shown) == []


def test_what_the_base_lost_is_not_new(tmp_path: Path) -> None:
    shown = compared(tmp_path, {"ci": with_(CI, "links:\n", "links: [\n")}, {})
    assert sentences(shown) == []
    (case,) = shown.cases
    assert [one.before for one in case.measures if one.name == "readiness"] == [None]
    assert "> A part of this file could not be read before this branch" in text_of(shown)


def test_a_new_file_that_cannot_be_read_is_named_and_no_more(tmp_path: Path) -> None:
    shown = compared(tmp_path, {"ci": None}, {"ci": with_(CI, "links:\n", "links: [\n")})
    (case,) = shown.cases
    assert (case.change.kind, sentences(shown), case.lost_now) == ("added", [], True)


def test_settings_that_cannot_be_read_change_nothing(tmp_path: Path) -> None:
    config = with_(CONFIG, "roles:\n", "roles: [\n")
    shown = compared(tmp_path, {}, {"config": config, "ci": with_(CI, "land", "expand")})
    assert (shown.difference.config, shown.untold) == ((), ())
    assert [case.change.id for case in shown.cases] == ["ci"]
    assert "ucops.yaml: not to be read as a whole, and not compared" in text_of(shown)
    whole = compared(tmp_path / "whole", {}, {"config": f"{CONFIG}# x\n"})
    assert "not to be read" not in text_of(whole)


def test_a_program_is_told_which_side_lost_something(tmp_path: Path) -> None:
    shown = compared(tmp_path, {}, {"ci": "title: [\n"})
    (case,) = json.loads(render_json(shown, WHERE, NOTHING))["changes"]["use_cases"]
    assert case["sections_lost"] == {"before": False, "now": True}


def test_a_whole_file_has_lost_nothing(tmp_path: Path) -> None:
    made = checked_side(loaded(tmp_path, ci=with_(CI, "tier: 2", "tier: nine")))
    assert (made.broken, "usecases/ci.yaml" in made.unread) == (frozenset(), True)
