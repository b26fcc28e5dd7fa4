"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "journey-gap",
        """\
status: active
bom: {talk: {skip: Not now.}}
# ucops.yaml
version: 1
preset: none
bom:
  demo: {title: Demo, stages: [awareness, decision], audiences: [executive, contributor]}
  talk: {title: Talk, stages: [consideration], audiences: [manager]}
""",
        """
example:4:1 Nothing is planned for 5 steps of the buyer's journey: awareness for managers,
    consideration for executives, consideration for managers, consideration for contributors and
    decision for managers. → give an item the missing `stages` and `audiences`, or add one
""",
    ),
    (
        "journey-gap",
        """\
status: active
# ucops.yaml
version: 1
preset: none
bom:
  demo: {title: Demo, stages: [awareness, consideration, decision], audiences: [executive,
      manager]}
  talk: {title: Talk, stages: [awareness, consideration], audiences: [contributor]}
""",
        """
example:1:1 Nothing is planned for 1 step of the buyer's journey: decision for contributors. →
    give an item the missing `stages` and `audiences`, or add one
""",
    ),
    (
        "open-seat",
        """\
status: active
tier: 1
team: {pmm: octo-pmm, tmm: n/a, devrel: "?"}
# ucops.yaml
version: 1
preset: none
roles: {pmm: {title: P}, tmm: {title: T}, devrel: {title: D}, content: {title: C}}
""",
        """
example:5:1 2 open seats in a key use case: D and C. → name a person, or n/a where none is
    needed
""",
    ),
    (
        "open-seat",
        """\
status: active
tier: 1
team: {tmm: "?", devrel: n/a}
# ucops.yaml
version: 1
preset: none
roles: {pmm: {title: P, lead: octo-lead}, tmm: {title: T, lead: octo-lead}, devrel: {title: D}}
""",
        "",
    ),
    (
        "open-seat",
        """\
status: active
tier: 2
# ucops.yaml
version: 1
preset: none
roles: {pmm: {title: P}}
""",
        "",
    ),
    (
        "person-twice",
        """\
status: active
team: {pmm: [octo-a, octo-b, Octo-A], tmm: [octo-a, octo-b]}
""",
        """
example:4:13 The seat 'pmm' names one person twice. → name somebody else as the backup, or
    nobody
""",
    ),
    (
        "open-link",
        """\
status: active
tier: 2
links: {page: tbd, chat: n/a, deck: "https://example.com/d", board: {pending:
    "https://example.com/1"}}
# ucops.yaml
version: 1
preset: none
link_kinds: {page: {title: P}, chat: {title: C}, deck: {title: D}, board: {title: B}, wiki:
    {title: W}, blog: {title: B, tiers: [1]}, video: {title: V, tiers: [1, 2]}}
""",
        """
example:5:1 3 key links still open: page, wiki and video. → give the address, n/a, or where
    somebody is on it `{pending: address of the issue}`
""",
    ),
    (
        "open-link",
        """\
status: active
links: {page: "https://example.com/d", chat: 7}
# ucops.yaml
version: 1
preset: none
link_kinds: {page: {title: P}, chat: {title: C}}
""",
        "",
    ),
    (
        "open-seat",
        """\
status: active
tier: 1
team: {pmm: Octo Person, tmm: "?"}
# ucops.yaml
version: 1
preset: none
roles: {pmm: {title: P}, tmm: {title: T}}
""",
        """
example:5:1 1 open seat in a key use case: T. → name a person, or n/a where none is needed
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
