from __future__ import annotations

import pytest

from ucops.pages.findings.rule_page import parsed

PAGE = """\
# no-date

An item without a day.

Planning · warning

## Why it matters

Nobody can plan
with it.

## Wrong

```yaml escaped
a: \\u202e\\t\\x07
```

## Right

```yaml
a: \\t
```

## How to silence it

Here:

```yaml
rules: {no-date: off}
```
"""


def test_a_page_is_taken_apart() -> None:
    page = parsed("no-date", PAGE)
    assert page.text == PAGE
    assert page.summary == "An item without a day."
    assert page.about == "Planning · warning"
    assert page.why == "Nobody can plan with it."
    assert page.silencing == "Here:\n\n```yaml\nrules: {no-date: off}\n```"
    assert page.files


def test_escapes_are_signs_only_where_the_page_says_so() -> None:
    page = parsed("no-date", PAGE)
    assert page.wrong == "a: \u202e\t\\x07\n"
    assert page.right == "a: \\t\n"


def test_what_text_cannot_show_is_described() -> None:
    page = parsed("no-date", PAGE.replace("yaml escaped", "text"))
    assert page.wrong == "a: \\u202e\\t\\x07\n"
    assert not page.files


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        (
            "## Right",
            "## Better",
            "no-date.md: its headings have to be Why",
        ),
        ("# no-date", "# a-date", "no-date.md: it has to begin with '# no-date'"),
        ("Planning · warning\n\n", "", "no-date.md: it has to begin with"),
        ("```yaml escaped", "```json", "no-date.md: 'Wrong' has to be one"),
        ("```yaml\na", "Like so:\n```yaml\na", "no-date.md: 'Right' has to be one"),
    ],
)
def test_another_skeleton_is_refused(was: str, now: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parsed("no-date", PAGE.replace(was, now))
