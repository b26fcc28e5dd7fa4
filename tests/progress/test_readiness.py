from __future__ import annotations

from typing import Any

import pytest
from programme_data import config, entry

from ucops.model.config import Config
from ucops.progress.readiness import TESTS, Readiness, readiness

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
    "discovery_questions": ["How long does a developer wait for a build?"],
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
    "market_requirements": {f"r{n}": {"title": "R"} for n in range(8)},
    "differentiators": {"one": {"title": "One application", "proof": "https://example.com"}},
}


def judged(**fields: object) -> Readiness:
    settings: Config = config(products=PRODUCTS)
    return readiness(entry("ci", **fields).use_case, settings)


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
    ("Urgent", {"discovery_questions": []}),
    ("Urgent", {"value_drivers": {"faster": {"metric": "lead time", "target": "1 week"}}}),
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
    ("Stable over time", {"market_requirements": {f"r{n}": {"title": "R"} for n in range(7)}}),
    ("Stable over time", {"market_requirements": {f"r{n}": {"title": "R"} for n in range(13)}}),
    ("A reason to choose us", {"differentiators": {"one": {"title": "One", "proof": "tbd"}}}),
]


@pytest.mark.parametrize(("test", "fields"), LACKS)
def test_each_point_is_lost_for_its_own_reason_alone(test: str, fields: dict[str, Any]) -> None:
    found = judged(**(READY | fields))
    assert [point.test for point in found.points if not point.earned] == [test]
    assert len(found.missing) == 1
