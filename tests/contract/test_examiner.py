"""What doctor asks, GitHub describes, and what it reads of the answers GitHub always sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ucops.github.examiner import IMPOSSIBLE, NO_BRANCH, NO_NUMBER

PLACE = "/repos/acme/gtm"


@pytest.mark.parametrize(
    ("path", "read"),
    [
        ("", ["default_branch"]),
        (
            "/actions/workflows",
            ["workflows", "workflows/path", "workflows/state", "workflows/html_url"],
        ),
        ("/actions/workflows/sync.yml/runs", ["workflow_runs/created_at"]),
        ("/actions/variables/UCOPS_LIVE", ["value"]),
        ("/branches/main", ["protected"]),
        ("/actions/permissions/workflow", ["can_approve_pull_request_reviews"]),
    ],
)
def test_what_is_read_is_always_there(rest: Any, path: str, read: list[str]) -> None:
    answer = rest.followed(rest.operation("GET", f"{PLACE}{path}")["responses"]["200"])
    for place in read:
        schema = rest.followed(rest.schema(answer))
        for name in place.split("/"):
            schema = items(rest, schema)
            assert name in schema["required"], place
            schema = rest.followed(schema["properties"][name])


def items(rest: Any, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of what a list holds; of anything else, itself."""
    found: Mapping[str, Any] = rest.followed(schema["items"]) if "items" in schema else schema
    return found


def test_a_label_may_be_asked_to_change_in_nothing(rest: Any) -> None:
    """Nothing of the body is required, and the name is longer than one can be."""
    assert rest.problems_of_request("PATCH", f"{PLACE}/labels/{IMPOSSIBLE}", {}) == []
    assert len(IMPOSSIBLE) > 50


def test_a_branch_and_a_pull_request_may_be_asked_for_that_are_not_there(rest: Any) -> None:
    branch, moved = f"{PLACE}/git/refs/heads/{NO_BRANCH}", {"sha": "0" * 40, "force": False}
    assert rest.problems_of_request("PATCH", branch, moved) == []
    assert rest.problems_of_request("PATCH", f"{PLACE}/pulls/{NO_NUMBER}", {}) == []
