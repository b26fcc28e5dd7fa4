from __future__ import annotations

from typing import Any

import pytest
from markdown_it import MarkdownIt

from ucops.rules.reporters.summary import plain, render_summary


def test_all_findings_are_in_tables(finding: Any, reported: Any) -> None:
    other = finding(file="usecases/cd.yaml", severity="warning")
    text = render_summary(reported(finding(), other))
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<table>") == 2
    assert html.count("<h3>") == 2
    assert "There is no role 'pnm'." in html
    assert text.startswith("## Not ready to merge: correct the 1 error first.")


@pytest.mark.parametrize("limit", [600, 2_000, 20_000])
def test_it_stays_below_a_limit(finding: Any, reported: Any, limit: int) -> None:
    text = render_summary(reported(*[finding()] * 500), limit)
    assert len(text.encode()) <= limit
    assert "more do not fit here" in text


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
def test_text_from_the_files_is_only_text(evil: str) -> None:
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"x {plain(evil)}")
    inner = html.removeprefix("<p>x ").removesuffix("</p>\n")
    assert "<" not in inner
    assert "`" in inner or "`" not in evil


def test_a_mention_calls_nobody() -> None:
    assert "@octo" not in plain("ask @octo-pmm")
    assert "https://" not in plain("see https://example.com")
