"""Files made to be slow to check: each is done soon, with a bounded list of findings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from effort import effort

from ucops.rules.all import rules
from ucops.rules.engine.finding import Finding
from ucops.rules.engine.rule import MOST

Found = Callable[[dict[str, str]], tuple[Finding, ...]]
HEAD = "title: Continuous integration\nproblem: Every change waits for a build by hand.\n"
MOST_EFFORT = 200
"""Some five seconds of a machine of 2024."""


def items(count: int, line: str) -> str:
    return "bom:\n" + "".join(f"  i-{n}: {line.format(n=n, m=n + 1)}\n" for n in range(count))


HOSTILE = {
    "unknown names": "personas: [" + "a, " * 20_000 + "B B]\n",
    "different names": "segments: [" + ", ".join(f"s-{n}" for n in range(10_000)) + "]\n",
    "one former key": "previously: [" + "a, " * 20_000 + "b]\n",
    "one issue": items(3_000, "{{issue: 7}}"),
    "one deliverable": "status: active\n"
    + items(1_500, "{{title: T{n}, deliverable: https://a.b/c}}"),
    "many circles": items(1_800, "{{title: T{n}, depends_on: [i-0, i-{m}]}}"),
    "many dates": items(2_000, "{{start: 2027-01-01, due: 2026-01-01}}"),
    "spaces before a script": f"summary: |\n  {' ' * 60_000}javascript:\n  {'( ' * 30_000}\n",
    "half tags": f"summary: '{'<a ' * 30_000}'\n",
    "signs": f"summary: '{'@#a/' * 30_000}'\n",
    "templates": f"summary: '{'describe ' * 13_000}'\n",
    "comments": "# ucops: ignore[no-date] x\n" * 4_000 + "summary: a\n",
    "comments among texts": "discovery_questions:\n"
    + "  - 'a' # ucops: ignore[no-date] x\n" * 2_500,
    "signs at the end of lines": "summary: |\n" + "  a >\n" * 20_000,
    "keys in a text": "summary: |\n" + "  tier: 1\n" * 9_000,
    "entries without a dash": "discovery_questions:\n- A\n" + "  A\n" * 20_000 + "- A\n",
    "entries": "discovery_questions:\n- A\n  A\n" + "- A\n" * 20_000,
    "pieces": "discovery_questions: [A" + ", and a" * 12_000 + "]\n",
    "keys without a value": "bom: {a: {title: b" + "".join(f", c{n}" for n in range(9_000)) + "}}",
    "brackets": f"summary: '{'[A' * 30_000}, a'\n",
    "same words": "status: active\nsummary: >\n" + "  word\n" * 15_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_it_is_checked_soon(found: Found, text: str) -> None:
    findings: list[Finding] = []
    assert effort(lambda: findings.extend(found({"usecases/a.yaml": HEAD + text}))) < MOST_EFFORT
    assert "file-too-large" not in {finding.rule for finding in findings}
    silences = [finding for finding in findings if finding.rule.startswith("silence-")]
    assert len(findings) - len(silences) <= len(rules()) * (MOST + 1)


def test_what_is_not_listed_is_said_once(found: Found) -> None:
    text = "solution: {" + ", ".join(f"s-{n}: {{}}" for n in range(250)) + "}\n"
    findings = found({"usecases/a.yaml": HEAD + text})
    listed = [finding for finding in findings if finding.rule == "unknown-product"]
    assert len(listed) == MOST + 1
    assert "more of this kind" in listed[-1].message
