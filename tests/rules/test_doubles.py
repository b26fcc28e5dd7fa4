"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.rules.engine.finding import Finding
from ucops.text.problem import PROBLEM_LIMIT

CASES = [
    (
        "entry-title-twice",
        """\
market_requirements:
  build: {title: Build automation}
  builds: {title: "build  Automation"}
  test: {title: Test automation}
value_drivers: {cheaper: {metric: Cost}, cheap: {metric: Costs}}
differentiators: {a: {title: Test automation}, b: {title: Test automation}}
competitors: {a: {title: X}, b: {title: Y}, c: {title: x}}
scenarios: {a: {title: X}, b: {title: X}}
measures: {a: {title: X}, b: {title: X}}
# ucops.yaml
version: 1
personas: {own: {title: Owner}, boss: {title: owner}}
industries: {travel: Travel, tourism: Travel}
products: {ci: {title: CI}, builds: {title: ci}}
""",
        """
ucops:2:47 'boss' and 'own' have one title: owner. → join the two, or say in the title what sets
    them apart
ucops:3:30 'tourism' and 'travel' have one title: Travel. → join the two, or say in the title
    what sets them apart
ucops:4:45 'builds' and 'ci' have one title: ci. → join the two, or say in the title what sets
    them apart
example:5:19 'builds' and 'build' have one title: build Automation. → join the two, or say in
    the title what sets them apart
example:8:59 'b' and 'a' have one title: Test automation. → join the two, or say in the title
    what sets them apart
example:9:56 'c' and 'a' have one title: x. → join the two, or say in the title what sets them
    apart
example:10:39 'b' and 'a' have one title: X. → join the two, or say in the title what sets them
    apart
example:11:38 'b' and 'a' have one title: X. → join the two, or say in the title what sets them
    apart
""",
    ),
    (
        "duplicate-entry",
        """\
discovery_questions: [Who builds?, who  builds?, Who tests?]
segments: [smb, Smb]
market_requirements: {a: {title: A, jobs: [Build, Test, Build]}}
message_house: {key_values: [{promise: Fast, pain_points: [Slow, Slow]}, {promise: fast}]}
scenarios:
  a:
    title: A
    steps: [Push, Push, Test, Push]
    stakeholders: [A team, A team]
    preconditions: [It builds, It builds]
    guarantees: {minimal: [A log that is kept for a whole year or longer than that,
      A log that is kept for a whole year or longer than that]}
bom:
  a: {title: A, depends_on: [b, example/b, ci/b], checklist: [Read, Read], previously: [x, x]}
  b: {title: B}
""",
        """
example:3:36 'who builds?' stands in discovery_questions twice. → delete this one
example:5:57 'Build' stands in jobs twice. → delete this one
example:6:66 'Slow' stands in pain_points twice. → delete this one
example:6:74 This says the same as the entry in line 6. → delete this one
example:10:19 'Push' stands in steps twice. → delete this one
example:11:28 'A team' stands in stakeholders twice. → delete this one
example:12:32 'It builds' stands in preconditions twice. → delete this one
example:14:7 'A log that is kept for a whole year or…' stands in minimal twice. → delete this
    one
example:16:33 'example/b' stands in depends_on twice, once as 'b'. → delete this one
example:16:69 'Read' stands in checklist twice. → delete this one
example:16:92 'x' stands in previously twice. → delete this one
""",
    ),
    (
        "duplicate-entry",
        """\
proof_points:
  - {customer: Example Bank, result: 1 day, url: "https://example.com/1"}
  - {customer: Example bank, result: 1 day, url: "https://example.com/2"}
  - {customer: Example Bank, result: 2 days}
  - {customer: Example Bank}
  - {customer: Example Bank}
analysts:
  - {firm: F, report: R, date: 2026}
  - {firm: F, report: R, date: 2025}
  - {firm: F, report: R, date: 2026}
feedback:
  - {date: 2026-11-05, from: Sales, text: Good.}
  - {date: 2026-11-05, from: Sales, text: Good.}
objections:
  - {objection: Too slow., competitor: a}
  - {objection: Too slow., competitor: b}
  - {objection: Too slow., competitor: b, answer: It is not.}
""",
        """
example:5:5 This says the same as the entry in line 4. → delete this one
example:8:5 This says the same as the entry in line 7. → delete this one
example:12:5 This says the same as the entry in line 10. → delete this one
example:15:5 This says the same as the entry in line 14. → delete this one
example:19:5 This says the same as the entry in line 18. → delete this one
""",
    ),
    ("duplicate-entry", "team: {pmm: [octo-a, octo-a]}\nlinks: [a, a]\nsolution: [1, 1]\n", ""),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()


@pytest.mark.parametrize(
    "text",
    [
        "discovery_questions: [{}]\n",
        "market_requirements: {{a: {{title: A, jobs: [{}]}}}}\n",
    ],
)
def test_of_too_many_repeats_the_rest_is_said_in_one(
    found: Callable[[str], tuple[Finding, ...]], text: str
) -> None:
    findings = found(text.format(", ".join(["Who builds?"] * 2000)))
    repeats = [one for one in findings if one.rule == "duplicate-entry"]
    assert 0 < len(repeats) <= PROBLEM_LIMIT
    assert "more-problems" in {one.rule for one in findings}
