from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from ucops.prose.markdown import (
    address,
    advice,
    block,
    code,
    escape,
    labelled,
    line,
    link,
    mermaid,
    page,
    path,
    plain,
)
from ucops.prose.neutral import GAP
from ucops.prose.openings import parser

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    return [child for token in GFM.parse(text) for child in (token, *(token.children or ()))]


def shown(text: str) -> str:
    """What a reader sees of one line of Markdown that holds nothing but text."""
    found = tokens(text)
    assert {token.type for token in found} <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
        "code_inline",
    }
    return "".join(t.content for t in found if not t.children).replace(GAP, "")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
SIGNS = [
    "|",
    "`",
    "*",
    "_",
    "<b>",
    "<!--",
    "-->",
    "[",
    "](x)",
    "![",
    "@octo",
    "#12",
    "~~",
    "\\",
    "&amp;",
    "#",
    "-",
    "1.",
    ">",
    "a",
    "```",
    "GH-7",
    "$",
    "=",
    "+",
]
TRAPS = st.lists(st.sampled_from([*SIGNS, "\n", " ", "    "]), max_size=12).map("".join)


@given(TEXT | TRAPS)
@example("1) x")
@example("- x")
@example(" - x")
@example(" 1. x")
@example("===")
@example(": x")
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    found, written = shown(escape(text)), plain(text).strip()
    if "`" in text:  # code is shown without its backticks and the blanks next to them
        found, written = (re.sub("[` ]", "", one) for one in (found, written))
    assert found == written


@given(TEXT | TRAPS)
def test_escaped_text_stays_in_its_table_cell(text: str) -> None:
    table = f"| a | b |\n| - | - |\n| {escape(text)} | end |"
    cells = [t.content for t in GFM.parse(table) if t.type == "inline"]
    assert len(cells) == 4
    assert cells[3] == "end"


@given(TEXT | TRAPS)
def test_nobody_is_mentioned_and_nothing_referred_to(text: str) -> None:
    seen = "".join(t.content for t in tokens(escape(text)) if t.type.startswith("text"))
    assert not re.search(r"(?<![a-z0-9_])@[a-z0-9]|#\d|\bGH-\d", seen, re.IGNORECASE)


def test_text_that_is_safe_already_is_left_alone() -> None:
    assert escape(Markup("**bold**")) == "**bold**"


def test_control_characters_and_turns_of_direction_are_left_out() -> None:
    assert plain("a\u202eb\x00c\u2066d\ufeff e\n\tf") == "abcd e f"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/a_b?c=d&e#f", "https://example.com/a_b?c=d&e#f"),
        ("HTTP://example.com", "HTTP://example.com"),
        ("mailto:team@example.com", "mailto:team@example.com"),
        ("https://example.com/a b)(<x>|`", "https://example.com/a%20b%29%28%3Cx%3E%7C%60"),
        ("https://example.com/\u202e", "https://example.com/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("#solution_ci", None),
        ("//example.com", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_addresses(url: str, expected: str | None) -> None:
    assert address(url) == expected


@given(TEXT | TRAPS, TEXT | TRAPS)
def test_a_link_is_one_link_whatever_its_text_and_address(text: str, rest: str) -> None:
    found = tokens(link(f"a{text}z", f"https://example.com/{rest}"))
    links = [token for token in found if token.type == "link_open"]
    assert len(links) == 1
    assert str(links[0].attrGet("href")).startswith("https://example.com/")


def test_without_a_safe_address_a_link_is_its_text() -> None:
    assert link("a_b", None) == link("a_b", "") == link("a_b", "javascript:x") == "a\\_b"


def test_a_text_is_escaped_whatever_safe_text_is_equal_to_it() -> None:
    for _ in range(2):
        assert page(Markup("a_b"), "b.md") == "[a_b](b.md)"
        assert page("a_b", "b.md") == "[a\\_b](b.md)"


def test_links_to_files() -> None:
    assert page("CI", "roadmap/ci.md") == "[CI](roadmap/ci.md)"
    assert path("my pages/a_(b).svg") == "my%20pages/a_%28b%29.svg"


@given(TEXT | TRAPS)
def test_a_mermaid_label_holds_no_sign_of_its_syntax(text: str) -> None:
    label = mermaid(text)
    assert 1 <= len(label) <= 48
    assert not set(':;#%"`<>{}[]|\n\\') & set(label)


def test_a_long_mermaid_label_is_cut() -> None:
    assert mermaid("Version control", 10) == "Version c…"
    assert mermaid("Key: 100% <b>") == "Key\uff1a 100\uff05 b"


KEPT = [
    "https://medium.example/@writer/launch-notes",
    "https://lore.example/a_b/CAF=1_x+y@mail.example/T/#u",
    "https://example.com/a?b=1&c=_2_&d=~e",
    "www.example.com/@team/#12",
    "first.last+gtm@example.com",
    "`@scope/package`",
    "``a ` #12``",
    "`<b>`",
]


@pytest.mark.parametrize("text", KEPT)
def test_addresses_and_code_stay_byte_for_byte(text: str) -> None:
    for around in ("{}", "See {} *now*.", "({})", "{} | {}"):
        assert escape(around.format(text, text)).count(text) == around.count("{}")


@pytest.mark.parametrize("url", [one for one in KEPT if one.startswith("http")])
def test_a_link_shows_its_address_and_leads_there(url: str) -> None:
    found = tokens(link(url, url))
    assert [t.attrGet("href") for t in found if t.type == "link_open"] == [url]
    assert url in link("x", url)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("http://localhost/@octo", "http://localhost/@\u200bocto"),
        ("https://a.example/*b*[c]|`d`", "https://a.example/%2Ab%2A%5Bc%5D%7C`d`"),
        ("*https://a.example/x*", "\\*https://a.example/x*"),
        ("https://a.example/?a&copy;b", "https://a.example/?a&amp;copy;b"),
        ("`a|b` @octo", "\\`a&#124;b\\` @\u200bocto"),
    ],
)
def test_what_cannot_stay_as_it_is(text: str, safe: str) -> None:
    assert escape(text) == safe


@pytest.mark.parametrize(
    ("text", "span"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("@octo *b* |", "`@octo *b* |`")],
)
def test_code(text: str, span: str) -> None:
    assert code(text) == span


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "done? Then write: deck: {deliverable: https://example.com/deck}",
            "done? Then write: `deck: {deliverable: https://example.com/deck}`",
        ),
        ("write: a: b | c", r"write: `a: b \| c`"),
        ("write: a: `b`", "write: `` a: `b` ``"),
        ("set `due`, or #12", "set 'due', or #\u200b12"),
        ("write: a: " + "b" * 100, "write: a: " + "b" * 79 + "…"),
    ],
)
def test_a_line_to_write_can_be_copied(text: str, shown: str) -> None:
    assert advice(text, 90) == shown


PINGS = ["@octo", "\n\n", "```", "~~~", "- ", "> ", "    ", '<a title="', '">', "](x)", "# "]
WRITTEN = st.lists(st.sampled_from([*SIGNS, *PINGS, "\n", " "]), max_size=14).map("".join)


@given(WRITTEN)
def test_markdown_of_people_mentions_nobody_wherever_it_stands(text: str) -> None:
    """Code, which GitHub leaves alone, is what a parser takes for code in its place."""
    for whole in (
        f"**It is:** {labelled(text)}\n\nbelow `x`",
        f"a\n\n{block(text)}\n\nbelow `x`",
        f"- [ ] {line(text)}\n- {line(text)} (`key`)",
    ):
        for token in parser().parse(whole):
            for one in (token, *(token.children or ())):
                if one.type in {"text", "html_block", "html_inline"}:
                    assert not re.search(r"(?<![a-z0-9_])@[a-z0-9]", one.content, re.IGNORECASE)
