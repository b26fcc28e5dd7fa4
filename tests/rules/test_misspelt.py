"""What stands below a key that is wrong itself is not said to be missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.rules.engine.finding import Finding

Found = Callable[[str], tuple[Finding, ...]]
REQUIREMENTS = "".join(f"  r-{number}: {{title: R {number}}}\n" for number in range(8))
SERVED = "bom:\n  talk: {title: Talk, market_requirements: [r-1, r-2]}\n"


@pytest.mark.parametrize(
    "key", ["market_requirments", "market-requirements", "Market requirements"]
)
def test_what_stands_below_a_misspelt_key_is_not_missing(found: Found, key: str) -> None:
    names = {one.rule for one in found(f"status: active\n{key}:\n{REQUIREMENTS}{SERVED}")}
    assert "unknown-key" in names
    assert not {"unknown-market-requirement", "requirement-count"} & names
    names = {one.rule for one in found(f"status: active\nnonsense:\n{REQUIREMENTS}{SERVED}")}
    assert {"unknown-market-requirement", "requirement-count", "unknown-key"} <= names


def test_a_misspelt_key_leaves_other_parts_alone(found: Found) -> None:
    names = {one.rule for one in found("status: active\ntier: 1\nteams: {pmm: octo-pmm}\n")}
    assert not {"open-seat", "no-responsible"} & names
    assert "no-date" in names


@pytest.mark.parametrize("section", ["[pmm]", "pmm"])
def test_a_section_that_is_no_mapping_may_name_anything(found: Found, section: str) -> None:
    config = f"# ucops.yaml\nversion: 1\npreset: none\nroles: {section}\n"
    names = {one.rule for one in found(f"team: {{pmm: octo-pmm}}\n{config}")}
    assert "unknown-role" not in names


def test_a_feature_that_is_wrong_itself_is_not_missing(found: Found) -> None:
    config = "version: 1\nproducts: {ci: {title: CI, features: {a: {title: [A]}}}}\n"
    errors = found(f"solution: {{ci: {{features: [a, b]}}}}\n# ucops.yaml\n{config}")
    assert [one.path for one in errors if one.rule == "unknown-feature"] == [
        "solution.ci.features[1]"
    ]
