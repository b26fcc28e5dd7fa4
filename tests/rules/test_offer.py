"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "unknown-product",
        """\
solution: {pipeline: {how: Fast.}, zzz: {}, pipelines: {}}
# ucops.yaml
version: 1
preset: none
products: {pipelines: {title: Pipelines}}
""",
        """
example:3:12 There is no product 'pipeline' in ucops.yaml. → did you mean 'pipelines'?
example:3:36 There is no product 'zzz' in ucops.yaml. → known: pipelines; or add it to
    `products:` in ucops.yaml
""",
    ),
    (
        "unknown-feature",
        """\
solution: {pipelines: {features: [runners, runner, zzz]}, gone: {features: [x]}}
# ucops.yaml
version: 1
preset: none
products: {pipelines: {title: P, features: {runners: {title: Runners}}}}
""",
        """
example:3:44 There is no feature 'runner' in ucops.yaml. → did you mean 'runners'?
example:3:52 There is no feature 'zzz' in ucops.yaml. → known: runners; or add it to `products:
    pipelines: features:` in ucops.yaml
""",
    ),
    (
        "unknown-milestone",
        """\
bom:
  a: {title: A, milestone: sprint3}
  b: {title: B, milestone: sprint-3}
  c: {title: C, milestone: zzz}
# ucops.yaml
version: 1
preset: none
milestones: {sprint-3: {title: S}}
""",
        """
example:4:28 There is no milestone 'sprint3' in ucops.yaml. → did you mean 'sprint-3'?
example:6:28 There is no milestone 'zzz' in ucops.yaml. → known: sprint-3; or add it to
    `milestones:` in ucops.yaml
""",
    ),
    (
        "unknown-market-requirement",
        """\
market_requirements: {builds: {title: Builds}, tests: {title: Tests}}
bom:
  a: {title: A, market_requirements: [builds, build, zzz]}
""",
        """
example:5:47 This use case has no market requirement 'build'. → did you mean 'builds'?
example:5:54 This use case has no market requirement 'zzz'. → its requirements: builds, tests
""",
    ),
    (
        "unknown-competitor",
        """\
competitors: {jenkins: {title: Jenkins}}
objections:
  - {objection: O, answer: A, competitor: jenkins}
  - {objection: O, answer: A}
  - {objection: O, answer: A, competitor: jenkin}
  - {objection: O, answer: A, competitor: zzz}
""",
        """
example:7:43 This use case has no competitor 'jenkin'. → did you mean 'jenkins'?
example:8:43 This use case has no competitor 'zzz'. → add it under `competitors:` in this file
""",
    ),
    (
        "unknown-market-requirement",
        """\
market_requirements: {a: {}}
bom: {x: {title: X, market_requirements: [a, b]}}
""",
        """
example:4:46 This use case has no market requirement 'b'. → its requirements: none is set up yet
""",
    ),
    (
        "unknown-competitor",
        """\
competitors: {jenkins: {}}
objections: [{objection: O, answer: A, competitor: jenkins}, {objection: O, answer: A,
    competitor: zzz}]
""",
        """
example:5:17 This use case has no competitor 'zzz'. → add it under `competitors:` in this file
""",
    ),
    (
        "unknown-milestone",
        """\
bom: {a: {title: A, milestone: m}}
# ucops.yaml
version: 1
preset: none
milestones: {m: {title: One}}
""",
        "",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
