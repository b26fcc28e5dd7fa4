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
    ucops.yaml
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
    in ucops.yaml
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
    `segments:` in ucops.yaml
example:5:14 There is no segment 'small' in ucops.yaml. → did you mean 'smb'?
example:5:60 There is no segment 'large' in ucops.yaml. → known: mid, smb; or add it to
    `segments:` in ucops.yaml
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
    ucops.yaml
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
ucops:4:33 There is no role 'reference' in ucops.yaml. → known: alliances, ar, compete, content,
    devrel, digital and 9 more; or add it to `roles:` in ucops.yaml
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
team: {pmm: octo-a, zzz: octo-b}
# ucops.yaml
version: 1
preset: none
roles: {pmm: {title: [P]}}
""",
        """
example:3:21 There is no role 'zzz' in ucops.yaml. → add it to `roles:` in ucops.yaml
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
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
