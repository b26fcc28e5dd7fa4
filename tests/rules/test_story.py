"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "no-number",
        """\
status: active
value_drivers: {a: {title: A, metric: days, baseline: many, target: few}}
""",
        """
example:4:1 No value driver has a number. → give one a `metric` with a `baseline` and a `target`
""",
    ),
    (
        "no-number",
        """\
status: active
value_drivers: {a: {title: A, metric: lead time}, b: {title: B, metric: 7 days}}
""",
        "",
    ),
    (
        "no-number",
        """\
status: active
value_drivers: {a: {title: A, metric: lead time}, b: {title: B, baseline: 6 weeks}}
""",
        "",
    ),
    (
        "no-number",
        """\
status: active
value_drivers: {a: {title: A, metric: lead time}, b: {title: B, target: Half of it}}
""",
        "",
    ),
    (
        "no-number",
        """\
status: active
value_drivers: {a: {title: A, metric: lead time}, b: {title: B, target: Halfway}}
""",
        """
example:4:1 No value driver has a number. → give one a `metric` with a `baseline` and a `target`
""",
    ),
    (
        "short-too-long",
        """\
status: active
message_house: {short: word word word word word word word word word word word word word word
    word word word word word word word word word word word}
""",
        "",
    ),
    (
        "short-too-long",
        """\
status: active
message_house: {short: word word word word word word word word word word word word word word
    word word word word word word word word word word word word word}
""",
        """
example:4:24 The short message has 27 words. → take out 2 words
""",
    ),
    (
        "long-too-long",
        """\
status: active
message_house: {long: word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word}
""",
        "",
    ),
    (
        "long-too-long",
        """\
status: active
message_house: {long: word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word word word word word
    word word word word word word word word word word word word word word word}
""",
        """
example:4:23 The long message has 101 words. → take out 1 word
""",
    ),
    (
        "key-value-count",
        """\
status: active
message_house: {short: Fast.}
""",
        """
example:4:1 0 key values instead of 3. → choose the three that matter most to the buyer
""",
    ),
    (
        "key-value-count",
        """\
status: active
message_house:
  key_values:
    - {promise: P, why_us: W}
    - {promise: P, why_us: W}
""",
        """
example:5:3 2 key values instead of 3. → choose the three that matter most to the buyer
""",
    ),
    (
        "key-value-count",
        """\
status: active
message_house:
  key_values:
    - {promise: P, why_us: W}
    - {promise: P, why_us: W}
    - {promise: P, why_us: W}
""",
        "",
    ),
    (
        "key-value-count",
        """\
status: active
message_house:
  key_values:
    - {promise: P, why_us: W}
    - {promise: P, why_us: W}
    - {promise: P, why_us: W}
    - {promise: P, why_us: W}
""",
        """
example:5:3 4 key values instead of 3. → choose the three that matter most to the buyer
""",
    ),
    (
        "key-value-open",
        """\
status: active
message_house:
  key_values:
    - {promise: P, why_us: W}
    - {promise: P, why_us: tbd}
""",
        """
example:7:28 This key value does not say why us. → say what only we can do
""",
    ),
    (
        "differentiator-open",
        """\
status: active
differentiators:
  a: {title: A, proof: tbd, demo: tbd}
  b: {title: B, proof: Yes it is., demo: tbd}
  c: {title: C, proof: tbd, demo: https://example.com}
  d: {title: D, proof: P, demo: https://example.com}
""",
        """
example:5:24 'A' has no proof and no demo yet. → name a customer's result, and an address where
    it can be seen
example:6:42 'B' has no demo yet. → name a customer's result, and an address where it can be
    seen
example:7:24 'C' has no proof yet. → name a customer's result, and an address where it can be
    seen
""",
    ),
    (
        "problem-names-product",
        """\
title: T
problem: With Ab or CI or Web builds and Webs and deploy.
status: active
# ucops.yaml
version: 1
preset: none
products: {ab: {title: Ab}, ci: {title: CI}, web: {title: Web}, webs: {title: Webs}, deploy:
    {title: Deploy}, uild: {title: uild}, bui: {title: buil}}
""",
        """
example:2:10 The problem names our product 'Webs'. → say it as a customer would who has never
    heard of us
""",
    ),
    (
        "no-buyer",
        """\
status: active
personas: [dev, gone]
# ucops.yaml
version: 1
preset: none
personas: {dev: {title: D, kind: user}, a: {title: A, kind: buyer}, b: {title: B, kind:
    buyer}, c: {title: C, kind: buyer}, d: {title: D, kind: buyer}}
""",
        """
example:4:1 No persona decides or pays. → add one, such as a, b, c and 1 more
""",
    ),
    (
        "no-buyer",
        """\
status: active
personas: [dev]
# ucops.yaml
version: 1
preset: none
personas: {dev: {title: D, kind: user}}
""",
        """
example:4:1 No persona decides or pays. → give a persona in ucops.yaml `kind: buyer`, and name
    it here
""",
    ),
    (
        "no-buyer",
        """\
status: active
personas: [dev, a]
# ucops.yaml
version: 1
preset: none
personas: {dev: {title: D, kind: user}, a: {title: A, kind: buyer}}
""",
        "",
    ),
    (
        "no-discovery-question",
        """\
status: active
""",
        """
example:1:1 There is no discovery question. → add what a seller could ask
""",
    ),
    (
        "objection-without-answer",
        """\
status: active
objections:
  - {objection: O, answer: A}
  - {objection: O, answer: tbd}
""",
        """
example:6:28 This objection has no answer yet. → write what sellers may say
""",
    ),
    (
        "measure-without-target",
        """\
status: active
measures:
  a: {title: A}
  b: {title: B, target: 0}
""",
        """
example:5:3 The measure 'A' has no target. → add `target`
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
