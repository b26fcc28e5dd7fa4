"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "unknown-rule",
        """\
# ucops.yaml
version: 1
rules: {no-dates: off, zzz: off, no-date: off}
""",
        """
ucops:2:9 There is no rule 'no-dates'. → did you mean 'no-date'?
ucops:2:24 There is no rule 'zzz'. → `ucops rules` lists them
""",
    ),
    (
        "fixed-severity",
        """\
# ucops.yaml
version: 1
rules: {unknown-role: warning, unknown-step: error, no-date: info, zzz: off}
""",
        """
ucops:2:23 'unknown-role' is an error and stays one. → take the line out
""",
    ),
    (
        "silence-without-reason",
        """\
summary: http://example.com  # ucops: ignore[insecure-link]
""",
        """
example:3:30 This comment does not say why. → add a few words after the bracket for the next
    reader
""",
    ),
    (
        "silence-without-effect",
        """\
summary: Build.  # ucops: ignore[insecure-link] soon
""",
        """
example:3:18 There is nothing to ignore here: 'insecure-link' finds nothing. → take the comment
    out
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
