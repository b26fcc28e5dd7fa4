"""A shared piece is another use case's: it stands as that does, and counts once in any sum."""

from __future__ import annotations

from pathlib import Path

import pytest
from programme import write
from programme_data import TODAY, closed, issue, snapshot

from ucops.github.snapshot import Issue
from ucops.github.wanted import wanted_issues
from ucops.progress.index import index
from ucops.progress.programme import Programme, measure
from ucops.reading.load import load

CONFIG = """\
version: 1
preset: none
roles: {pmm: {title: PMM}, pr: {title: Press, aliases: [corp-comms]}}
milestones: {sprint-3: {title: Sprint 3, due: 2026-12-18}}
"""
VCC = """\
title: Version control
problem: Nobody finds the latest version.
status: active
tier: 1
team: {pmm: octo-vcc}
bom:
  bank-story:
    {title: Bank story, role: pmm, milestone: sprint-3, stages: [decision], audiences: [manager]}
  deck: {title: Deck, role: pmm, due: 2026-11-01}
"""
CI = """\
title: Continuous integration
problem: Every change waits.
status: active
tier: 1
team: {pmm: octo-ci}
market_requirements: {proof: {title: Proof}}
bom:
  story:
    {shared: vcc/bank-story, audiences: [executive], market_requirements: [proof], shows: demo}
  video: {title: Video, role: pmm, depends_on: [story]}
"""


def written(root: Path, vcc: str = VCC, ci: str = CI) -> Path:
    return write(root, {"usecases/vcc.yaml": vcc, "usecases/ci.yaml": ci}, CONFIG)


def told(root: Path, *issues: Issue) -> Programme:
    found = load(root)
    assert not found.problems
    return measure(found.catalog, snapshot(*issues), TODAY)


def test_it_stands_as_the_other_one_does(tmp_path: Path) -> None:
    one = told(written(tmp_path), issue("vcc/bank-story", 3, "status:in-review"))
    by_id = {case.entry.id: case for case in one.use_cases}
    mine = {standing.item.key: standing for standing in by_id["ci"].items}["ci/story"]
    theirs = {standing.item.key: standing for standing in by_id["vcc"].items}["vcc/bank-story"]
    for field in ("title", "due", "milestone", "responsible", "role", "stages", "deliverable"):
        assert getattr(mine.item, field) == getattr(theirs.item, field), field
    assert (mine.state, mine.health, mine.issue) == ("in-review", theirs.health, theirs.issue)
    assert (mine.item.responsible, str(mine.item.due)) == ("octo-vcc", "2026-12-18")
    assert mine.item.audiences == ("executive",)
    assert [row.demo for row in by_id["ci"].requirements] == ["planned"]


def test_it_counts_in_both_and_once_in_every_sum(tmp_path: Path) -> None:
    one = told(written(tmp_path), closed("vcc/bank-story", 3))
    assert {case.entry.id: (case.count.done, case.count.total) for case in one.use_cases} == {
        "ci": (1, 2),
        "vcc": (1, 2),
    }
    assert (one.count.done, one.count.total) == (1, 3)
    assert [(got.count.done, got.count.total) for got in one.milestones] == [(1, 1)]
    plates = {load.person: load.open for load in told(tmp_path).workload}
    assert plates == {"octo-vcc": 2, "octo-ci": 1}


def test_only_the_other_one_is_filed_and_index_says_whose_it_is(tmp_path: Path) -> None:
    one = told(written(tmp_path), issue("vcc/bank-story", 3))
    assert "ci/story" not in wanted_issues(load(tmp_path).catalog, "acme/gtm")
    items = {it["key"]: it for case in index(one)["use_cases"] for it in case["items"]}
    assert (items["ci/story"]["shared"], items["ci/story"]["issue"]) == ("vcc/bank-story", 3)
    assert items["vcc/bank-story"]["shared"] is None


def test_who_needs_it_waits_for_the_other_one(tmp_path: Path) -> None:
    def video(*issues: Issue) -> str:
        cases = {case.entry.id: case for case in told(tmp_path, *issues).use_cases}
        return next(one.state for one in cases["ci"].items if one.item.slug == "video")

    written(tmp_path)
    assert video(issue("ci/video", 4), issue("vcc/bank-story", 3)) == "blocked"
    assert video(issue("ci/video", 4), closed("vcc/bank-story", 3)) == "planned"


@pytest.mark.parametrize("key", ["vcc/gone", "vcc/other"])
def test_what_shares_nothing_is_bare_and_stops_nobody(tmp_path: Path, key: str) -> None:
    ci = CI.replace("vcc/bank-story", key)
    vcc = VCC.replace("  deck:", "  other: {shared: ci/story}\n  deck:")
    one = told(written(tmp_path, vcc=vcc, ci=ci))
    cases = {case.entry.id: case for case in one.use_cases}
    assert next(it.state for it in cases["ci"].items if it.item.slug == "story") == "not-filed"


def test_a_change_of_the_other_file_alone_is_seen(tmp_path: Path) -> None:
    before = load(written(tmp_path))
    written(tmp_path, vcc=VCC.replace("Bank story", "Story of a bank"))
    after = load(tmp_path, alike=before).catalog.entries["ci"]
    assert next(item.title for item in after.items if item.slug == "story") == "Story of a bank"


def test_ready_to_sell_takes_the_story_and_what_comes_first(tmp_path: Path) -> None:
    (case,) = [one for one in told(written(tmp_path)).use_cases if one.entry.id == "ci"]
    assert not case.ready_to_sell
