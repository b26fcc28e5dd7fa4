"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "requirement-count",
        """\
status: active
market_requirements: {r01: {title: R1}, r02: {title: R2}, r03: {title: R3}, r04: {title:
    R4}, r05: {title: R5}, r06: {title: R6}, r07: {title: R7}}
""",
        """
example:4:1 7 market requirements; a use case has 8 to 12. → ask what else buyers expect
""",
    ),
    (
        "requirement-count",
        """\
status: active
market_requirements: {r01: {title: R1}, r02: {title: R2}, r03: {title: R3}, r04: {title:
    R4}, r05: {title: R5}, r06: {title: R6}, r07: {title: R7}, r08: {title: R8}}
""",
        "",
    ),
    (
        "requirement-count",
        """\
status: active
market_requirements: {r01: {title: R1}, r02: {title: R2}, r03: {title: R3}, r04: {title:
    R4}, r05: {title: R5}, r06: {title: R6}, r07: {title: R7}, r08: {title: R8}, r09: {title:
    R9}, r10: {title: R10}, r11: {title: R11}, r12: {title: R12}}
""",
        "",
    ),
    (
        "requirement-count",
        """\
status: active
market_requirements: {r01: {title: R1}, r02: {title: R2}, r03: {title: R3}, r04: {title:
    R4}, r05: {title: R5}, r06: {title: R6}, r07: {title: R7}, r08: {title: R8}, r09: {title:
    R9}, r10: {title: R10}, r11: {title: R11}, r12: {title: R12}, r13: {title: R13}}
""",
        """
example:4:1 13 market requirements; a use case has 8 to 12. → join those that belong together
""",
    ),
    (
        "requirement-like-feature",
        """\
status: active
market_requirements:
  a: {title: Our builds}
  b: {title: " PIPELINES "}
  c: {title: ci}
  d: {title: Ourselves}
  e: {title: Power}
# ucops.yaml
version: 1
preset: none
products: {ci: {title: CI, features: {pipelines: {title: Pipelines}}}}
""",
        """
example:5:14 This market requirement speaks of us. → say what any buyer expects from any
    solution
example:6:14 This market requirement has the name of our feature of CI. → say what any buyer
    expects from any solution
example:7:14 This market requirement has the name of our product. → say what any buyer expects
    from any solution
""",
    ),
    (
        "requirement-without-demo",
        """\
status: active
market_requirements: {a: {title: A}, b: {title: B}, c: {title: C}}
bom:
  x: {title: X, shows: demo, market_requirements: [a]}
  y: {title: Y, shows: roi, market_requirements: [b]}
  z: {title: Z, shows: demo, market_requirements: [c], skip: Not now.}
""",
        """
example:4:1 2 market requirements without a demo: b and c. → name them under
    `market_requirements` of an item with `shows: demo`
""",
    ),
    (
        "requirement-without-demo",
        """\
status: active
market_requirements: {a: {title: A}}
bom: {x: {title: X, shows: demo, market_requirements: [a]}}
""",
        "",
    ),
    (
        "requirement-without-comparison",
        """\
status: active
market_requirements: {a: {title: A}, b: {title: B}}
bom: {x: {title: X, shows: comparison, market_requirements: [a]}}
""",
        """
example:4:1 1 market requirement without a comparison: b. → name them under
    `market_requirements` of an item with `shows: comparison`
""",
    ),
    (
        "requirement-without-roi",
        """\
status: active
market_requirements: {a: {title: A}, b: {title: B}}
bom: {x: {title: X, shows: roi, market_requirements: [a]}}
""",
        """
example:4:1 1 market requirement without an ROI item: b. → name them under `market_requirements`
    of an item with `shows: roi`
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
