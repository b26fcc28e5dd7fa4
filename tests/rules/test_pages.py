"""Every rule has a page; what the page shows as wrong is found, what it shows as right is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ucops.pages.findings.listing import FAMILIES
from ucops.pages.findings.rule_page import RulePage, rule_page
from ucops.resources import rule_pages
from ucops.rules.all import rules
from ucops.rules.engine.finding import Finding
from ucops.rules.engine.form import MENDABLE
from ucops.rules.engine.rule import Rule

Found = Callable[[str], tuple[Finding, ...]]

READ = {name: rule_page(name) for name in rules()}
EXAMPLES = Path(__file__).parent.parent / "examples"
DESCRIBED = {
    "body-too-long",
    "file-too-large",
    "misplaced-file",
    "more-problems",
    "not-utf-8",
    "symlink",
    "too-deep",
    "too-many-items",
    "unreadable-file",
}
"""What a page cannot show as text, or not at its full length: tests/examples has these."""
COMPARED = {"report-by-hand", "missing-issue", "missing-repository"}
"""What takes two states of a repository to be found, or a look at GitHub."""
JARGON = {"node", "scalar", "parse", "parser", "null", "regex", "schema", "boolean", "string"}
FIXED = (
    "It cannot be silenced, and its severity stands: what is wrong here would do harm further on."
)
EVERYWHERE = "```yaml\nrules:\n  {name}: off    # or: info, warning, error\n```"
OF_SILENCES = f"In `ucops.yaml`, for everything:\n\n{EVERYWHERE}"
SILENCED = f"""\
At one place, with a reason, on the line or on the line above:

```yaml
# ucops: ignore[{{name}}] why this is fine here
```

Everywhere, in `ucops.yaml`:

{EVERYWHERE}"""


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert {path.stem for path in rule_pages().glob("*.md")} == {"README", *rules()}


@pytest.mark.parametrize("rule", rules().values(), ids=rules())
def test_a_page_says_of_what_kind_the_rule_is(rule: Rule) -> None:
    drafts = " for active and paused use cases, info for drafts, nothing for retired ones"
    kind = f"{FAMILIES[rule.family]} · {rule.severity}{drafts if rule.substance else ''}"
    assert READ[rule.name].about == kind
    assert ("`ucops validate --fix`" in READ[rule.name].text) == (rule.name in MENDABLE)


@pytest.mark.parametrize("rule", rules().values(), ids=rules())
def test_a_page_says_how_to_silence_the_rule(rule: Rule) -> None:
    lowered = OF_SILENCES if rule.family == "silencing" else SILENCED
    expected = FIXED if rule.fixed else lowered.format(name=rule.name)
    assert READ[rule.name].silencing == expected


@pytest.mark.parametrize("page", READ.values(), ids=READ)
def test_a_page_speaks_plainly(page: RulePage) -> None:
    assert page.summary.endswith(".")
    assert page.why.endswith(".")
    assert page.wrong != page.right
    assert not JARGON & set(f"{page.summary} {page.why}".lower().split())
    assert all(sign.isprintable() or sign == "\n" for sign in page.text)


def test_what_a_page_only_describes_is_among_the_examples() -> None:
    assert {name for name, page in READ.items() if not page.files} == DESCRIBED | COMPARED
    assert {path.name for path in (EXAMPLES / "invalid").iterdir()} >= DESCRIBED


@pytest.mark.parametrize("name", sorted(set(rules()) - DESCRIBED - COMPARED - {"empty-file"}))
def test_the_wrong_example_is_found(name: str, found: Found) -> None:
    findings = found(READ[name].wrong)
    assert name in {finding.rule for finding in findings}, findings


@pytest.mark.parametrize("name", sorted(rules()))
def test_the_right_example_is_not_found_and_has_no_error(name: str, found: Found) -> None:
    findings = found(READ[name].right)
    wrong = [one for one in findings if one.rule == name or one.severity == "error"]
    assert wrong == []
