"""Laws of the comparison: the same is the same, and whatever differs is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields as fields_of
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from preview_data import CI, FILES, TODAY, loaded, with_

from ucops.model.catalog import Catalog, Item
from ucops.model.usecase import (
    AnalystReport,
    Feedback,
    MarketRequirement,
    MessageHouse,
    Objection,
    ProofPoint,
    UseCase,
)
from ucops.model.values import Link, LinkState, Quantity, Seat, SeatState
from ucops.pages.preview.sentences import lines
from ucops.pages.preview.words import Titles
from ucops.preview.difference import NOT_SHOWN, UseCaseChange, difference
from ucops.reading.load import load

EXAMPLE = Path(__file__).parents[2]
ANOTHER: dict[str, Any] = {
    "title": "Another title",
    "problem": "Another problem",
    "summary": "Another summary",
    "tier": 1,
    "status": "paused",
    "previously": ("former",),
    "issue": 7,
    "motion": "expand",
    "journey": "staff-led",
    "budget": "Another budget",
    "value_drivers": {},
    "personas": ("cio",),
    "industries": ("fintech",),
    "segments": ("enterprise",),
    "analysts": (AnalystReport(firm="Example", report="CI"),),
    "market_requirements": {"other": MarketRequirement(title="Other")},
    "solution": {},
    "differentiators": {},
    "message_house": MessageHouse(short="Short"),
    "competitors": {},
    "discovery_questions": ("Why?",),
    "objections": (Objection(objection="Too dear"),),
    "proof_points": (ProofPoint(customer="Example Bank"),),
    "scenarios": {},
    "team": {"pmm": Seat(SeatState.NAMED, ("octo-z",))},
    "links": {"solution-page": Link(LinkState.NOT_APPLICABLE)},
    "measures": {},
    "feedback": (Feedback(date=TODAY, text="Good", **{"from": "field"}),),
}
ANOTHER_ITEM: dict[str, Any] = {
    "title": "Another title",
    "description": "Another description",
    "type": "deck",
    "role": "pmm",
    "responsible": "octo-z",
    "stages": ("decision",),
    "audiences": ("manager",),
    "priority": 2,
    "quantity": Quantity(4, None),
    "start": dt.date(2026, 12, 2),
    "due": dt.date(2026, 12, 3),
    "milestone": "sprint-4",
    "depends_on": ("ci/brief",),
    "market_requirements": ("other",),
    "shows": "roi",
    "checklist": ("Point",),
    "previously": ("ci/former",),
    "issue": 8,
    "deliverable": "https://example.com/d",
    "reviewed": dt.date(2026, 11, 1),
    "retired": dt.date(2026, 11, 2),
    "skip": "Not here",
    "repository": "acme/other",
    "standard": False,
}
FILLED = {
    "value_drivers": "value_drivers: {a: {title: A}}",
    "solution": "solution: {ci: {how: So}}",
    "differentiators": "differentiators: {a: {title: A}}",
    "competitors": "competitors: {a: {title: A}}",
    "scenarios": "scenarios: {a: {title: A}}",
    "measures": "measures: {a: {title: A}}",
}


def another(value: object) -> object:
    """Another value of the kind, for a field that is new and has none in the tables."""
    match value:
        case tuple():
            return (*value, "another")
        case dict():
            return {**value, "another": "another"}
    return "another"


@cache
def example() -> Catalog:
    return load(EXAMPLE).catalog


def only(catalog: Catalog) -> UseCase:
    return catalog.entries["ci"].use_case


def changed(catalog: Catalog, **fields: Any) -> Catalog:
    entry = catalog.entries["ci"]
    use_case = only(catalog).model_copy(update=fields)
    return replace(catalog, entries={**catalog.entries, "ci": replace(entry, use_case=use_case)})


def told(before: Catalog, after: Catalog) -> list[UseCaseChange]:
    """What differs; every one of them with a sentence to say."""
    found = list(difference(before, after).use_cases)
    names = Titles(before, after, TODAY)
    assert all(all(line.text for line in lines(one, names)) for one in found)
    assert all(lines(one, names) for one in found)
    return found


def test_the_same_files_differ_in_nothing(tmp_path: Path) -> None:
    same = [loaded(tmp_path / name / "gtm").catalog for name in "ab"]
    assert not difference(*same)
    assert not difference(example(), load(EXAMPLE).catalog)


@pytest.mark.parametrize("field", [name for name in UseCase.model_fields if name != "bom"])
def test_every_field_of_a_use_case_shows_up(tmp_path: Path, field: str) -> None:
    text = f"title: CI\nproblem: Slow.\n{FILLED.get(field, '')}\n"
    before = loaded(tmp_path / "gtm", ci=text).catalog
    after = changed(before, **{field: ANOTHER.get(field, another(getattr(only(before), field)))})
    (change,) = told(before, after)
    assert {one.path[0] for one in change.fields} == {field}


@pytest.mark.parametrize(
    "field", [field.name for field in fields_of(Item) if field.name not in NOT_SHOWN]
)
def test_every_field_of_an_item_shows_up(tmp_path: Path, field: str) -> None:
    before = loaded(tmp_path / "gtm").catalog
    entry = before.entries["ci"]
    first, *rest = entry.items
    items = (
        replace(first, **{field: ANOTHER_ITEM.get(field, another(getattr(first, field)))}),
        *rest,
    )
    after = replace(before, entries={**before.entries, "ci": replace(entry, items=items)})
    (change,) = told(before, after)
    assert [(one.kind, [f.path for f in one.fields]) for one in change.items] == [
        ("changed", [(field,)])
    ]


CHANGES = st.sets(st.sampled_from(sorted(set(ANOTHER) - set(FILLED))))


@given(CHANGES)
def test_as_many_fields_as_differ_show_up(names: set[str]) -> None:
    before = example()
    after = changed(before, **{name: ANOTHER[name] for name in names})
    found = difference(before, after).use_cases
    differing = {name for name in names if getattr(only(before), name) != ANOTHER[name]}
    assert {field.path[0] for one in found for field in one.fields} == differing


@given(CHANGES)
def test_what_is_lost_one_way_is_won_the_other(names: set[str]) -> None:
    before = example()
    after = changed(before, **{name: ANOTHER[name] for name in names})
    there = {(f.path, repr(f.before), repr(f.after)) for f in _fields(before, after)}
    back = {(f.path, repr(f.after), repr(f.before)) for f in _fields(after, before)}
    assert there == back


def _fields(before: Catalog, after: Catalog) -> list[Any]:
    return [field for one in difference(before, after).use_cases for field in one.fields]


def test_whoever_claims_a_former_id_second_is_new(tmp_path: Path) -> None:
    claim = with_(CI, "tier: 2", "tier: 2\npreviously: [vcc]")
    before = loaded(tmp_path / "a" / "gtm", ci=None).catalog
    after = loaded(tmp_path / "b" / "gtm", ci=None, vcc=None, one=claim, two=claim).catalog
    kinds = {one.id: one.kind for one in difference(before, after).use_cases}
    assert kinds == {"one": "renamed", "two": "added"}


def test_a_former_id_that_still_exists_is_no_rename(tmp_path: Path) -> None:
    claim = with_(CI, "tier: 2", "tier: 2\npreviously: [vcc]")
    before = loaded(tmp_path / "a" / "gtm", ci=None).catalog
    after = loaded(tmp_path / "b" / "gtm", ci=None, one=claim).catalog
    assert {one.id: one.kind for one in difference(before, after).use_cases} == {"one": "added"}


def test_the_programme_of_these_tests_has_no_problem(tmp_path: Path) -> None:
    assert set(FILES) == set(loaded(tmp_path / "gtm").sources)
    assert not loaded(tmp_path / "gtm").problems
