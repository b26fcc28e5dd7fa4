"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "unsafe-link",
        """\
summary: "see (JavaScript:alert(1))"
discovery_questions: ["data:text/html,x", "my data: are here", "metadata:x", "src=file:x",
    "file: x", "vbscript:x"]
""",
        """
example:3:10 A link that starts with 'javascript:' is not safe. → give an https:// address
example:4:23 A link that starts with 'data:' is not safe. → give an https:// address
example:4:78 A link that starts with 'file:' is not safe. → give an https:// address
example:5:16 A link that starts with 'vbscript:' is not safe. → give an https:// address
""",
    ),
    (
        "unsafe-link",
        """\
summary: "see https://github.com@evil.example/x and https://octo@git.example/x"
discovery_questions: ["https://git.example/a@b.c", "[a](https://a.b:x@c.d)", "octo@a.b"]
""",
        """
example:3:10 This link leads to evil.example, and looks as if it led to github.com. → take out
    'github.com@', or the whole link
example:4:52 This link leads to c.d, and looks as if it led to a.b:x. → take out 'a.b:x@', or
    the whole link
""",
    ),
    (
        "unsafe-link",
        """\
summary: Every finding is shown as file:line in the merge request.
problem: Move all customer data:CRM, ERP, CRM/ERP and billing.
discovery_questions: ["data:CRM", "file:read access", "(data:text/figures)", "data: ,", "file:x"]
""",
        "",
    ),
    (
        "unsafe-link",
        """\
discovery_questions: ["[a](file:x)", "[a](data:x)", 'href="data:x"', "see file:///etc/x",
    "FILE:\\\\server", "file:c:/x", "data:;base64,eA==", "data:,x", "<data:image/png;base64,x>"]
""",
        """
example:3:23 A link that starts with 'file:' is not safe. → give an https:// address
example:3:38 A link that starts with 'data:' is not safe. → give an https:// address
example:3:53 A link that starts with 'data:' is not safe. → give an https:// address
example:3:70 A link that starts with 'file:' is not safe. → give an https:// address
example:4:5 A link that starts with 'file:' is not safe. → give an https:// address
example:4:22 A link that starts with 'file:' is not safe. → give an https:// address
example:4:35 A link that starts with 'data:' is not safe. → give an https:// address
example:4:56 A link that starts with 'data:' is not safe. → give an https:// address
example:4:67 A link that starts with 'data:' is not safe. → give an https:// address
""",
    ),
    (
        "insecure-link",
        """\
summary: "see HTTP://example.com"
discovery_questions: ["http://localhost/x", "http://127.0.0.1/", "http://localhosts/",
    "https://example.com"]
""",
        """
example:3:10 This link is not encrypted. → use https://
example:4:66 This link is not encrypted. → use https://
""",
    ),
    (
        "not-an-address",
        """\
links:
  a: example.com/ci
  b: https://example.com/ci
  c: {pending: somebody}
  d: "#chat"
  e: mailto:octo@example.com
  f: /docs
  g: ./docs
  h: tbd
  i: n/a
  j: “https://example.com/ci”
  k: “example”
  l: https://
  m: HTTPS://EXAMPLE.com
  n: {pending: /x}
  o: https://example.com/a b
analysts:
  - {firm: F, report: R, url: nowhere}
  - {firm: F, report: R, url: " https://example.com/r "}
  - {firm: F, report: R, url: tbd}
proof_points: [{customer: C, result: 1 day, url: nowhere}]
competitors: {jenkins: {title: J, comparison: nowhere}, other: {title: O}}
""",
        """
example:6:16 This is not an address. → start it with https://, or write tbd if there is none yet
example:14:6 This is not an address. → start it with https://, or write tbd if there is none yet
example:15:6 This is not an address. → start it with https://, or write tbd if there is none yet
example:20:31 This is not an address. → start it with https://, or write tbd if there is none
    yet
example:23:50 This is not an address. → start it with https://, or write tbd if there is none
    yet
example:24:47 This is not an address. → start it with https://, or write tbd if there is none
    yet
""",
    ),
    (
        "same-link-twice",
        """\
status: active
links:
  a: https://example.com/ci
  b: http://example.com/ci/
  c: https://example.com/cd
  d: {pending: https://example.com/ci}
  e: tbd
  f: tbd
  g: https://EXAMPLE.com/ci
""",
        """
example:6:6 The b has the same address as the a. → correct one of them, or write tbd
example:11:6 The g has the same address as the a. → correct one of them, or write tbd
""",
    ),
    (
        "not-an-address",
        """\
differentiators:
  a: {title: A, demo: example.com/demos}
  b: {title: B, demo: decks/demo.pdf}
scenarios:
  c: {title: C, demo: 'G:\\Marketing\\demo.mp4'}
  d: {title: D, demo: https://example.com/demo}
  e: {title: E, demo: tbd}
""",
        """
example:7:23 This is not an address. → start it with https://, or write tbd if there is none yet
""",
    ),
    (
        "not-an-address",
        """\
analysts:
  - {firm: F, report: R, url: " “https://example.com/x” "}
  - {firm: F, report: R, url: (https://example.com/x)}
differentiators: {a: {title: A, demo: " “https://example.com/y” "}}
""",
        """
example:5:31 This is not an address. → start it with https://, or write tbd if there is none yet
""",
    ),
    (
        "address-alone",
        """\
links:
  a: example.com/ci
  b: “https://example.com/ci”
  c: https://example.com/a b
  d: "[Page](<https://example.com/d>)"
  e: pending https://example.com/issues/1
  f: https://example.com/f and https://example.com/g
  g: https://example.com/g
  h: demo.example
proof_points:
  - {customer: C, result: 1 day, url: “ https://example.com/x ”}
bom: {a: {deliverable: done}, b: {deliverable: decks/demo.pdf}, c: {deliverable: demo.key}}
""",
        """
example:4:6 An address stands alone, and more stands here. → write: a: https://example.com/ci
example:5:6 An address stands alone, and more stands here. → write: b: https://example.com/ci
example:6:6 An address stands alone, and more stands here. → an address has no space: write
    https://example.com/a, or https://example.com/a%20b if all of it is one
example:7:6 An address stands alone, and more stands here. → write: d: https://example.com/d
example:8:6 An address stands alone, and more stands here. → write: e: {pending:
    https://example.com/issues/1}
example:9:6 An address stands alone, and more stands here. → one address stands here:
    https://example.com/f or https://example.com/g
example:11:6 An address stands alone, and more stands here. → write: h: https://demo.example
example:13:39 An address stands alone, and more stands here. → write: - {customer: C, result: 1
    day, url: https://example.com/x}
example:14:24 'done' is not where the finished piece is. → give the address where it is, or
    leave it out until there is one
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
