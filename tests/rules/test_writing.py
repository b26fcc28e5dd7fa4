"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "numbered-step",
        """\
scenarios:
  a:
    title: A
    steps: [1. Push, "2) Read", "Step 3: Wait", "3 runners build", "2.5 GB are read", "1.", 10. Go]
    extensions:
      2a: {condition: C, steps: [2a. Open the log, Read it]}
""",
        """
example:6:13 This step carries its own number. → write it without the number: Push
example:6:22 This step carries its own number. → write it without the number: Read
example:6:33 This step carries its own number. → write it without the number: Wait
example:6:93 This step carries its own number. → write it without the number: Go
example:8:34 This step carries its own number. → write it without the number: Open the log
""",
    ),
    (
        "line-break-in-title",
        """\
title: |
  Continuous
  integration
problem: P
bom:
  a: {title: "A\\nB"}
  b: {title: "A\\n"}
  c: {due: 2026-12-01}
measures: {m: {title: "A\\nB"}}
""",
        """
example:1:8 This title has a line break in it. → write it on one line: Continuous integration
example:6:14 This title has a line break in it. → write it on one line: A B
example:9:23 This title has a line break in it. → write it on one line: A B
""",
    ),
    (
        "curly-quotes",
        """\
title: “Continuous”
problem: P
bom: {a: {title: „A“}, b: {title: The “best”}, c: {title: “A” and “B”}, d: {title: " «D» "}}
""",
        """
example:1:8 The curly quotes are shown as a part of this title. → write it without them:
    Continuous
example:3:18 The curly quotes are shown as a part of this title. → write it without them: A
example:3:84 The curly quotes are shown as a part of this title. → write it without them: D
""",
    ),
    (
        "thousands-point",
        """\
measures:
  a: {title: A, target: 1.000, values: {2026-01-01: 2.500, 2026-02-01: 2.5}}
  b: {title: B, target: 0.500}
  c: {title: C, target: 1.250}
  d: {title: D, target: -12.500}
  e: {title: E, target: 12.345, values: {2026-01-01: 1.2550, 2026-02-01: -2.345}}
  f: {title: F, target: 0.345, values: {2026-01-01: 1234.567, 2026-02-01: 2.34}}
""",
        """
example:4:25 YAML reads 1.000 as 1. → write 1000 for the thousands, or 1
example:4:53 YAML reads 2.500 as 2.5. → write 2500 for the thousands, or 2.5
example:6:25 YAML reads 1.250 as 1.25. → write 1250 for the thousands, or 1.25
example:7:25 YAML reads -12.500 as -12.5. → write -12500 for the thousands, or -12.5
example:8:25 To YAML, the point in 12.345 starts decimals. → write 12345 for the thousands, or
    12.3450 for decimals
example:8:74 To YAML, the point in -2.345 starts decimals. → write -2345 for the thousands, or
    -2.3450 for decimals
""",
    ),
    (
        "curly-quotes",
        """\
title: " “Builds” "
problem: P
""",
        """
example:1:8 The curly quotes are shown as a part of this title. → write it without them: Builds
""",
    ),
    (
        "comma-cut",
        """\
scenarios:
  a:
    title: A
    steps: [Compile, link, and test every commit, Package what was built]
    preconditions: [The repository, which is private, holds a file]
    stakeholders: [reads logs, and restarts]
    secondary_actors: [Developers, testers, operators]
    guarantees:
      success: [“Compile, link every commit”, Package it]
      minimal: [Logs stay, "or not", A file, that one,
        Another]
    extensions: {2a: {condition: C, steps: [GitLab admins, iOS users, SREs, k8s operators]}}
  b:
    title: B
    steps:
      - Build it, and test it
      - and more
personas: [dev, and]
discovery_questions: [Who waits, 3 or more, https://example.com/x, Who else]
""",
        """
example:6:22 The comma in front of 'link' ends the entry. → write: steps: ["Compile, link, and
    test every commit", Package what was built]
example:7:37 The comma in front of 'which is private' ends the entry. → write: preconditions:
    ["The repository, which is private, holds a file"]
example:8:32 The comma in front of 'and restarts' ends the entry. → put the whole text in quotes
example:11:27 The comma in front of 'link every commit”' ends the entry. → write: success:
    ["Compile, link every commit", Package it]
example:12:46 The comma in front of 'that one' ends the entry. → put the whole text in quotes:
    "A file, that one"
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()


def test_a_quote_that_nothing_opens(said: Callable[[str, str], str]) -> None:
    text = """\
summary: Build and test"
budget: '"Build" and test'
discovery_questions: [What is "done"?, Who says "done", A 27" screen, 'A 27"', The teams' "]
bom: {a: {title: A demo"}, b: {title: '"'}, c: {title: 'A "b" c"'}}
# ucops.yaml
version: 1
title: Use cases"
"""
    assert said(text, "lonely-quote").splitlines() == [
        "ucops:2:8 This text ends with a quote that nothing opens. → delete it",
        "example:3:10 This text ends with a quote that nothing opens. → delete it",
        "example:6:18 This text ends with a quote that nothing opens. → delete it",
    ]
