"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "dependency-dropped",
        """\
bom:
  a: {title: A, skip: Not now.}
  b: {title: B, retired: 2026-01-01}
  c: {title: C}
  d: {title: D, depends_on: [c, a, b, gone]}
  e: {title: E, depends_on: [a], deliverable: "https://example.com/e"}
""",
        """
example:7:33 'D' needs 'example/a', which is skipped. → take it out of `depends_on`, or bring it
    back
example:7:36 'D' needs 'example/b', which is retired. → take it out of `depends_on`, or bring it
    back
""",
    ),
    (
        "milestone-without-items",
        """\
bom:
  a: {title: A, milestone: used}
  b: {title: B, milestone: skipped, skip: Not now.}
# usecases/old.yaml
title: Use case old
problem: It is slow.
status: retired
bom: {a: {title: A, milestone: old}}
# ucops.yaml
version: 1
preset: none
milestones: {used: {title: U}, skipped: {title: S}, old: {title: O}}
""",
        """
ucops:3:32 No item is planned for milestone 'skipped' (S). → plan items with `milestone:
    skipped`, or remove it
ucops:3:53 No item is planned for milestone 'old' (O). → plan items with `milestone: old`, or
    remove it
""",
    ),
    (
        "no-date",
        """\
status: active
bom:
  a: {title: A}
  b: {title: B, due: 2026-12-01}
  c: {title: C, milestone: m}
  d: {title: D, deliverable: "https://example.com/d"}
  e: {title: E}
# ucops.yaml
version: 1
preset: none
milestones: {m: {title: M, due: 2026-12-31}}
""",
        """
example:4:1 2 items without a date: a and e. → give each a `due` day or a `milestone`
""",
    ),
    (
        "no-responsible",
        """\
status: active
team: {tmm: "?"}
bom:
  a: {title: A}
  b: {title: B, role: tmm}
  c: {title: C, owner: octo-c}
  d: {title: D, role: pmm}
# ucops.yaml
version: 1
preset: none
roles: {tmm: {title: T}, pmm: {title: P}}
""",
        """
example:4:1 Nobody is responsible for 3 items: a, b and d. → name a person for pmm and tmm under
    `team`
""",
    ),
    (
        "no-responsible",
        """\
status: active
team: {tmm: octo-tmm}
bom:
  a: {title: A}
  b: {title: B, role: tmm}
# ucops.yaml
version: 1
preset: none
roles: {tmm: {title: T}}
""",
        """
example:4:1 Nobody is responsible for 1 item: a. → give each a role
""",
    ),
    (
        "too-much-for-one",
        """\
team: {tmm: octo-tmm, pmm: octo-pmm}
bom:
  v12: {title: Video 12, role: tmm, due: 2026-12-01}
  v11: {title: Video 11, role: tmm, due: 2026-12-02}
  v10: {title: Video 10, role: tmm, due: 2026-12-03}
  v09: {title: Video 9, role: tmm, due: 2026-12-04}
  v08: {title: Video 8, role: tmm, due: 2026-12-05}
  v07: {title: Video 7, role: tmm, due: 2026-12-06}
  v06: {title: Video 6, role: tmm, due: 2026-12-07}
  v05: {title: Video 5, role: tmm, due: 2026-12-08}
  v04: {title: Video 4, role: tmm, due: 2026-12-09}
  v03: {title: Video 3, role: tmm, due: 2026-12-10}
  v02: {title: Video 2, role: tmm, due: 2026-12-11}
  v01: {title: Video 1, role: tmm, due: 2026-12-12}
  x: {title: X, role: pmm, due: 2026-12-01}
""",
        """
example:15:41 octo-tmm has 12 items due in Dec 2026; more than 10 is too much for one person. →
    move some to another month, or give some to the backups
""",
    ),
    (
        "too-much-for-one",
        """\
team: {tmm: octo-tmm, pmm: octo-pmm}
bom:
  v10: {title: Video 10, role: tmm, due: 2026-12-01}
  v09: {title: Video 9, role: tmm, due: 2026-12-01}
  v08: {title: Video 8, role: tmm, due: 2026-12-01}
  v07: {title: Video 7, role: tmm, due: 2026-12-01}
  v06: {title: Video 6, role: tmm, due: 2026-12-01}
  v05: {title: Video 5, role: tmm, due: 2026-12-01}
  v04: {title: Video 4, role: tmm, due: 2026-12-01}
  v03: {title: Video 3, role: tmm, due: 2026-12-01}
  v02: {title: Video 2, role: tmm, due: 2026-12-01}
  v01: {title: Video 1, role: tmm, due: 2026-12-01}
  x: {title: X, role: pmm, due: 2026-12-01}
  y: {title: Y, role: tmm}
  z: {title: Z, role: tmm, due: 2027-12-01}
  w: {title: W, due: 2026-12-01}
""",
        "",
    ),
    (
        "too-much-for-one",
        """\
team: {tmm: octo-tmm, pmm: octo-pmm}
bom:
  v11: {title: Video 11, role: tmm, due: 2026-12-01}
  v10: {title: Video 10, role: tmm, due: 2026-12-01}
  v09: {title: Video 9, role: tmm, due: 2026-12-01}
  v08: {title: Video 8, role: tmm, due: 2026-12-01}
  v07: {title: Video 7, role: tmm, due: 2026-12-01}
  v06: {title: Video 6, role: tmm, due: 2026-12-01}
  v05: {title: Video 5, role: tmm, due: 2026-12-01}
  v04: {title: Video 4, role: tmm, due: 2026-12-01}
  v03: {title: Video 3, role: tmm, due: 2026-12-01}
  v02: {title: Video 2, role: tmm, due: 2026-12-01}
  v01: {title: Video 1, role: tmm, due: 2026-12-01}
""",
        """
example:5:42 octo-tmm has 11 items due in Dec 2026; more than 10 is too much for one person. →
    move some to another month, or give some to the backups
""",
    ),
    (
        "contradictory-item",
        """\
bom:
  a: {title: A, skip: Not now., retired: 2026-01-01, deliverable: "https://example.com/a"}
  b: {title: B, skip: Not now.}
  c: {title: C, deliverable: "https://example.com/a", retired: 2026-01-01}
""",
        """
example:4:17 'a' says skip, retired and deliverable at once. → leave the one that holds
example:6:55 'c' says retired and deliverable at once. → leave the one that holds
""",
    ),
    (
        "too-much-for-one",
        """\
bom:
  v01: {title: Video 1, due: 2026-12-01}
  v02: {title: Video 2, due: 2026-12-01}
  v03: {title: Video 3, due: 2026-12-01}
  v04: {title: Video 4, due: 2026-12-01}
  v05: {title: Video 5, due: 2026-12-01}
  v06: {title: Video 6, due: 2026-12-01}
  v07: {title: Video 7, due: 2026-12-01}
  v08: {title: Video 8, due: 2026-12-01}
  v09: {title: Video 9, due: 2026-12-01}
  v10: {title: Video 10, due: 2026-12-01}
  v11: {title: Video 11, due: 2026-12-01}
""",
        "",
    ),
    (
        "skip-without-reason",
        """\
bom:
  a: {title: A, skip: tbd}
  b: {title: B, skip: "no"}
  c: {title: C, skip: 'N/A '}
  d: {title: D, skip: "-"}
  e: {title: E, skip: X}
  f: {title: F, skip: (none).}
  g: {title: G, skip: "2027"}
  h: {title: H, skip: No need}
  i: {title: I, skip: Zu teuer}
  j: {title: J, skip: 不需要}
  k: {title: K, skip: Q3}
""",
        """
example:4:23 'tbd' does not say why 'a' is not needed. → delete `skip` if it is wanted or nobody
    has decided yet, or write the reason
example:5:23 'no' does not say why 'b' is not needed. → delete `skip` if it is wanted or nobody
    has decided yet, or write the reason
example:6:23 'N/A' does not say why 'c' is not needed. → delete `skip` if it is wanted or nobody
    has decided yet, or write the reason
example:7:23 '-' does not say why 'd' is not needed. → delete `skip` if it is wanted or nobody
    has decided yet, or write the reason
example:8:23 'X' does not say why 'e' is not needed. → delete `skip` if it is wanted or nobody
    has decided yet, or write the reason
example:9:23 '(none).' does not say why 'f' is not needed. → delete `skip` if it is wanted or
    nobody has decided yet, or write the reason
example:10:23 '2027' does not say why 'g' is not needed. → delete `skip` if it is wanted or
    nobody has decided yet, or write the reason
""",
    ),
    (
        "reason-says-nothing",
        """\
bom:
  a: {title: A, skip: Not needed.}
  b: {title: B, skip: It is not relevant}
  c: {title: C, skip: Not needed by banks}
""",
        """
example:4:23 'Not needed.' says that 'a' is not needed, but not why. → write the reason, for
    those who ask later
example:5:23 'It is not relevant' says that 'b' is not needed, but not why. → write the reason,
    for those who ask later
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
