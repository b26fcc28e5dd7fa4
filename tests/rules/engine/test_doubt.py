"""Nothing is said to be missing that was only left out because it is wrong itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from ucops.reading.load import load
from ucops.rules.check import check

HEAD = "title: Continuous delivery\nproblem: Releases are made by hand.\nstatus: active\n"


def found(root: Path, text: str, config: str = "") -> set[str]:
    (root / "usecases").mkdir()
    (root / "usecases" / "cd.yaml").write_text(HEAD + text)
    (root / "ucops.yaml").write_text(f"version: 1\n{config}")
    return {finding.rule for finding in check(load(root))}


@pytest.mark.parametrize(
    ("text", "wrong", "missing"),
    [
        ("personas: cio\n", "list-expected", "no-buyer"),
        ("discovery_questions: How?\n", "list-expected", "no-discovery-question"),
        ("value_drivers: {a: {metric: m, baseline: 1, target: 2}}\n", "bare-number", "no-number"),
        ("measures: {a: {title: A, target: 9 kUSD}}\n", "wrong-type", "measure-without-target"),
        (
            "scenarios: {a: {title: A, timebox: 2}}\n",
            "bare-number",
            "scenario-without-timebox",
        ),
        ("bom:\n  - demo-video:\n      due: 2027-01-01\n  x: y\n", "bad-indentation", "no-date"),
        ("tier: 1\nteam:\n  pmm: Octo Person\n", "bad-login", "no-responsible"),
        (
            "competitors: {jenkins: {}}\nobjections: [{objection: O, competitor: jenkins}]\n",
            "missing-field",
            "unknown-competitor",
        ),
        (
            "market_requirements: {a: {}}\nbom: {demo-video: {market_requirements: [a]}}\n",
            "missing-field",
            "unknown-market-requirement",
        ),
        ("bom: {a: x, b: {depends_on: [a]}}\n", "mapping-expected", "unknown-dependency"),
        ("bom:\n  - demo-video:\n      due: 2027-01-01\n  x: y\n", "bad-indentation", "no-buyer"),
        ("personas:\n  - dev\n  cio\n", "bad-indentation", "no-buyer"),
        ("bom: {a: {title: A, stages: [awareness, zz]}}\n", "unknown-value", "journey-gap"),
        ("scenarios: {a: {title: A, trigger: [x]}}\n", "wrong-type", "scenario-incomplete"),
        ("summary: [http://example.com/a]\n", "wrong-type", "insecure-link"),
    ],
)
def test_what_follows_from_an_error_is_not_said(
    text: str, wrong: str, missing: str, tmp_path: Path
) -> None:
    rules = found(tmp_path, text)
    assert wrong in rules
    assert missing not in rules


def test_what_does_not_follow_is_said(tmp_path: Path) -> None:
    rules = found(tmp_path, "personas: cio\nbom: {demo-video: {quantity: two}}\n")
    assert {"no-discovery-question", "no-date", "few-proof-points"} <= rules


@pytest.mark.parametrize(
    ("text", "wrong", "said"),
    [
        ("proof_points: [{customer: C, result: a: b}]\n", "colon-in-text", "few-proof-points"),
        ("sumary: http://example.com/a\n", "unknown-key", "insecure-link"),
    ],
)
def test_a_slip_beside_a_value_that_is_read_hides_nothing(
    text: str, wrong: str, said: str, tmp_path: Path
) -> None:
    assert {wrong, said} <= found(tmp_path, text)


def test_nothing_is_missing_from_a_file_that_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "usecases" / "cd.yaml").write_text("- title: Continuous delivery\n")
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    assert [one.rule for one in check(load(tmp_path))] == ["not-a-mapping"]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("due: soon", False),
        ("milestone: [m]", False),
        ("quantity: two", True),
        ("title: [T]", True),
    ],
)
def test_an_item_has_no_date_unless_what_is_wrong_may_be_its_date(
    item: str, said: bool, tmp_path: Path
) -> None:
    config = "preset: none\nbom: {video: {title: Video}}\n"
    rules = found(tmp_path, f"bom: {{video: {{{item}}}}}\n", config)
    assert ("no-date" in rules) == said


def test_doubt_about_one_file_is_none_about_the_next(tmp_path: Path) -> None:
    (tmp_path / "usecases").mkdir()
    for name, text in {"a": "personas: cio\n", "b": ""}.items():
        (tmp_path / "usecases" / f"{name}.yaml").write_text(HEAD.replace("CD", name) + text)
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    assert [one.file for one in check(load(tmp_path)) if one.rule == "no-buyer"] == [
        "usecases/b.yaml"
    ]


def test_what_follows_from_a_warning_alone_is_said(tmp_path: Path) -> None:
    rules = found(tmp_path, "personas: [dev, dev]\n")
    assert {"duplicate-entry", "no-buyer"} <= rules


def test_an_open_seat_beside_a_wrong_one_is_said(tmp_path: Path) -> None:
    config = "preset: none\nroles: {pmm: {title: P}, tmm: {title: T}}\n"
    text = 'tier: 1\nteam: {pmm: Octo Person, tmm: "?"}\n'
    (tmp_path / "usecases").mkdir()
    (tmp_path / "usecases" / "cd.yaml").write_text(HEAD + text)
    (tmp_path / "ucops.yaml").write_text(f"version: 1\n{config}")
    said = [one.message for one in check(load(tmp_path)) if one.rule == "open-seat"]
    assert said == ["1 open seat in a key use case: T."]


def test_what_refers_to_a_wrong_setting_is_not_unknown(tmp_path: Path) -> None:
    config = "milestones: {sprint-1: {title: One}}\n"
    rules = found(tmp_path, "bom: {demo-video: {milestone: sprint-1}}\n", config)
    assert "unknown-milestone" not in rules


def test_a_long_title_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "usecases" / "cd.yaml").write_text(f"title: {'word ' * 55}\nproblem: P\n")
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    assert [one.rule for one in check(load(tmp_path))].count("title-too-long") == 1


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("bom: {a: {title: A, issue: '#42'}}\n", {"wrong-type"}),
        ("links: {chat: example}\n", {"not-an-address"}),
        ("links: {chat: asdf}\n", {"not-an-address"}),
        ("links:\n  chat: `asdf`\n", {"special-character"}),
        ("links: {chat: 'javascript:alert(1)'}\n", {"unsafe-link"}),
        ("summary: @octo-a javascript:x\n", {"at-sign", "unsafe-link"}),
        (
            "proof_points:\n  - {customer: C, result: 1 day, segment: enterprise industry: a}\n",
            {"colon-in-text"},
        ),
    ],
)
def test_one_value_is_found_fault_with_once(text: str, rules: set[str], tmp_path: Path) -> None:
    for name in ("without", "with"):
        (tmp_path / name).mkdir()
    assert found(tmp_path / "with", text) - found(tmp_path / "without", "") == rules


@pytest.mark.parametrize(
    "text",
    [
        "market_requirments:\n  a: {title: A}\nbom: {b: {title: B, market_requirements: [a]}}\n",
        "market_requirements:\n  A: {title: A}\nbom: {b: {title: B, market_requirements: [a]}}\n",
        "market_requirements\n  a: {title: A}\nbom: {b: {title: B, market_requirements: [a]}}\n",
        "market_requirements:\n  a {title: A}\nbom: {b: {title: B, market_requirements: [a]}}\n",
    ],
)
def test_a_requirement_below_a_slip_is_not_unknown(text: str, tmp_path: Path) -> None:
    assert "unknown-market-requirement" not in found(tmp_path, text)


def test_entries_behind_a_mended_line_are_shown_at_their_lines(tmp_path: Path) -> None:
    found(
        tmp_path,
        "discovery_questions:\n  - How?\n  – Who?\n  - [a]\n  - See http://example.com\n",
    )
    at = {one.rule: one.line for one in check(load(tmp_path))}
    assert (at["list-mark"], at["wrong-type"], at["insecure-link"]) == (6, 7, 8)
