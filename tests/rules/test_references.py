"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "unknown-role",
        """\
team: {pmm: octo-a, pnm: octo-b}
bom:
  a: {title: A, role: pnm}
  b: {title: B, role: pmm}
  c: {title: C}
# ucops.yaml
version: 1
preset: none
roles: {pmm: {title: Product marketing}}
""",
        """
example:3:21 There is no role 'pnm' in ucops.yaml. → did you mean 'pmm'?
example:5:23 There is no role 'pnm' in ucops.yaml. → did you mean 'pmm'?
""",
    ),
    (
        "unknown-persona",
        """\
personas: [dev, zzz]
# ucops.yaml
version: 1
preset: none
personas: {dev: {title: D}}
""",
        """
example:3:17 There is no persona 'zzz' in ucops.yaml. → known: dev; or add it to `personas:` in
    ucops.yaml: zzz: {title: Zzz}
""",
    ),
    (
        "unknown-industry",
        """\
industries: [cars, car]
proof_points: [{customer: A, result: 1 day, industry: cars}, {customer: B, result: 1 day,
    industry: zzz}, {customer: C, result: 1 day}]
# ucops.yaml
version: 1
preset: none
industries: {cars: Cars}
""",
        """
example:3:20 There is no industry 'car' in ucops.yaml. → did you mean 'cars'?
example:5:15 There is no industry 'zzz' in ucops.yaml. → known: cars; or add it to `industries:`
    in ucops.yaml: zzz: Zzz
""",
    ),
    (
        "unknown-segment",
        """\
segments: [smb, zzz]
proof_points: [{customer: A, result: 1 day, segment: smb}, {customer: B, result: 1 day,
    segment: small}, {customer: C, result: 1 day, segment: large}]
# ucops.yaml
version: 1
preset: none
segments: {smb: Small, mid: Middle}
""",
        """
example:3:17 There is no segment 'zzz' in ucops.yaml. → known: mid, smb; or add it to
    `segments:` in ucops.yaml: zzz: Zzz
example:5:14 There is no segment 'small' in ucops.yaml. → did you mean 'smb'?
example:5:60 There is no segment 'large' in ucops.yaml. → known: mid, smb; or add it to
    `segments:` in ucops.yaml: large: Large
""",
    ),
    (
        "unknown-link-kind",
        """\
links: {page: tbd, pages: tbd}
# ucops.yaml
version: 1
preset: none
link_kinds: {page: {title: Page}}
""",
        """
example:3:20 There is no kind of link 'pages' in ucops.yaml. → did you mean 'page'?
""",
    ),
    (
        "unknown-type",
        """\
bom:
  a: {title: A, type: deck}
  b: {title: B, type: decks}
  c: {title: C}
# ucops.yaml
version: 1
preset: none
collateral_types: {deck: {title: Deck}}
""",
        """
example:5:23 There is no type of collateral 'decks' in ucops.yaml. → did you mean 'deck'?
""",
    ),
    (
        "unknown-setting",
        """\
# ucops.yaml
version: 1
preset: none
departments: {pmm: {title: P}}
roles: {a: {title: A, department: pmm}, b: {title: B, department: pnm}, c: {title: C}}
bom: {a: {title: A, role: a}, b: {title: B, role: zzz}, c: {title: C, type: deck}, d:
    {title: D, type: decks}}
collateral_types: {deck: {title: Deck}}
""",
        """
ucops:4:67 There is no department 'pnm' in ucops.yaml. → did you mean 'pmm'?
ucops:5:51 There is no role 'zzz' in ucops.yaml. → known: a, b, c; or add it to `roles:` in
    ucops.yaml: zzz: {title: Zzz}
ucops:6:22 There is no type of collateral 'decks' in ucops.yaml. → did you mean 'deck'?
""",
    ),
    (
        "unknown-setting",
        """\
# ucops.yaml
version: 1
roles: {campaign: null, reference: null}
departments: {comp: null, mrci: null}
bom: {podcast: {title: P, role: reference}, case-studies: {role: content}, battlecard: null}
""",
        """
ucops:2:9 2 standard items still name the role 'campaign': campaign-page and webcast. → take
    this line out, or give them another one under `bom:`, or remove them, too
ucops:3:15 1 standard role still names the department 'comp': compete. → take this line out, or
    give them another one under `roles:`, or remove them, too
ucops:3:27 1 standard role still names the department 'mrci': ar. → take this line out, or give
    them another one under `roles:`, or remove them, too
ucops:4:33 There is no role 'reference' in ucops.yaml. → `reference:` without a value removes it
    from `roles:` there: put it back, or name another one
""",
    ),
    (
        "unknown-setting",
        """\
# ucops.yaml
version: 1
roles: {campaign: null, content: {title: Content}}
bom:
""",
        """
ucops:2:9 2 standard items still name the role 'campaign': campaign-page and webcast. → take
    this line out, or give them another one under `bom:`, or remove them, too
""",
    ),
    (
        "unknown-role",
        """\
team: {pmm: octo-a, tmm: octo-b}
bom: {a: {title: A, role: tmm}, b: {title: B, role: tmm}, c: {title: C, role: tan}}
# ucops.yaml
version: 1
roles: {tmm: null}
bom: null
""",
        """
example:3:21 There is no role 'tmm' in ucops.yaml. → `tmm:` without a value removes it from
    `roles:` there: put it back, or name another one
example:4:27 There is no role 'tmm' in ucops.yaml. → `tmm:` without a value removes it from
    `roles:` there: put it back, or name another one (this file names it 2 times)
example:4:79 There is no role 'tan' in ucops.yaml. → did you mean 'tam'?
""",
    ),
    (
        "unknown-persona",
        """\
personas: [app-dev-manager]
# ucops.yaml
version: 1
preset: none
personas: {product-manager: {title: Product manager}}
""",
        """
example:3:12 There is no persona 'app-dev-manager' in ucops.yaml. → known: product-manager; or
    add it to `personas:` in ucops.yaml: app-dev-manager: {title: App dev manager}
""",
    ),
    (
        "unknown-milestone",
        """\
bom:
  a: {title: A, milestone: sprint-2026-12}
  b: {title: B, milestone: sprint-2026-12}
  c: {title: C, milestone: sprint-2026_11}
  d: {title: D, milestone: spirnt-2026-11}
  e: {title: E, milestone: spirnt-2026-11}
# usecases/other.yaml
title: Use case other
problem: It is slow.
bom: {f: {title: F, milestone: sprint-2026-12}}
# ucops.yaml
version: 1
milestones: {sprint-2026-11: {title: Sprint 2026-11, due: 2026-11-30}}
""",
        """
example:4:28 There is no milestone 'sprint-2026-12' in ucops.yaml. → known: sprint-2026-11; or
    add it to `milestones:` in ucops.yaml: sprint-2026-12: {title: Sprint 2026 12} (this file
    names it 2 times)
example:7:28 There is no milestone 'spirnt-2026-11' in ucops.yaml. → did you mean
    'sprint-2026-11'?
example:8:28 There is no milestone 'spirnt-2026-11' in ucops.yaml. → did you mean
    'sprint-2026-11'?
other:3:32 There is no milestone 'sprint-2026-12' in ucops.yaml. → known: sprint-2026-11; or add
    it to `milestones:` in ucops.yaml: sprint-2026-12: {title: Sprint 2026 12}
""",
    ),
    (
        "unknown-role",
        """\
team: {pmm: octo-a, zzz: octo-b}
# ucops.yaml
version: 1
preset: none
roles: {pmm: {title: [P]}}
""",
        """
example:3:21 There is no role 'zzz' in ucops.yaml. → add it to `roles:` in ucops.yaml: zzz:
    {title: Zzz}
""",
    ),
    (
        "unknown-segment",
        """\
segments: [small]
# ucops.yaml
version: 1
preset: none
segments: {small: [S]}
""",
        "",
    ),
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
    `products:` in ucops.yaml: zzz: {title: Zzz}
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
    pipelines: features:` in ucops.yaml: zzz: {title: Zzz}
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
    `milestones:` in ucops.yaml: zzz: {title: Zzz}
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
example:5:54 This use case has no market requirement 'zzz'. → known: builds, tests; or add it to
    `market_requirements:` in this file: zzz: {title: Zzz}
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
example:8:43 This use case has no competitor 'zzz'. → known: jenkins; or add it to
    `competitors:` in this file: zzz: {title: Zzz}
""",
    ),
    (
        "unknown-market-requirement",
        """\
market_requirements: {a: {}}
bom: {x: {title: X, market_requirements: [a, b]}}
""",
        """
example:4:46 This use case has no market requirement 'b'. → add it to `market_requirements:` in
    this file: b: {title: B}
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
example:5:17 This use case has no competitor 'zzz'. → add it to `competitors:` in this file:
    zzz: {title: Zzz}
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
