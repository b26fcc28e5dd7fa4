from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops import HOME
from ucops.reading.load import Loaded
from ucops.rules.check import check
from ucops.rules.engine.finding import Finding
from ucops.rules.engine.place import dotted, place
from ucops.rules.engine.rule import MOST
from ucops.text.source import Span

Found = Callable[[object], tuple[Finding, ...]]
Written = Callable[[dict[str, str]], Loaded]

HEAD = "title: Continuous integration\nproblem: Every change waits for a build by hand.\n"


def one(findings: tuple[Finding, ...], rule: str) -> Finding:
    (found,) = (finding for finding in findings if finding.rule == rule)
    return found


def span(finding: Finding) -> tuple[int, int, int, int]:
    return finding.line, finding.column, finding.end_line, finding.end_column


@pytest.mark.parametrize(
    ("text", "rule", "at", "path"),
    [
        ("team: {pnm: octo-pmm}\n", "unknown-role", (3, 8, 3, 11), "team.pnm"),
        ("segments: [smb, small]\n", "unknown-segment", (3, 17, 3, 22), "segments[1]"),
        (
            "bom:\n  webcast:\n    milestone: q9\n",
            "unknown-milestone",
            (5, 16, 5, 18),
            "bom.webcast.milestone",
        ),
        ("status: active\n", "no-number", (1, 1, 1, 6), "value_drivers"),
        ("team: {pmm: octo-a}\n", "no-responsible", (3, 1, 3, 5), "team"),
        ("# å\nsummary: é @octo-a\n", "mention-in-text", (4, 10, 4, 19), "summary"),
    ],
)
def test_a_finding_points_at_the_key_or_value(
    found: Found, text: str, rule: str, at: tuple[int, ...], path: str
) -> None:
    finding = one(found(HEAD + text), rule)
    assert (span(finding), finding.path) == (at, path)
    assert finding.file == "usecases/example.yaml"
    assert finding.url == f"{HOME}/blob/main/docs/rules/{rule}.md"


def test_explanations_are_where_the_configuration_says(found: Found) -> None:
    home = "home: https://docs.acme.example/use-cases/\n"
    own = f"# ucops.yaml\nversion: 1\n{home}rules: {{no-dates: off}}\n"
    url = "https://docs.acme.example/use-cases/rules/unknown-rule.md"
    assert one(found(own), "unknown-rule").url == url


def test_a_finding_in_the_configuration_is_placed_there(found: Found) -> None:
    finding = one(found("# ucops.yaml\nversion: 1\nrules:\n  no-dates: off\n"), "unknown-rule")
    assert (finding.file, span(finding)) == ("ucops.yaml", (3, 3, 3, 11))
    assert finding.hint == "did you mean 'no-date'?"


def test_what_a_file_does_not_say_at_all_is_shown_at_its_start(found: Found) -> None:
    findings = found({"usecases/a.yaml": "problem: By hand.\n"})
    assert span(one(findings, "no-buyer")) == (1, 1, 1, 1)


def test_findings_are_sorted_by_file_line_and_rule(found: Found) -> None:
    text = "title: A\nproblem: B.\nteam: {zz: octo-a, yy: octo-b}\nsegments: [x]\n"
    findings = found({"usecases/b.yaml": text, "usecases/a.yaml": text})
    keys = [(finding.file, finding.line, finding.rule) for finding in findings]
    assert keys == sorted(keys)
    assert {"usecases/a.yaml", "usecases/b.yaml"} == {finding.file for finding in findings}


def test_every_problem_of_every_file_in_one_run(found: Found) -> None:
    findings = found(
        {
            "usecases/a.yaml": "title: A\nproblem: x: y\n",
            "usecases/b.yaml": "title: B\nproblem: B.\ntiers: 2\nteam: {zz: octo-a}\n",
        }
    )
    rules = {(finding.file, finding.rule) for finding in findings if finding.severity == "error"}
    assert {
        ("usecases/a.yaml", "colon-in-text"),
        ("usecases/b.yaml", "unknown-key"),
        ("usecases/b.yaml", "unknown-role"),
    } <= rules


def test_without_a_day_nothing_is_too_old(written: Written) -> None:
    text = "bom:\n  pitch-deck: {deliverable: https://example.com/d, reviewed: 2001-01-01}\n"
    loaded = written({"usecases/a.yaml": f"{HEAD}status: active\n{text}"})
    assert "stale-collateral" not in {finding.rule for finding in check(loaded)}


@pytest.mark.parametrize(
    ("status", "severity"), [("active", "warning"), ("paused", "warning"), ("draft", "info")]
)
def test_substance_is_judged_by_status(found: Found, status: str, severity: str) -> None:
    assert one(found(f"status: {status}\n"), "no-number").severity == severity


def test_a_retired_use_case_is_asked_nothing_of_substance(found: Found) -> None:
    findings = found("status: retired\nteam: {zz: octo-a}\nsummary: Ask <!-- x -->\n")
    assert {finding.rule for finding in findings} == {"unknown-role", "hidden-comment"}


def test_what_is_not_asked_of_one_use_case_is_asked_of_the_next(found: Found) -> None:
    text = f"{HEAD}summary: Lorem ipsum\nstatus: "
    findings = found({"usecases/a.yaml": f"{text}retired\n", "usecases/b.yaml": f"{text}active\n"})
    assert one(findings, "template-text").file == "usecases/b.yaml"


def test_a_rule_that_is_off_finds_nothing(found: Found) -> None:
    config = "# ucops.yaml\nversion: 1\nrules: {no-number: off, unknown-role: off}\n"
    rules = {finding.rule for finding in found(f"team: {{zz: octo-a}}\n{config}")}
    assert "no-number" not in rules
    assert {"unknown-role", "fixed-severity"} <= rules


def test_a_long_list_is_cut_in_its_own_file_only(found: Found) -> None:
    links = "".join(f"  - http://example.com/{number}\n" for number in range(MOST + 50))
    many = f"{HEAD}discovery_questions:\n{links}"
    findings = found({"usecases/a.yaml": many, "usecases/b.yaml": f"{HEAD}summary: http://b.c\n"})
    messages = {
        file: [one.message for one in findings if (one.rule, one.file) == found_in]
        for file in ("a", "b")
        for found_in in [("insecure-link", f"usecases/{file}.yaml")]
    }
    assert [len(messages["a"]), len(messages["b"])] == [MOST + 1, 1]
    assert sum("There is more of this kind" in message for message in messages["a"]) == 1


@pytest.mark.parametrize(("count", "listed", "more"), [(100, 100, 0), (101, 100, 1), (150, 100, 1)])
def test_a_hundred_of_a_kind_are_listed_and_then_that_there_is_more(
    found: Found, count: int, listed: int, more: int
) -> None:
    items = "".join(
        f"  i{number}: {{title: T{number}, role: z{number}}}\n" for number in range(count)
    )
    findings = found(f"bom:\n{items}")
    messages = [one.message for one in findings if one.rule == "unknown-role"]
    assert sum(message.startswith("There is no role 'z") for message in messages) == listed
    assert sum(message.startswith("There is more of this kind") for message in messages) == more


def test_a_beta_feature_is_only_noted(found: Found) -> None:
    finding = one(
        found(
            "status: active\nsolution: {cd: {features: [rollback]}}\n# ucops.yaml\nversion: 1\n"
            "products: {cd: {title: CD, features: {rollback: {title: Back, maturity: beta}}}}\n"
        ),
        "unavailable-feature",
    )
    assert finding.severity == "info"


def test_a_circle_is_shown_as_a_way(found: Found) -> None:
    finding = one(
        found(
            "bom:\n  a: {title: A, depends_on: [b]}\n  b: {title: B, depends_on: [c, d]}\n"
            "  c: {title: C}\n  d: {title: D, depends_on: [a]}\n"
        ),
        "dependency-cycle",
    )
    assert "example/a → example/b → example/d → example/a" in finding.message


def test_an_item_that_needs_itself_is_a_circle(found: Found) -> None:
    finding = one(found("bom:\n  a: {title: A, depends_on: [a]}\n"), "dependency-cycle")
    assert "example/a → example/a" in finding.message


@pytest.mark.parametrize(("configured", "severity"), [("error", "error"), ("off", None)])
def test_what_reading_finds_has_the_configured_severity(
    found: Found, configured: str, severity: str | None
) -> None:
    config = f"version: 1\nrules: {{login-at-sign: {configured}}}\n"
    text = HEAD + 'team: {pmm: "@octo-pmm"}\n'
    findings = found({"ucops.yaml": config, "usecases/a.yaml": text})
    levels = {one.rule: one.severity for one in findings}
    assert levels.get("login-at-sign") == severity


TEXT = """\
title: Builds
links:
  page: tbd
team:
  - pmm
  - tmm
"""


@pytest.mark.parametrize(
    ("path", "on_key", "line", "columns"),
    [
        (("links", "page"), False, 3, (9, 12)),
        (("links", "page"), True, 3, (3, 7)),
        (("links", "board"), False, 2, (1, 6)),
        (("links", "page", "deeper"), False, 3, (3, 7)),
        (("team", 1), False, 6, (5, 8)),
        (("team", 1), True, 6, (5, 8)),
        (("team", 2), False, 4, (1, 5)),
        (("team", "pmm"), False, 4, (1, 5)),
        (("bom", "video"), False, 1, (1, 6)),
        ((), False, 1, (1, 6)),
    ],
)
def test_a_hit_is_shown_at_its_place_or_the_nearest_above(
    written: Written, path: tuple[str | int, ...], on_key: bool, line: int, columns: tuple[int, int]
) -> None:
    source = written({"usecases/a.yaml": TEXT}).sources["usecases/a.yaml"]
    span = place(source, path, on_key=on_key)
    assert span == Span(line, columns[0], line, columns[1])


def test_what_is_nowhere_is_shown_at_the_start(written: Written) -> None:
    source = written({"usecases/a.yaml": "links: {}\n"}).sources["usecases/a.yaml"]
    assert place(source, ("bom",)) == Span(1, 1, 1, 1)


@pytest.mark.parametrize(
    ("path", "expected"),
    [((), ""), (("team", "pm"), "team.pm"), (("analysts", 0, "date"), "analysts[0].date")],
)
def test_a_path_is_written_as_people_read_it(path: tuple[str | int, ...], expected: str) -> None:
    assert dotted(path) == expected
