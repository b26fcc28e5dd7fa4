from __future__ import annotations

import json
from typing import Any

from programme_data import (
    REPOSITORY,
    TODAY,
    catalog,
    closed,
    day,
    entry,
    issue,
    item,
    programme,
    snapshot,
)

from ucops.github.known import known_issues
from ucops.progress.index import index, written
from ucops.progress.programme import Programme, measure

MILESTONES = {
    "later": {"title": "Later"},
    "sprint-4": {"title": "Sprint 4", "start": "2027-01-04", "due": "2027-01-22"},
    "sprint-3": {"title": "Sprint 3", "due": "2026-12-18"},
}


def sample(**changes: object) -> Programme:
    return programme(
        entry(
            "ci",
            item(
                "ci/demo",
                responsible="octo-tmm",
                role="tmm",
                milestone="sprint-3",
                type="video",
                due=day("2026-12-11"),
                audiences=("contributor",),
            ),
            item("ci/deck", deliverable="https://example.com/deck"),
            item("ci/old", retired=TODAY),
            item("ci/late", due=day("2026-11-01"), milestone="sprint-3", depends_on=("ci/demo",)),
            team={"pmm": "octo-pmm", "pr": "n/a"},
            links={"chat": "#ci", "epic": {"pending": "https://example.com/9"}},
        ),
        entry("vcc", item("vcc/page"), tier=2, status="paused"),
        entry("new", item("new/page", due=day("2026-01-01"), milestone="sprint-3"), status="draft"),
        entry("gone", item("gone/page"), status="retired"),
        issues=(
            issue("ci", 12),
            issue("ci/demo", 14, "status:in-progress", parent=12),
            closed("gone/page", 15),
            issue("ci/removed", 16),
        ),
        milestones=MILESTONES,
        title="Use-case go-to-market",
        **changes,
    )


def test_drafts_and_retired_use_cases_are_listed_apart_and_not_counted() -> None:
    found = sample()
    assert [one.entry.id for one in found.use_cases] == ["ci", "vcc"]
    assert [one.entry.id for one in found.drafts] == ["new"]
    assert [one.entry.id for one in found.retired] == ["gone"]
    assert [one.entry.id for one in found.every] == ["ci", "vcc", "new", "gone"]
    assert (found.count.done, found.count.total, found.count.overdue) == (1, 4, 1)


def test_milestones_come_by_date_and_count_the_items_planned_for_them() -> None:
    found = sample().milestones
    assert [one.id for one in found] == ["sprint-3", "sprint-4", "later"]
    assert (found[0].count.total, found[0].count.done, found[0].count.overdue) == (2, 0, 1)
    assert found[1].count.total == 0


def test_without_a_snapshot_everything_is_yet_to_be_filed() -> None:
    whole = catalog(entry("ci", item("ci/demo")), github={"repository": "acme/other"})
    found = measure(whole, None, TODAY)
    assert found.repository == "acme/other"
    assert found.use_cases[0].epic is None
    assert found.count.states["not-filed"] == 1
    assert measure(catalog(entry("ci")), None, TODAY).repository == ""
    assert measure(whole, snapshot(), TODAY).repository == REPOSITORY


def test_the_index_says_what_is_promised() -> None:
    document = index(sample())
    head = {name: document[name] for name in ("version", "as_of", "repository")}
    assert head == {"version": 1, "as_of": "2026-11-22", "repository": REPOSITORY}
    totals = {
        "title": "Use-case go-to-market",
        "use_cases": 2,
        "drafts": 1,
        "items": 4,
        "done": 1,
        "progress": 0.25,
        "overdue": 1,
        "at_risk": 0,
        "open_seats": 32,
        "open_links": 12,
    }
    assert totals.items() <= document["programme"].items()
    assert document["milestones"][0] == {
        "id": "sprint-3",
        "title": "Sprint 3",
        "due": "2026-12-18",
        "total": 2,
        "done": 0,
        "start": None,
        "progress": 0.0,
        "overdue": 1,
        "forecast": {
            "p50": None,
            "p85": None,
            "remaining": 2,
            "weeks": 0,
            "reason": "not enough history",
        },
        "health": "overdue",
        "burndown": None,
        "start_as": None,
        "due_as": "2026-12-18",
    }


def test_the_index_of_a_use_case_and_an_item() -> None:
    use_case: dict[str, Any] = index(sample())["use_cases"][0]
    assert {
        "id": "ci",
        "title": "CI",
        "tier": 1,
        "status": "active",
        "epic": 12,
        "items_total": 3,
        "done": 1,
        "progress": 0.33,
        "health": "overdue",
    }.items() <= use_case.items()
    assert use_case["market_requirements"] == {
        "count": 0,
        "with_demo": 0,
        "with_comparison": 0,
        "with_roi": 0,
        "demo_planned": 0,
        "comparison_planned": 0,
        "roi_planned": 0,
    }
    assert {"total": 16, "named": 1, "open": 15, "not_applicable": 1, "double": 0}.items() <= (
        use_case["seats"].items()
    )
    assert use_case["links"] == {
        "total": 7,
        "present": 1,
        "pending": 1,
        "tbd": 5,
        "not_applicable": 0,
    }
    assert (use_case["readiness"]["score"], use_case["readiness"]["of"]) == (0, 12)
    assert len(use_case["readiness"]["missing"]) == 12
    assert use_case["items"][0] == {
        "key": "ci/demo",
        "title": "Demo",
        "state": "in-progress",
        "health": "on-track",
        "responsible": "octo-tmm",
        "role": "tmm",
        "stages": ["awareness"],
        "audiences": ["contributor"],
        "type": "video",
        "priority": 1,
        "start": None,
        "due": "2026-12-11",
        "milestone": "sprint-3",
        "issue": 14,
        "url": f"https://github.example/{REPOSITORY}/issues/14",
        "deliverable": None,
        "waits_for": [],
        "filed": "2026-09-01",
        "finished": None,
        "fresh_until": None,
        "depends_on": [],
        "market_requirements": [],
        "shows": None,
        "start_as": None,
        "due_as": "2026-12-11",
        "shared": None,
        "open": True,
    }
    assert use_case["items"][3]["waits_for"] == ["ci/demo"]


def test_the_index_says_how_it_went_and_who_has_what() -> None:
    document = index(sample(people={"octo-tmm": {"name": "Olivia Example"}}))
    assert document["history"][-1] == {
        "week": "2026-W36",
        "done": 1,
        "open": 3,
        "finished": 0,
        "from": "2026-08-31",
        "planned": None,
    }
    assert document["forecast"]["reason"] == "not enough history"
    assert [(one["tier"], one["use_cases"]) for one in document["tiers"]] == [
        (1, ["ci"]),
        (2, ["vcc"]),
    ]
    assert document["people"] == [
        {
            "login": "octo-pmm",
            "name": None,
            "open": 2,
            "overdue": 1,
            "items": ["ci/late", "vcc/page"],
        },
        {
            "login": "octo-tmm",
            "name": "Olivia Example",
            "open": 1,
            "overdue": 0,
            "items": ["ci/demo"],
        },
    ]
    assert {"use_case": "vcc", "stage": "decision", "audience": "executive"} in document["gaps"]
    assert len(document["gaps"]) == sum(len(one["gaps"]) for one in document["use_cases"])


def test_the_index_sorts_use_cases_by_whom_they_are_for() -> None:
    shelf = index(
        programme(
            entry(
                "ci",
                personas=["cfo"],
                industries=["fintech"],
                segments=["smb"],
                solution={"ci": {"features": ["pipelines"]}},
                funnel={"expansion": "A second team"},
            ),
            entry("draft", status="draft", personas=["cfo"]),
            personas={"cfo": {"title": "CFO"}, "cto": {"title": "CTO"}},
            industries={"fintech": "Banks"},
            segments={"smb": "Small"},
            products={"ci": {"title": "CI", "features": {"pipelines": {"title": "Pipelines"}}}},
        )
    )["facets"]
    assert shelf["personas"] == {"cfo": ["ci"]}
    assert (shelf["industries"], shelf["segments"]) == ({"fintech": ["ci"]}, {"smb": ["ci"]})
    assert shelf["funnel"] == {"expansion": ["ci"]}
    assert (shelf["products"], shelf["features"]) == ({"ci": ["ci"]}, {"ci/pipelines": ["ci"]})


def test_the_index_is_the_same_bytes_every_time() -> None:
    text = written(index(sample()))
    assert text == written(index(sample()))
    assert json.loads(text) == index(sample())
    assert text.endswith("}\n")


def test_an_index_names_every_issue_that_was_there() -> None:
    assert known_issues(index(sample())) == {
        "ci": (REPOSITORY, 12),
        "ci/demo": (REPOSITORY, 14),
        "gone/page": (REPOSITORY, 15),
        "ci/removed": (REPOSITORY, 16),
    }
    assert known_issues({}) == {}


def test_a_milestone_counts_what_names_it_whatever_its_day() -> None:
    late = item("ci/late", due=day("2027-03-01"), milestone="sprint-3")
    beside = item("ci/beside", due=day("2026-12-11"))
    found = programme(entry("ci", late, beside), milestones=MILESTONES).milestones
    assert {one.id: one.count.total for one in found}["sprint-3"] == 1
