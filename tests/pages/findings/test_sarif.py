"""The document is valid by the published schema.

A copy of it (from `@microsoft/jest-sarif`, MIT) lies in tests/contract.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ucops.pages.findings import REPORTERS, sarif
from ucops.rules.all import rules
from ucops.rules.engine.finding import Finding

SCHEMA = Path(__file__).parents[2] / "contract" / "sarif-2.1.0.json"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(json.loads(SCHEMA.read_text()))


def rendered(report: Any) -> Any:
    return json.loads(REPORTERS["sarif"](report))


def results(report: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rendered(report)["runs"][0]["results"]
    return found


def fingerprints(report: Any) -> list[str]:
    return [one["partialFingerprints"]["ucops/v1"] for one in results(report)]


def test_an_empty_report_is_valid(reported: Any, validator: Any) -> None:
    validator.validate(rendered(reported()))


def test_a_report_with_every_rule_is_valid(finding: Any, reported: Any, validator: Any) -> None:
    findings = [finding(rule=name, severity=rule.severity) for name, rule in rules().items()]
    validator.validate(rendered(reported(*findings)))


def test_rules_are_listed_by_name(finding: Any, reported: Any) -> None:
    run = rendered(reported(*[finding(rule=name) for name in rules()]))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == sorted(rules())


def test_the_schema_refuses_what_is_wrong(reported: Any, validator: Any) -> None:
    document = rendered(reported())
    document["runs"][0]["tool"] = {}
    assert not validator.is_valid(document)


def test_a_result_is_this(finding: Any, reported: Any) -> None:
    (result,) = results(reported(finding(file="usecases/a b.yaml"), prefix="gtm/"))
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "gtm/usecases/a%20b.yaml"
    assert place["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 6}
    assert result["message"]["text"] == "There is no role 'pnm'. did you mean 'pmm'?"
    assert (result["ruleId"], result["level"]) == ("unknown-role", "error")


def test_the_rule_index_leads_to_the_rule(finding: Any, reported: Any) -> None:
    run = rendered(reported(finding(), finding(rule="no-date", severity="info")))["runs"][0]
    named = run["tool"]["driver"]["rules"]
    assert all(named[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])


def test_fingerprints_stay_when_lines_move(finding: Any, reported: Any) -> None:
    one = finding()
    moved = dataclasses.replace(one, line=9, end_line=9, column=1, end_column=4)
    assert fingerprints(reported(one)) == fingerprints(reported(moved))


@pytest.mark.parametrize("field", ["rule", "file", "path", "message"])
def test_fingerprints_tell_findings_apart(finding: Any, field: str) -> None:
    one: Finding = finding()
    other = dataclasses.replace(one, **{field: "no-date"})
    assert sarif.fingerprint(one) != sarif.fingerprint(other)


def test_a_fingerprint_is_the_same_in_every_version(finding: Any) -> None:
    """Code scanning would close and open every alert anew if it changed."""
    assert sarif.fingerprint(finding()) == "d1d155a1f9f497dc4590bcec83061bd7"


def test_the_document_is_readable(finding: Any, reported: Any) -> None:
    text = REPORTERS["sarif"](reported(finding(message="Café – 配信")))
    assert text.startswith('{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n')
    assert "Café – 配信" in text


def test_code_scanning_gets_no_more_than_it_takes(finding: Any, reported: Any) -> None:
    assert len(results(reported(*[finding()] * 25_001))) == 25_000


@pytest.mark.parametrize("other", ["2027-01-15", "11 Dec 2026", "1 Jan 2027"])
def test_a_fingerprint_does_not_depend_on_a_day_or_its_spelling(finding: Any, other: str) -> None:
    said = [finding(message=f"'A' is due {day}, after 3 others.") for day in ("2026-12-11", other)]
    assert len(set(map(sarif.fingerprint, said))) == 1


def test_two_equal_findings_have_two_fingerprints(finding: Any, reported: Any) -> None:
    first, second = fingerprints(reported(finding(), finding(line=7, end_line=7)))
    assert [first[-2:], second[-2:]] == [":1", ":2"]
    assert first[:-2] == second[:-2] == sarif.fingerprint(finding())


def test_the_worst_come_first_when_there_are_too_many(
    finding: Any, reported: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "MOST", 2)
    levels = [finding(severity=level) for level in ("info", "warning", "error")]
    assert [one["level"] for one in results(reported(*levels))] == ["error", "warning"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("'deck' was last looked at 249 days ago.", "'deck' was last looked at 250 days ago."),
        ("This key is given in line 7, too.", "This key is given in line 1,008, too."),
    ],
)
def test_fingerprints_stay_when_numbers_change(finding: Any, before: str, after: str) -> None:
    prints = {sarif.fingerprint(finding(message=message)) for message in (before, after)}
    assert len(prints) == 1
