"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.catalog.load import Loaded
from ucops.rules.check import check

CASES = [
    (
        "due-before-start",
        """\
bom:
  a: {title: A, start: 2026-12-02, due: 2026-12-01}
  b: {title: B, start: 2026-12-01, due: 2026-12-01}
  c: {title: C, start: 2026-12-01}
  d: {title: D, due: 2026-12-01}
  e: {title: E, start: 2027-01-01, milestone: m}
# ucops.yaml
version: 1
preset: none
milestones: {m: {title: M, due: 2026-12-31}}
""",
        """
example:4:41 'A' is due 2026-12-01, before it starts on 2026-12-02. → swap the dates, or move
    one of them
example:8:47 'E' is due 2026-12-31, before it starts on 2027-01-01. → swap the dates, or move
    one of them
""",
    ),
    (
        "milestone-due-before-start",
        """\
# ucops.yaml
version: 1
milestones:
  a: {title: A, start: 2026-12-02, due: 2026-12-01}
  b: {title: B, start: 2026-12-01, due: 2026-12-01}
  c: {title: C, start: 2026-12-01}
  d: {title: D, due: 2026-12-01}
""",
        """
ucops:3:41 This milestone is due 2026-12-01, before it starts. → it starts 2026-12-02: swap the
    dates
""",
    ),
    (
        "due-after-milestone",
        """\
bom:
  a: {title: A, due: 2026-12-19, milestone: m}
  b: {title: B, due: 2026-12-18, milestone: m}
  c: {title: C, due: 2099-12-18, milestone: open}
  d: {title: D, due: 2099-12-18}
  e: {title: E, milestone: m}
  f: {title: F, due: 2026-12-19, milestone: m, skip: Not now.}
# ucops.yaml
version: 1
preset: none
milestones: {m: {title: M, due: 2026-12-18}, open: {title: O}}
""",
        """
example:4:22 'A' is due 2026-12-19, after its milestone 'm'. → the milestone is due 2026-12-18:
    choose a later one, or an earlier day
""",
    ),
    (
        "dependency-due-later",
        """\
bom:
  a: {title: A, due: 2026-12-01}
  b: {title: B, due: 2026-12-02}
  c: {title: C, due: 2026-12-01, depends_on: [a, b]}
  d: {title: D, depends_on: [b]}
  e: {title: E}
  f: {title: F, due: 2026-12-01, depends_on: [e]}
  g: {title: G, due: 2026-12-01, depends_on: [b], deliverable: "https://example.com/g"}
""",
        """
example:6:50 'C' is due 2026-12-01, but needs 'example/b' first. → 'example/b' is due
    2026-12-02: move one of the two
""",
    ),
    (
        "unlikely-year",
        """\
bom:
  a: {title: A, start: 1999-12-31, due: 2000-01-01}
  b: {title: B, start: 2036-12-31, due: 2037-01-01}
  c: {title: C, reviewed: 2206-01-01, retired: 1026-01-01}
""",
        """
example:4:24 The year 1999 is hardly meant. → correct the year
example:5:41 The year 2037 is hardly meant. → correct the year
example:6:27 The year 2206 is hardly meant. → correct the year
example:6:48 The year 1026 is hardly meant. → correct the year
""",
    ),
    (
        "happened-in-future",
        """\
bom:
  a: {title: A, reviewed: 2026-11-22}
  b: {title: B, reviewed: 2026-11-23}
feedback:
  - {date: 2026-11-22, from: Sales, text: Good.}
  - {date: 2026-11-23, from: Sales, text: Good.}
""",
        """
example:5:27 2026-11-23 lies in the future. → correct the date
example:8:12 2026-11-23 lies in the future. → correct the date
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()


def test_without_a_day_to_judge_on_the_century_decides(
    written: Callable[[dict[str, str]], Loaded],
) -> None:
    bom = "bom: {a: {title: A, start: 2099-12-31}, b: {title: B, due: 2100-01-01}}\n"
    loaded = written({"usecases/ci.yaml": f"title: T\nproblem: Y\n{bom}"})
    assert [one.path for one in check(loaded) if one.rule == "unlikely-year"] == ["bom.b.due"]
