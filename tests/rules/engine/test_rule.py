from __future__ import annotations

import pytest

from ucops.rules.all import rules
from ucops.rules.engine.rule import severity_of

SUBSTANCE, PLANNING, REFERENCE = "no-date", "due-after-milestone", "unknown-role"


@pytest.mark.parametrize(
    ("name", "status", "expected"),
    [
        (SUBSTANCE, "active", "warning"),
        (SUBSTANCE, "paused", "warning"),
        (SUBSTANCE, "draft", "info"),
        (SUBSTANCE, "retired", None),
        (PLANNING, "draft", "warning"),
        (PLANNING, "retired", "warning"),
        (REFERENCE, "draft", "error"),
        (REFERENCE, "retired", "error"),
    ],
)
def test_the_status_decides_about_substance(name: str, status: str, expected: str) -> None:
    assert severity_of(rules()[name], status, {}) == expected


@pytest.mark.parametrize(
    ("name", "status", "configured", "expected"),
    [
        (SUBSTANCE, "active", "error", "error"),
        (SUBSTANCE, "active", "info", "info"),
        (SUBSTANCE, "active", "off", None),
        (SUBSTANCE, "draft", "error", "info"),
        (SUBSTANCE, "draft", "off", None),
        (PLANNING, "draft", "error", "error"),
        (REFERENCE, "active", "off", "error"),
        (REFERENCE, "active", "info", "error"),
    ],
)
def test_the_configuration_moves_what_is_no_error(
    name: str, status: str, configured: str, expected: str
) -> None:
    assert severity_of(rules()[name], status, {name: configured}) == expected


def test_a_milder_case_is_an_info_at_most() -> None:
    assert severity_of(rules()[SUBSTANCE], "active", {}, soft=True) == "info"
