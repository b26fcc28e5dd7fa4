"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.reading.load import Loaded
from ucops.rules.check import check
from ucops.rules.engine.finding import Finding

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
example:4:41 'A' is due 1 Dec 2026, before it starts on 2 Dec 2026. → swap the dates, or move
    one of them
example:8:47 'E' is due 31 Dec 2026, before it starts on 1 Jan 2027. → swap the dates, or move
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
ucops:3:41 This milestone is due 1 Dec 2026, before it starts. → it starts 2 Dec 2026: swap the
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
example:4:22 'A' is due 19 Dec 2026, after its milestone 'm'. → the milestone is due 18 Dec
    2026: choose a later one, or an earlier day
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
example:6:50 'C' is due 1 Dec 2026, but needs 'example/b' first. → 'example/b' is due 2 Dec
    2026: move one of the two
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
analysts:
  - {firm: F, report: A, date: 2026}
  - {firm: F, report: B, date: 2026-11}
  - {firm: F, report: C, date: 2026-11-22}
  - {firm: F, report: D}
  - {firm: F, report: E, date: 2027}
  - {firm: F, report: F, date: 2026-12}
  - {firm: F, report: G, date: 2026-11-23}
measures:
  builds: {title: Builds, values: {2026-11-22: 560, 2026-11-23: 570}}
""",
        """
example:5:27 23 Nov 2026 lies in the future. → correct the date
example:8:12 23 Nov 2026 lies in the future. → correct the date
example:14:32 2027 lies in the future. → correct the date
example:15:32 2026-12 lies in the future. → correct the date
example:16:32 23 Nov 2026 lies in the future. → correct the date
example:18:53 23 Nov 2026 lies in the future. → correct the date
""",
    ),
    (
        "due-long-ago",
        """\
status: active
bom:
  a: {title: A, due: 2026-05-26}
  b: {title: B, due: 2026-05-25}
  c: {title: C, due: 2026-01-11, milestone: m}
  d: {title: D, due: 2026-01-11, deliverable: "https://example.com/d"}
  e: {title: E, due: 2026-01-11, skip: Not now.}
  f: {title: F, due: 2024-02-29}
  g: {title: G, due: 1999-12-31}
  h: {title: H, due: 2025-12-24}
  i: {title: I, milestone: m}
  j: {title: J, milestone: m}
  k: {title: K, milestone: open}
# ucops.yaml
version: 1
preset: none
milestones: {m: {title: M, due: 2026-01-30}, open: {title: O}}
""",
        """
example:6:22 'B' was due 25 May 2026, and names no `deliverable`. → if 25 May 2027 is meant,
    correct the year; if it is done, name it
example:7:22 'C' was due 11 Jan 2026, and names no `deliverable`. → if 11 Jan 2027 is meant,
    correct the year; if it is done, name it
example:10:22 'F' was due 29 Feb 2024, and names no `deliverable`. → if 28 Feb 2027 is meant,
    correct the year; if it is done, name it
example:12:22 'H' was due 24 Dec 2025, and names no `deliverable`. → if 24 Dec 2026 is meant,
    correct the year; if it is done, name it
example:13:28 Milestone 'm' was due 30 Jan 2026; there is no `deliverable` for 'I' and 'J'. →
    plan what is still wanted for a later one, and name what is done
""",
    ),
    ("due-long-ago", "bom: {a: {title: A, due: 2026-01-11}}\n", ""),
    ("due-long-ago", "status: paused\nbom: {a: {title: A, due: 2026-01-11}}\n", ""),
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


def test_without_a_day_to_judge_on_nothing_is_too_early_or_too_late(
    written: Callable[[dict[str, str]], Loaded],
) -> None:
    item = "{title: A, due: 2006-01-01, reviewed: 2096-01-01}"
    text = f"title: T\nproblem: Y\nstatus: active\nbom: {{a: {item}}}\n"
    rules = {one.rule for one in check(written({"usecases/ci.yaml": text}))}
    assert not {"due-long-ago", "happened-in-future"} & rules


def test_a_milestone_that_ended_long_ago_is_only_a_note(
    found: Callable[[str], tuple[Finding, ...]],
) -> None:
    config = "version: 1\nmilestones: {m: {title: M, due: 2026-01-30}}\n"
    text = f"status: active\nbom: {{a: {{title: A, milestone: m}}}}\n# ucops.yaml\n{config}"
    assert [one.severity for one in found(text) if one.rule == "due-long-ago"] == ["info"]
