"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "scenario-without-extension",
        """\
status: active
scenarios:
  a: {title: A}
  b: {title: B, extensions: {}}
  c: {title: C, steps: [x], extensions: {1a: {condition: D}}}
""",
        """
example:5:3 The scenario 'A' does not say what happens when a step fails. → say what happens
    when a step goes another way, such as 2a: {condition: …, steps: […]}
example:6:29 The scenario 'B' does not say what happens when a step fails. → say what happens
    when a step goes another way, such as 2a: {condition: …, steps: […]}
""",
    ),
    (
        "scenario-without-demo",
        """\
status: active
scenarios:
  a: {title: A}
  b: {title: B, demo: tbd}
  c: {title: C, demo: https://example.com}
""",
        """
example:5:3 The scenario 'A' has no demo. → give the address of a recording under `demo`
example:6:23 The scenario 'B' has no demo. → give the address of a recording under `demo`
""",
    ),
    (
        "scenario-without-timebox",
        """\
status: active
scenarios:
  a: {title: A}
  b: {title: B, timebox: tbd}
  c: {title: C, timebox: 1 week}
""",
        """
example:5:3 The scenario 'A' does not say how long a test takes. → say how long a customer needs
    to test it, such as `timebox: 2 weeks`
example:6:26 The scenario 'B' does not say how long a test takes. → say how long a customer
    needs to test it, such as `timebox: 2 weeks`
""",
    ),
    (
        "scenario-incomplete",
        """\
status: active
scenarios:
  a: {title: A}
  b: {title: B, primary_actor: D, trigger: tbd, steps: [x]}
  c: {title: C, primary_actor: D, trigger: T, steps: [x]}
""",
        """
example:5:3 The scenario 'A' has no primary actor, trigger and steps. → add what is missing
example:6:3 The scenario 'B' has no trigger. → add what is missing
""",
    ),
    (
        "unknown-step",
        """\
scenarios:
  a: {title: A, steps: [x, y], extensions: {0a: {condition: C}, 1a: {condition: C}, 2b1:
      {condition: C}, 3a: {condition: C}, "*a": {condition: C}, a: {condition: C}, 1:
      {condition: C}}}
  b: {title: B, extensions: {1a: {condition: C}}}
  c: {title: C, steps: [x], extensions: {2a: {condition: C}}}
""",
        """
example:4:45 There is no step 0. → the scenario has 2 steps
example:5:23 There is no step 3. → the scenario has 2 steps
example:5:65 'a' does not name a step. → name it after its step: 2a, or *a for any step
example:7:30 There is no step 1. → the scenario has no steps
example:8:42 There is no step 2. → the scenario has 1 step
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
