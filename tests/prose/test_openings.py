"""What a text leaves open is found, and its issue goes on below it as if it were closed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ucops.prose.openings import closed, closed_behind, closed_line, openings, parser

CASES = {
    "nothing": ("Plain text, 1 < 2.", []),
    "a fence": ("a\n\n```sh\nmake", [(2, "```", "```")]),
    "a closed fence": ("```sh\nmake\n```", []),
    "an empty fence": ("```\n```", []),
    "a fence closed by a longer one": ("```\nx\n````", []),
    "a fence closed by a shorter one": ("````\nx\n```", [(0, "````", "````")]),
    "tildes": ("   ~~~\nx\n```", [(0, "~~~", "~~~")]),
    "a fence that is indented code": ("a\n\n    ```\n    x", []),
    "a fence in a list": ("- ```\n  x\n\nb", [(0, "```", "```")]),
    "a closed fence in a list": ("- ```\n  x\n  ```", []),
    "a fence in a quotation": ("> ~~~\n> x", [(0, "~~~", "~~~")]),
    "an empty one in a quotation": ("> ~~~", [(0, "~~~", "~~~")]),
    "code in a line": ("``` x ```", []),
    "a tag": ("a\n<details> b", [(1, "<details>", "</details>")]),
    "a closed tag": ("<details>\n\na\n\n</details>", []),
    "a tag closed in code": ("<PRE\n>`</pre>", []),
    "a tag closed in a code span": ("<B> `</b>`", [(0, "<B>", "</b>")]),
    "a tag in code": ("`<details>` and\n\n    <pre>", []),
    "a tag below code on two lines": ("`a\nb` c\n<b>", [(2, "<b>", "</b>")]),
    "a tag in a table": ("|a|\n|-|\n| <b> |\n\n</b>", [(2, "<b>", "</b>")]),
    "two tags that cross": ("<b><i></b></i>", [(0, "<i>", "</i>")]),
    "a list without its ends": ("<ul><li>a<li>b</ul>", []),
    "an entry that runs out of its element": ("<b><li></b>", [(0, "<li>", "</li>")]),
    "a fence that looks like a table": ("```a|b\n|-|-|", [(0, "```", "```")]),
    "empty elements": ("a<br>b<img src='>'/><p>c", []),
    "an end alone": ("a</details>", []),
    "a tag that does not end": ('<div title="\na', [(0, "<div", "</div>")]),
    "an end that does not end": ("<div>\n</3 </div>", [(1, "</", ">")]),
    "a comment": ("a <!-- b --> <!---> c", []),
    "a comment without its end": ("a\n\n<!-- b", [(2, "<!--", "-->")]),
    "an instruction": ("<?php x ?> b", []),
    "an instruction without its end": ("<?php x > b", [(0, "<?", "?>")]),
    "a declaration": ("<!DOCTYPE html>", []),
    "a declaration without its end": ("<!DOCTYPE <b>", [(0, "<!", ">"), (0, "<b>", "</b>")]),
    "addresses": ("<https://example.com> <octo@example.com>", []),
    "deep down": ("> " * 70 + "<b></b>", [(0, "<b>", "</b>"), (0, "</b>", "</b>")]),
    "line ends of all kinds": ("a\r\rb\r\n```", [(3, "```", "```")]),
}


@pytest.mark.parametrize(("text", "found"), CASES.values(), ids=CASES)
def test_what_is_open(text: str, found: list[tuple[int, str, str]]) -> None:
    assert [(one.line, one.sign, one.closing) for one in openings(text)] == found


HARMLESS = {
    "nothing": ("a\n\n<b>c</b>", "a\n\n<b>c</b>"),
    "a fence": ("````sh\nmake", "````sh\nmake\n````"),
    "a fence that ends with its list": ("- ```\n  x", "- ```\n  x"),
    "a tag": ("`<b>` <b>c</b> <DETAILS open> <u>", "`<b>` <b>c</b> <|DETAILS open> <|u>"),
    "a tag with a like name": ("<pre> <presto></presto>", "<|pre> <presto></presto>"),
    "a fence below a tag": ("<pre>\n```", "<|pre>\n```\n```"),
    "a tag that crosses another": ("<pre>\n<b>`</pre>`</b>", "<pre>\n<|b>`</pre>`<|/b>"),
    "what opens others": ("<pre>\n<i>`</i>` <u></u>", "<|pre>\n<|i>`<|/i>` <|u><|/u>"),
}


@pytest.mark.parametrize(("text", "shown"), HARMLESS.values(), ids=HARMLESS)
def test_what_is_open_is_closed_or_shown(text: str, shown: str) -> None:
    assert closed(text, "|") == shown


BEHIND = {
    "a fence is a block of its own": ("```\nx\n```", "\n\n```\nx\n```"),
    "a fence in a list is, too": ("- ~~~\n  x\n  ~~~", "\n\n- ~~~\n  x\n  ~~~"),
    "a fence further down is one already": ("a\n```\nx", "a\n```\nx\n```"),
    "a text of lines": ("- a\n- b", "- a\n- b"),
}


@pytest.mark.parametrize(("text", "shown"), BEHIND.values(), ids=BEHIND)
def test_behind_a_label(text: str, shown: str) -> None:
    assert closed_behind(text, "|") == shown


LINES = {
    "a fence is none": ("``` x", "``` x"),
    "a tag": ("<details> x", "<|details> x"),
    "a tag closed behind a stray backtick": ("<b> ` </b>", "<|b> ` <|/b>"),
}


@pytest.mark.parametrize(("text", "shown"), LINES.values(), ids=LINES)
def test_a_line(text: str, shown: str) -> None:
    assert closed_line(text, "|") == shown


PIECES = st.sampled_from(
    [
        "```",
        "~~~",
        "````",
        "\n",
        "\n\n",
        "  ",
        "    ",
        "- ",
        "> ",
        "1. ",
        "<details>",
        "</details>",
        "<pre>",
        "</pre>",
        "<pre",
        "<div",
        "</div>",
        "<code>",
        "</code>",
        "`",
        "``",
        "<table>",
        "</table>",
        "<?",
        "?>",
        "<!X",
        ">",
        "<![CDATA[",
        "]]>",
        "|a|\n|-|\n",
        "| ",
        "a",
        '"',
        "'",
        ' t="',
        "\\",
        "<b>",
        "</b>",
        "<p>",
        "<br>",
        "[a](<b>)",
        "---",
        "# ",
        "\t",
        "<script>",
        "</script>",
        "<https://a.b>",
        "*",
        "[",
        "](",
        "<ul><li>",
        "</ul>",
        "<li>",
        "</",
        "<a ",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join).map(str.strip)
BELOW = "What stands below"


class _Open(HTMLParser):
    """Which elements are open around the paragraph below."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.around: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag not in {"br", "hr", "img"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open:
            if self.open.pop() == tag:
                break

    def handle_data(self, data: str) -> None:
        if BELOW in data:
            self.around = [*self.open]


def around(text: str) -> list[str] | None:
    """The elements around a paragraph below a text; every block ends an open paragraph."""
    html = parser().render(f"{text}\n\n{BELOW}\n")
    assert re.search(rf"<p>{BELOW}</p>\n$", html), html
    seen = _Open()
    seen.feed(html)
    seen.close()
    return seen.around and [tag for tag in seen.around[:-1] if tag != "p"]


@given(TEXTS)
@example("```\ncode never closed")
@example("<details><summary>more</summary>\n\nhidden")
def test_what_stands_below_any_text_is_a_paragraph_of_its_own(text: str) -> None:
    text = text.replace("<!--", "")
    assert around(closed(text, "\u200b")) == []
    assert around(f"**It is:** {closed_behind(text, chr(0x200B))}") == []


@given(TEXTS)
def test_what_stands_below_any_line_is_a_paragraph_of_its_own(text: str) -> None:
    line = closed_line(" ".join(text.replace("<!--", "").split()), "\u200b")
    for body in (f"**It is:** {line}", f"- [ ] {line}\n- b", f"- {line} (`key`)"):
        assert around(body) == []


@given(TEXTS)
def test_people_read_the_same_text_and_doing_it_twice_changes_nothing(text: str) -> None:
    safe = closed(text, "\u200b")
    assert closed(safe, "\u200b") == safe
    assert safe.replace("\u200b", "").startswith(text.replace("\u200b", ""))
    if not openings(text):
        assert safe == text
