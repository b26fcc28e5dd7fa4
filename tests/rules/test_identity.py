"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "former-key-exists",
        """\
previously: [other, gone]
bom:
  a: {title: A}
  b: {title: B, previously: [gone, a, other/c]}
# usecases/other.yaml
title: Use case other
problem: It is slow.
bom: {c: {title: C}}
""",
        """
example:3:14 'other' is named as a former key, but it still exists in usecases/other.yaml. →
    remove one of the two, or take the name out of `previously`
example:6:36 'example/a' is named as a former key, but it still exists in usecases/example.yaml.
    → remove one of the two, or take the name out of `previously`
example:6:39 'other/c' is named as a former key, but it still exists in usecases/other.yaml. →
    remove one of the two, or take the name out of `previously`
""",
    ),
    (
        "former-key-exists",
        """\
bom:
  b: {title: A, previously: [a]}
  c: {title: B, previously: [b]}
# usecases/one.yaml
problem: P
previously: [two]
# usecases/two.yaml
problem: P
previously: [one]
""",
        """
example:5:30 'example/b' is named as a former key, but it still exists in usecases/example.yaml.
    → rename one after the other, with a sync between; a swap goes by a third name
one:2:14 'two' is named as a former key, but it still exists in usecases/two.yaml. → rename one
    after the other, with a sync between; a swap goes by a third name
two:2:14 'one' is named as a former key, but it still exists in usecases/one.yaml. → rename one
    after the other, with a sync between; a swap goes by a third name
""",
    ),
    (
        "former-key-claimed-twice",
        """\
previously: [old]
bom:
  a: {title: A, previously: [x, y]}
  b: {title: B, previously: [x]}
  c: {title: C, previously: [old]}
# usecases/other.yaml
title: Use case other
problem: It is slow.
previously: [old]
bom: {c: {title: C, previously: [example/x]}}
""",
        """
example:3:14 'old' is named as a former key here and by other. → leave it where the work went on
example:5:30 'example/x' is named as a former key here and by example/b and other/c. → leave it
    where the work went on
example:6:30 'example/x' is named as a former key here and by example/a and other/c. → leave it
    where the work went on
other:3:14 'old' is named as a former key here and by example. → leave it where the work went on
other:4:34 'example/x' is named as a former key here and by example/a and example/b. → leave it
    where the work went on
""",
    ),
    (
        "issue-claimed-twice",
        """\
issue: 7
bom:
  a: {title: A, issue: 7}
  b: {title: B, issue: 8}
  c: {title: C, issue: 9}
# usecases/other.yaml
title: Use case other
problem: It is slow.
issue: 8
bom: {a: {title: A}, b: {title: B}}
""",
        """
example:3:8 Issue 7 is taken over here and by example/a. → leave the number where it belongs
example:5:24 Issue 7 is taken over here and by example. → leave the number where it belongs
example:6:24 Issue 8 is taken over here and by other. → leave the number where it belongs
other:3:8 Issue 8 is taken over here and by example/b. → leave the number where it belongs
""",
    ),
    (
        "issue-claimed-twice",
        """\
bom:
  a: {title: A, issue: 7, role: web}
  b: {title: B, issue: 7}
  c: {title: C, issue: 8, role: web}
  d: {title: D, issue: 8, role: site}
  e: {title: E, issue: 9, role: gtm}
  f: {title: F, issue: 9}
# ucops.yaml
version: 1
preset: none
github: {repository: acme/gtm}
roles: {web: {title: Web, repository: acme/web}, site: {title: Site, repository: ACME/Web},
    gtm: {title: G, repository: Acme/GTM}}
""",
        """
example:6:24 Issue 8 is taken over here and by example/d. → leave the number where it belongs
example:7:24 Issue 8 is taken over here and by example/c. → leave the number where it belongs
example:8:24 Issue 9 is taken over here and by example/f. → leave the number where it belongs
example:9:24 Issue 9 is taken over here and by example/e. → leave the number where it belongs
""",
    ),
    (
        "milestone-title-twice",
        """\
# ucops.yaml
version: 1
milestones:
  a: {title: Sprint}
  b: {title: " SPRINT "}
  c: {title: Sprint 2}
  d: {title: sprint}
""",
        """
ucops:4:14 Milestone 'b' has the same title as 'a'. → give each its own title
ucops:6:14 Milestone 'd' has the same title as 'a'. → give each its own title
""",
    ),
    (
        "use-case-title-twice",
        """\
# usecases/a.yaml
title: Build  health
problem: P
# usecases/b.yaml
title: build health
problem: P
# usecases/c.yaml
title: Build HEALTH
problem: P
status: retired
# usecases/d.yaml
title: Build healths
problem: P
""",
        """
a:1:8 This use case has the same title as usecases/b.yaml. → give each its own title
b:1:8 This use case has the same title as usecases/a.yaml. → give each its own title
""",
    ),
    (
        "item-title-twice",
        """\
bom:
  a: {title: Report}
  b: {title: "report "}
  c: {title: Reports}
  d: {title: Report, skip: Not now.}
  e: {title: Report, retired: 2026-01-01}
  f: {title: REPORT}
""",
        """
example:5:14 Item 'b' has the same title as 'a'. → give each its own title
example:9:14 Item 'f' has the same title as 'a'. → give each its own title
""",
    ),
    (
        "nearly-a-standard-item",
        """\
bom:
  demo-vidoe: {due: 2026-12-11}
  demo-vdeo: {title: Other}
  zzz: {due: 2026-12-11}
  infographic:
  battlecard: {title: Card}
# ucops.yaml
version: 1
bom: {demo-video: {title: Demo video}, infographic: null, battlecard: null}
""",
        """
example:4:3 'demo-vidoe' is not a standard item, so it is an item of its own. → did you mean
    'demo-video'? If not, give it a title.
example:7:3 'infographic' is not a standard item, so it is an item of its own. → ucops.yaml
    removes it: take it out here, too, or give it a title
""",
    ),
    (
        "look-alike-keys",
        """\
bom:
  web-one: {title: A}
  webone: {title: B}
  vvebone: {title: C}
# usecases/a1.yaml
title: Use case a1
problem: It is slow.
bom: {x: {title: X}}
# usecases/al.yaml
title: Use case al
problem: It is slow.
# ucops.yaml
version: 1
preset: none
roles: {corner: {title: C}, comer: {title: D}, dev-5: {title: E}, devs: {title: F}, devo:
    {title: G}, dev0: {title: H}}
segments: {il: L, ll: M}
""",
        """
ucops:3:29 The keys 'comer' and 'corner' look alike. → rename one of them
ucops:3:67 The keys 'devs' and 'dev-5' look alike. → rename one of them
ucops:4:17 The keys 'dev0' and 'devo' look alike. → rename one of them
ucops:5:19 The keys 'll' and 'il' look alike. → rename one of them
al:1:1 The ids 'al' and 'a1' look alike. → rename one of the files, and name the old id under
    `previously`
example:5:3 The keys 'webone' and 'web-one' look alike. → rename one of them, and name the old
    key under `previously`
example:6:3 The keys 'vvebone' and 'web-one' look alike. → rename one of them, and name the old
    key under `previously`
""",
    ),
    (
        "use-case-title-twice",
        """\
# usecases/a.yaml
problem: P
# usecases/b.yaml
problem: P
""",
        "",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
