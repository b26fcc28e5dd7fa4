from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

from ucops.rules.all import rules

Invoke = Callable[..., Result]


def test_every_rule_is_listed(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = invoke("rules")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    listed = {line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "}
    assert listed == set(rules())
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("unknown-role", ["pnm: octo-pmm", "pmm: octo-pmm", "cannot be silenced"]),
        ("no-date", ["# ucops: ignore[no-date]", "  no-date: off", "drafts"]),
        ("bidirectional-control", ["\\u202E"]),
    ],
)
def test_a_rule_is_explained(invoke: Invoke, name: str, expected: list[str]) -> None:
    result = invoke("rules", name)
    assert result.exit_code == 0
    assert all(text in result.stdout for text in expected)


@pytest.mark.parametrize(("arguments", "count"), [([], len(rules())), (["no-date"], 1)])
def test_programs_get_json(invoke: Invoke, arguments: list[str], count: int) -> None:
    document = json.loads(invoke("rules", *arguments, "--format", "json").stdout)
    assert document["version"] == 1
    assert len(document["rules"]) == count
    assert {"name", "family", "severity", "summary"} <= set(document["rules"][0])


@pytest.mark.parametrize(
    ("name", "severities"),
    [("no-number", ("warning", "info")), ("unknown-role", ("error", "error"))],
)
def test_programs_learn_how_drafts_are_judged(
    invoke: Invoke, name: str, severities: tuple[str, str]
) -> None:
    (one,) = json.loads(invoke("rules", name, "--format", "json").stdout)["rules"]
    assert (one["severity"], one["draft_severity"]) == severities


def test_an_unknown_rule_ends_with_2(invoke: Invoke) -> None:
    result = invoke("rules", "no-dates")
    assert result.exit_code == 2
    assert "did you mean 'no-date'?" in result.stderr


def test_rules_are_listed_by_family_and_word(invoke: Invoke) -> None:
    traps = invoke("rules", "--family", "traps").stdout
    assert "bare-date" in traps
    assert "no-date" not in traps
    milestones = json.loads(invoke("rules", "--about", "Milestone", "--format", "json").stdout)
    names = {one["name"] for one in milestones["rules"]}
    assert "unknown-milestone" in names
    assert "tab" not in names
