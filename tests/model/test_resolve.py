"""Bills of materials: standard items by tier, overrides, own items, who and when."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from programme import loaded

from ucops.model.catalog import Item
from ucops.model.resolve import full_key, in_words
from ucops.model.values import Quantity

CONFIG = """\
version: 1
milestones: {sprint-3: {title: Sprint 3, due: 2026-12-18}, open: {title: Open}}
roles:
  tmm: {lead: octo-lead}
  pmm: {repository: acme/pmm, lead: octo-boss}
"""


def items(root: Path, text: str, config: str = CONFIG) -> dict[str, Item]:
    found = loaded(root, f"title: A\nproblem: B\n{text}", config)
    assert found.problems == ()
    return {item.slug: item for item in found.catalog.items}


@pytest.mark.parametrize(("tier", "count"), [(1, 30), (2, 25), (3, 14)])
def test_a_tier_has_its_standard_items(tmp_path: Path, tier: int, count: int) -> None:
    found = items(tmp_path, f"tier: {tier}\n")
    assert len(found) == count
    assert all(item.standard for item in found.values())


def test_items_stand_in_the_order_of_the_standard_with_own_ones_after_it(tmp_path: Path) -> None:
    found = items(tmp_path, "bom: {zeta: {}, alpha: {}, partner-brief: , demo-video: {}}\n")
    assert next(iter(found)) == "demo-video"
    assert list(found)[-3:] == ["partner-brief", "zeta", "alpha"]
    assert not found["zeta"].standard


def test_an_entry_of_nothing_is_the_standard_item(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    plain = items(tmp_path / "plain", "")["demo-video"]
    assert items(tmp_path, "bom: {demo-video: }\n")["demo-video"] == plain
    assert plain.key == "ci/demo-video"
    assert (plain.type, plain.role, plain.priority) == ("video", "tmm", 1)
    assert (plain.stages, plain.audiences) == (("awareness",), ("contributor", "manager"))


def test_an_entry_lies_over_the_standard_item(tmp_path: Path) -> None:
    item = items(
        tmp_path,
        "bom:\n  demo-video:\n    title: T\n    description: D\n    type: demo\n    role: pmm\n"
        "    stages: [decision]\n    audiences: [internal]\n    priority: 2\n    quantity: 2–3\n"
        "    start: 2026-11-30\n    due: 2026-12-01\n    milestone: sprint-3\n"
        "    depends_on: [webcast, vcc/message-house]\n    previously: [old, vcc/older]\n"
        "    market_requirements: [x]\n    shows: demo\n    checklist: [a, b]\n    issue: 42\n"
        "    deliverable: https://example.com\n    reviewed: 2026-10-01\n",
    )["demo-video"]
    assert (item.title, item.description, item.type, item.role) == ("T", "D", "demo", "pmm")
    assert (item.stages, item.audiences, item.priority) == (("decision",), ("internal",), 2)
    assert (item.quantity, str(item.quantity)) == (Quantity(2, 3), "2–3")
    assert (item.start, item.due) == (dt.date(2026, 11, 30), dt.date(2026, 12, 1))
    assert item.depends_on == ("ci/webcast", "vcc/message-house")
    assert item.previously == ("ci/old", "vcc/older")
    assert (item.market_requirements, item.shows) == (("x",), "demo")
    assert (item.checklist, item.issue) == (("a", "b"), 42)
    assert (item.deliverable, item.reviewed) == ("https://example.com", dt.date(2026, 10, 1))
    assert item.repository == "acme/pmm"


def test_an_own_item_needs_nothing_but_its_key(tmp_path: Path) -> None:
    item = items(tmp_path, "bom: {ci-benchmark: }\n")["ci-benchmark"]
    assert (item.title, item.role, item.responsible, item.due) == ("Ci benchmark", None, None, None)
    assert (item.priority, item.quantity, item.stages) == (3, Quantity(1, 1), ())


def test_skipped_and_retired_items_stay_with_their_reason(tmp_path: Path) -> None:
    found = items(tmp_path, "bom: {webcast: {skip: No need}, pitch-deck: {retired: 2026-11-01}}\n")
    assert found["webcast"].skip == "No need"
    assert found["pitch-deck"].retired == dt.date(2026, 11, 1)


@pytest.mark.parametrize(
    ("team", "entry", "person"),
    [
        ("{tmm: [octo-a, octo-b]}", "{owner: octo-own}", "octo-own"),
        ("{tmm: [octo-a, octo-b]}", "{}", "octo-a"),
        ("{tmm: [octo-a, octo-b]}", "{role: pmm}", "octo-boss"),
        ("{tmm: '?'}", "{}", "octo-lead"),
        ("{tmm: n/a}", "{owner: tbd}", "octo-lead"),
        ("{}", "{role: pr}", None),
        ("{}", "{role: unheard-of}", None),
    ],
)
def test_who_is_responsible(tmp_path: Path, team: str, entry: str, person: str | None) -> None:
    found = items(tmp_path, f"team: {team}\nbom: {{demo-video: {entry}}}\n")
    assert found["demo-video"].responsible == person


@pytest.mark.parametrize(
    ("entry", "due"),
    [
        ("{due: 2026-12-01, milestone: sprint-3}", dt.date(2026, 12, 1)),
        ("{due: tbd, milestone: sprint-3}", dt.date(2026, 12, 18)),
        ("{milestone: open}", None),
        ("{milestone: unheard-of}", None),
        ("{}", None),
    ],
)
def test_when_it_is_due(tmp_path: Path, entry: str, due: dt.date | None) -> None:
    assert items(tmp_path, f"bom: {{demo-video: {entry}}}\n")["demo-video"].due == due


def test_keys_in_words_and_in_full() -> None:
    assert in_words("roi-calculator") == "Roi calculator"
    assert full_key("ci", "a") == "ci/a"
    assert full_key("ci", "cd/a") == "cd/a"
