"""Issues that were there before."""

from __future__ import annotations

from typing import Any

import pytest

from ucops.github.known import known_issues

INDEX = {
    "repository": "acme/gtm",
    "use_cases": [
        {
            "id": "ci",
            "epic": 12,
            "items": [
                {"key": "ci/demo", "issue": 14, "url": "https://github.com/acme/gtm/issues/14"},
                {"key": "ci/page", "issue": 3, "url": "https://github.com/acme/web/issues/3"},
                {"key": "ci/new", "issue": None, "url": None},
            ],
        },
        {"id": "cd", "epic": None, "items": []},
    ],
}


def test_an_index_of_the_documented_shape_names_epics_and_items() -> None:
    assert known_issues(INDEX) == {
        "ci": ("acme/gtm", 12),
        "ci/demo": ("acme/gtm", 14),
        "ci/page": ("acme/web", 3),
    }


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"repository": "acme/gtm", "use_cases": []},
        {"use_cases": "none", "issues": [1], "orphans": {}},
        {"repository": 7, "use_cases": [{"id": "ci", "epic": 1, "items": [3]}]},
    ],
)
def test_what_no_report_wrote_knows_nothing(document: dict[str, Any]) -> None:
    assert known_issues(document) == {}
