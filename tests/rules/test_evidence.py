"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "few-proof-points",
        """\
status: active
proof_points:
  - {customer: Example Bank, result: 1 day}
  - {customer: Example Cars, result: 2 days}
""",
        """
example:4:1 2 proof points; a use case needs 3. → ask customer reference for more
""",
    ),
    (
        "few-proof-points",
        """\
status: active
proof_points:
  - {customer: A, result: 1 day}
  - {customer: B, result: 2 days}
  - {customer: C, result: 3 days}
""",
        "",
    ),
    (
        "few-proof-points",
        """\
status: active
""",
        """
example:1:1 0 proof points; a use case needs 3. → ask customer reference for more
""",
    ),
    (
        "few-proof-points",
        """\
status: active
proof_points:
  - {customer: Example Bank, result: 1 day}
  - {customer: example bank, result: 2 days}
  - {customer: Example Cars, result: 3 days}
  - {customer: tbd, result: 3 days}
""",
        """
example:4:1 4 proof points of 2 customers; a use case needs 3. → ask customer reference for more
""",
    ),
    (
        "proof-point-open",
        """\
status: active
proof_points:
  - {customer: tbd, result: 2 days}
  - {customer: "?", url: tbd}
""",
        """
example:5:16 A proof point has no customer yet. → fill it in, or take it out
example:6:16 A proof point has no customer, result and address yet. → fill it in, or take it out
""",
    ),
    (
        "proof-point-open",
        """\
status: active
proof_points:
  - {customer: Example Bank, url: tbd, result: tbd, problem: "?"}
  - {customer: Example Cars, result: 2 days, solution: tbd}
  - {customer: Example Trips, result: 2 days, solution: Ours}
""",
        """
example:5:48 The proof point of Example Bank has no result, problem and address yet. → fill it
    in, or take it out
example:6:56 The proof point of Example Cars has no solution yet. → fill it in, or take it out
""",
    ),
    (
        "customer-differs",
        """\
status: active
proof_points:
  - {customer: Example Bank, segment: smb, industry: banking, result: 1 day}
  - {customer: "example bank ", segment: large, industry: banking, result: 1 day}
  - {customer: Example Cars, segment: smb, result: 1 day}
  - {customer: Example Bank, result: 1 day}
# usecases/other.yaml
title: Use case other
problem: It is slow.
status: active
proof_points: [{customer: Example Bank, segment: mid, industry: cars, result: 1 day}]
""",
        """
example:5:39 Example Bank has the segment 'smb' here and 'large' in usecases/example.yaml and
    'mid' in usecases/other.yaml. → find out which is right
example:5:54 Example Bank has the industry 'banking' here and 'cars' in usecases/other.yaml. →
    find out which is right
example:6:42 example bank has the segment 'large' here and 'smb' in usecases/example.yaml and
    'mid' in usecases/other.yaml. → find out which is right
example:6:59 example bank has the industry 'banking' here and 'cars' in usecases/other.yaml. →
    find out which is right
other:4:50 Example Bank has the segment 'mid' here and 'smb' in usecases/example.yaml and
    'large' in usecases/example.yaml. → find out which is right
other:4:65 Example Bank has the industry 'cars' here and 'banking' in usecases/example.yaml. →
    find out which is right
""",
    ),
    (
        "done-without-link",
        """\
status: active
bom:
  a: {title: A, deliverable: tbd}
  b: {title: B, reviewed: 2026-10-01}
  c: {title: C, deliverable: in the wiki}
  d: {title: D, deliverable: wiki}
  e: {title: E, deliverable: "https://"}
  f: {title: F, deliverable: example.com}
  g: {title: G, deliverable: docs/guide}
  h: {title: H, deliverable: www.example.com}
  i: {title: I, deliverable: HTTP://}
  j: {title: J, deliverable: "<https://example.com>"}
  k: {title: K, deliverable: a /b}
  l: {title: L, deliverable: " https://example.com/l "}
""",
        """
example:5:30 'a' is said to be finished, but not where it is; it counts as open. → give the
    address under `deliverable`
example:6:27 'b' is said to be finished, but not where it is; it counts as open. → give the
    address under `deliverable`
example:7:30 The deliverable of 'c' is not an address. → give its https:// address, or its path
    in this repository
example:8:30 The deliverable of 'd' is not an address. → give its https:// address, or its path
    in this repository
example:9:30 The deliverable of 'e' is not an address. → give its https:// address, or its path
    in this repository
example:10:30 The deliverable of 'f' is not an address. → give its https:// address, or its path
    in this repository
example:12:30 The deliverable of 'h' is not an address. → give its https:// address, or its path
    in this repository
example:13:30 The deliverable of 'i' is not an address. → give its https:// address, or its path
    in this repository
example:14:30 The deliverable of 'j' is not an address. → give its https:// address, or its path
    in this repository
example:15:30 The deliverable of 'k' is not an address. → give its https:// address, or its path
    in this repository
""",
    ),
    (
        "stale-collateral",
        """\
status: active
bom:
  a: {title: A, type: deck, deliverable: "https://example.com/a", reviewed: 2026-11-12}
  b: {title: B, type: deck, deliverable: "https://example.com/b", reviewed: 2026-11-11}
  c: {title: C, type: deck, reviewed: 2026-01-01}
  d: {title: D, type: deck, deliverable: "https://example.com/d"}
  e: {title: E, type: video, deliverable: "https://example.com/e", reviewed: 2026-01-01}
  f: {title: F, deliverable: "https://example.com/f", reviewed: 2026-01-01}
  g: {title: G, type: deck, deliverable: "https://example.com/g", reviewed: 2026-01-01,
      retired: 2026-10-01}
# ucops.yaml
version: 1
preset: none
collateral_types: {deck: {title: Deck, refresh_after: 10}, video: {title: Video}}
""",
        """
example:6:77 'B' was last looked at 11 days ago. → look at it at least every 10 days, and set
    `reviewed`
""",
    ),
    (
        "unavailable-feature",
        """\
status: active
solution: {ci: {features: [a, b, c, d, e, gone]}, none: {features: [a]}}
# ucops.yaml
version: 1
preset: none
products: {ci: {title: CI, features: {a: {title: A}, b: {title: B, maturity: partial_ga}, c:
    {title: C, maturity: not_implemented}, d: {title: D, maturity: beta}, e: {title: E,
    maturity: experimental}}}}
""",
        """
example:4:34 The feature 'C' is not implemented. → tell the story without it until it is
    available
example:4:37 The feature 'D' is beta. → tell the story without it until it is available
example:4:40 The feature 'E' is experimental. → tell the story without it until it is available
""",
    ),
    (
        "customer-differs",
        """\
status: active
proof_points: [{customer: Bank, segment: smb, result: 1 day}]
# usecases/a.yaml
title: Use case a
problem: It is slow.
status: active
proof_points: [{customer: Bank, segment: mid-market, result: 1 day}]
# usecases/b.yaml
title: Use case b
problem: It is slow.
status: active
proof_points: [{customer: Bank, segment: mid-market, result: 1 day}]
""",
        """
a:4:42 Bank has the segment 'mid-market' here and 'smb' in usecases/example.yaml. → find out
    which is right
b:4:42 Bank has the segment 'mid-market' here and 'smb' in usecases/example.yaml. → find out
    which is right
example:4:42 Bank has the segment 'smb' here and 'mid-market' in usecases/a.yaml. → find out
    which is right
""",
    ),
    (
        "done-without-link",
        """\
status: active
bom:
  a: {title: A}
  b: {title: B, deliverable: n/a}
""",
        """
example:6:30 'b' is said to be finished, but not where it is; it counts as open. → give the
    address under `deliverable`
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
