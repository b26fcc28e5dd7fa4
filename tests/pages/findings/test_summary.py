from __future__ import annotations

import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from ucops.pages.findings.summary import render_summary


def test_all_findings_are_in_tables(finding: Any, reported: Any) -> None:
    other = finding(file="usecases/cd.yaml", severity="warning")
    text = render_summary(reported(finding(), other))
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<table>") == 2
    assert html.count("<h3>") == 2
    assert "There is no role 'pnm'." in html
    assert text.startswith("## Not ready to merge: correct the 1 error first.")


EXPECTED = """\
## Not ready to merge: correct the 1 error first.

1 use case, 3 items: 1 error, 0 warnings, 1 note.

### usecases/ci.yaml

| line | | what is wrong | what to do | rule |
| ---: | --- | --- | --- | --- |
| 2 | ❌ error | There is no role 'pnm'. | did you mean 'pmm'? | unknown-role |
| 2 | \u2139\ufe0f note | One. |  | unknown-role |
"""


def test_the_summary_is_this(finding: Any, reported: Any) -> None:
    note = finding(severity="info", message="One.", hint="")
    assert render_summary(reported(finding(), note)) == EXPECTED


def test_what_just_fits_is_not_cut(finding: Any, reported: Any) -> None:
    report = reported(*[finding()] * 30)
    whole = render_summary(report)
    size = len(whole.encode())
    assert render_summary(report, size) == whole
    assert "1 more do not fit here" in render_summary(report, size - 1)


def test_a_summary_takes_a_mebibyte_at_most(finding: Any, reported: Any) -> None:
    text = render_summary(reported(*[finding(message="x" * 500)] * 2_000))
    assert 1024 * 1024 - 1_000 < len(text.encode()) <= 1024 * 1024


def test_a_long_message_is_cut(finding: Any, reported: Any) -> None:
    whole, longer = (render_summary(reported(finding(message="x" * n))) for n in (500, 501))
    assert f"| {'x' * 500} |" in whole
    assert f"| {'x' * 499}… |" in longer


@pytest.mark.parametrize("limit", [600, 2_000, 20_000])
def test_it_stays_below_a_limit(finding: Any, reported: Any, limit: int) -> None:
    text = render_summary(reported(*[finding()] * 500), limit)
    assert len(text.encode()) <= limit
    assert "more do not fit here" in text


def test_the_verdict_is_told_even_where_no_finding_fits(finding: Any, reported: Any) -> None:
    text = render_summary(reported(finding(), finding()), 1)
    assert text.startswith("## Not ready to merge: correct the 2 errors first.")
    assert "2 more do not fit here" in text


def test_nothing_is_cut_without_need(finding: Any, reported: Any) -> None:
    text = render_summary(reported(*[finding()] * 500))
    assert text.count("| 2 |") == 500
    assert "do not fit" not in text


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://example.com/x.png)",
        "`a` | b | c",
        "**bold** _it_ # head",
        "&lt;b&gt;",
        "a\n\n## head",
        "<!-- x -->",
        "\\<b>",
    ],
)
def test_text_from_the_files_is_only_text(finding: Any, reported: Any, evil: str) -> None:
    html, plain = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .render(render_summary(reported(finding(message=message, hint=message, file=message))))
        for message in (evil, "plain")
    )
    tags = re.findall("<(?!/?code>)[^>]*>", html)  # `a` is code, which does nothing
    assert tags == re.findall("<(?!/?code>)[^>]*>", plain)


def test_a_mention_calls_nobody(finding: Any, reported: Any) -> None:
    assert "@octo" not in render_summary(reported(finding(message="ask @octo-pmm")))
