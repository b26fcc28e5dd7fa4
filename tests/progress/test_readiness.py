from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from programme_data import TODAY, config, entry

from ucops.model.config import Config
from ucops.progress.readiness import TESTS, Point, Readiness, readiness

PRODUCTS = {
    "ci": {
        "title": "CI",
        "features": {
            "pipelines": {"title": "Pipelines"},
            "merge-trains": {"title": "Merge trains", "maturity": "partial_ga"},
            "notes": {"title": "Notes", "maturity": "beta"},
            "oracle": {"title": "Oracle", "maturity": "not_implemented"},
        },
    }
}
READY: dict[str, Any] = {
    "value_drivers": {"faster": {"metric": "lead time", "baseline": "6 weeks", "target": "1 week"}},
    "why_now": "A regulator asks for proof of every release from January.",
    "since": "2026-01",
    "scenarios": {
        "first-build": {
            "title": "Get a first green build",
            "steps": ["Push a branch"],
            "guarantees": {"success": ["The result is shown"]},
            "demo": "https://example.com/demo",
            "timebox": "2 weeks",
        }
    },
    "message_house": {"key_values": [{"promise": "Faster", "pain_points": ["Waiting"]}]},
    "solution": {"ci": {"features": ["pipelines", "merge-trains"], "how": "Runs pipelines."}},
    "budget": "Application development",
    "analysts": [{"firm": "Forrester", "report": "Cloud-native CI"}],
    "differentiators": {"one": {"title": "One application", "proof": "https://example.com"}},
}


def judged(**fields: object) -> Readiness:
    settings: Config = config(products=PRODUCTS)
    return readiness(entry("ci", **fields).use_case, settings, TODAY)


def test_a_use_case_with_everything_earns_every_point() -> None:
    found = judged(**READY)
    assert (found.score, len(found.points), found.missing) == (12, 12, ())
    groups = [point.group for point in found.points]
    assert [groups.count(group) for group in ("sales", "product", "definition")] == [4, 3, 5]


def test_a_use_case_with_nothing_is_told_what_would_earn_each_point() -> None:
    found = judged()
    assert found.score == 0
    assert found.missing == tuple(test.remedy for test in TESTS)
    assert all(point.reason for point in found.points)


def scenario(**fields: object) -> dict[str, Any]:
    return {"scenarios": {"first-build": READY["scenarios"]["first-build"] | fields}}


LACKS = [
    ("Driven by value", {"value_drivers": {"faster": {"metric": "lead time", "baseline": "6"}}}),
    ("Driven by value", {"value_drivers": {"faster": {"target": "1 week", "baseline": "6"}}}),
    (
        "Driven by value",
        {"value_drivers": {"f": {"metric": "m", "target": "tbd", "baseline": "6"}}},
    ),
    ("Urgent", {"why_now": "tbd"}),
    ("Demonstrable as one story", scenario(demo="tbd")),
    ("Testable in a time box", scenario(timebox="?")),
    ("A happy path", scenario(steps=[])),
    ("A happy path", scenario(guarantees={"minimal": ["The log is kept"]})),
    ("The pain is stated", {"message_house": {"key_values": [{"promise": "Faster"}]}}),
    ("The pain is stated", {"message_house": None}),
    ("Possible with today's product", {"solution": {"ci": {"features": [], "how": "Runs."}}}),
    ("Possible with today's product", {"solution": {"ci": {"features": ["oracle"], "how": "R"}}}),
    ("Possible with today's product", {"solution": {"ci": {"features": ["gone"], "how": "R"}}}),
    ("Possible with today's product", {"solution": {"ci": {"features": ["notes"], "how": "R"}}}),
    ("Possible with today's product", {"solution": {"xx": {"features": ["gone"], "how": "R"}}}),
    ("Discrete, and we solve it", {"solution": {"ci": {"features": ["pipelines"]}}}),
    ("A problem with a budget", {"budget": "tbd"}),
    ("Analysts cover it", {"analysts": []}),
    ("Stable over time", {"since": "2026-05-27"}),
    ("Stable over time", {"since": "2027"}),
    ("Stable over time", {"since": "tbd"}),
    ("A reason to choose us", {"differentiators": {"one": {"title": "One", "proof": "tbd"}}}),
]


@pytest.mark.parametrize(("test", "fields"), LACKS)
def test_each_point_is_lost_for_its_own_reason_alone(test: str, fields: dict[str, Any]) -> None:
    found = judged(**(READY | fields))
    assert [point.test for point in found.points if not point.earned] == [test]
    assert len(found.missing) == 1


def point(test: str, found: Readiness) -> Point:
    return next(one for one in found.points if one.test == test)


def test_what_nobody_says_cannot_be_judged_and_is_never_a_tick() -> None:
    for one in judged().points:
        assert (one.earned, one.judged, one.reason) == (False, False, "not said yet")
    late = point("Stable over time", judged(since="2026-06"))
    assert (late.earned, late.judged) == (False, True)


STABLE = {
    "its file's first day in git": (None, dt.date(2026, 5, 26), True),
    "one day too few": (None, dt.date(2026, 5, 27), False),
    "what the file says comes first": ("2026-11", dt.date(2020, 1, 1), False),
    "and may be earlier": ("2020", dt.date(2026, 11, 1), True),
}


@pytest.mark.parametrize(("since", "first_day", "earned"), STABLE.values(), ids=STABLE)
def test_half_a_year_is_stable(since: str | None, first_day: dt.date, earned: bool) -> None:
    use_case = entry("ci", **({"since": since} if since else {})).use_case
    found = readiness(use_case, config(), TODAY, first_day)
    assert point("Stable over time", found).earned is earned


STORIES: dict[str, tuple[list[str], dict[str, dict[str, Any]], bool | None]] = {
    "one product needs no list": (["ci"], {"a": {"demo": "https://example.com"}}, True),
    "two have to be named": (["ci", "scm"], {"a": {"demo": "https://example.com"}}, None),
    "all in one scenario": (
        ["ci", "scm"],
        {"a": {"demo": "https://example.com", "products": ["scm", "ci", "more"]}},
        True,
    ),
    "not in two": (
        ["ci", "scm"],
        {
            "a": {"demo": "https://example.com", "products": ["ci"]},
            "b": {"demo": "https://example.com", "products": ["scm"]},
        },
        False,
    ),
    "a demo is what shows it": (["ci", "scm"], {"a": {"products": ["ci", "scm"]}}, None),
    "no solution is no story": ([], {"a": {"demo": "https://example.com"}}, None),
}


@pytest.mark.parametrize(("solution", "scenarios", "passed"), STORIES.values(), ids=STORIES)
def test_one_story_runs_through_the_whole_solution(
    solution: list[str],
    scenarios: dict[str, dict[str, Any]],
    passed: bool | None,
) -> None:
    told = {slug: {"title": slug} | fields for slug, fields in scenarios.items()}
    found = judged(solution={product: {} for product in solution}, scenarios=told)
    one = point("Demonstrable as one story", found)
    assert (one.earned, one.judged) == (passed is True, passed is not None)
