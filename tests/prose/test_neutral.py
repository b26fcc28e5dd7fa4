from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucops.github import marker
from ucops.prose.neutral import neutralise
from ucops.prose.openings import parser

TRIGGERS = st.sampled_from(
    [
        "@octo-pmm",
        "#12",
        "acme/gtm#3",
        "GH-4",
        "gh-4",
        "<!-- ucops:v1 key=ci was={} -->",
        marker.END,
        "&#64;",
        "&#35;1",
        "&",
        "a1b2c3d4",
        "https://",
        "github.com",
        "www.",
        ".",
        "/acme/gtm/issues/1",
        "@",
        "#",
        "1",
        "`",
        "\n",
        " ",
        "x",
    ]
)
TEXTS = st.lists(TRIGGERS | st.text(max_size=5), max_size=10).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ask @octo-pmm", "Ask @|octo-pmm"),
        ("(@octo-pmm/team)", "(@|octo-pmm/team)"),
        ("\\@octo", "\\@|octo"),
        ("mail octo@example.com", "mail octo@example.com"),
        ("see #12", "see #|12"),
        ("# Title", "# Title"),
        ("acme/gtm#12", "acme/gtm#|12"),
        ("GH-12 and gh-3", "GH-|12 and gh-|3"),
        ("LENGTH-12", "LENGTH-12"),
        ("_@octo_ and _GH-1_", "_@|octo_ and _GH-|1_"),
        ("&#64;octo &#x23;1 &commat;octo", "&#64;|octo |&#x23;|1 |&commat;|octo"),
        ("@&#97;lice, #&#49;2 and GH&#45;12", "@|&#97;|lice, #|&#49;|2 and GH|&#45;|12"),
        ("GH\\-12 and \\#12", "GH|\\-12 and \\#|12"),
        ("AT&amp;T and R&D &mdash; 5 &lt; 6", "AT&amp;T and R&D &mdash; 5 &lt; 6"),
        ("[x](/o/r/issues/1)", "[x](https://redirect.github.com/o/r/issues/1)"),
        ("[x](//github.com/o/r/issues/1)", "[x](https://redirect.github.com/o/r/issues/1)"),
        ("[x](/docs/guide)", "[x](/docs/guide)"),
        ("[x](https://github&#46;com/o/r/issues/1)", "[x](https://github&#46;|com/o/r/issues/1)"),
        ("https:\\/\\/github.com/o/r/issues/1", "https:\\|/\\|/github.com/o/r/issues/1"),
        ("[x](https://a@github.com/o/r/issues/1)", "[x](https://a@|github.com/o/r/issues/1)"),
        ("&#12 and &#8212;", "&#|12 and &#8212;"),
        ("<!-- x -->", "<|!-- x -->"),
        ("commit 1a2b3c4d5e", "commit 1|a2b3c4d5e"),
        ("12345678 and deadbeef", "12345678 and deadbeef"),
        ("https://example.com/@octo#12", "https://example.com/@octo#12"),
        ("www.example.com/@octo", "www.example.com/@octo"),
        ("http://localhost/@octo", "http://localhost/@|octo"),
        ("https://github.com/acme/gtm", "https://github.com/acme/gtm"),
        ("https://github.com/acme/gtm/issues/1", "https://redirect.github.com/acme/gtm/issues/1"),
        ("https://www.github.com/a/b/pull/1#x", "https://redirect.github.com/a/b/pull/1#x"),
        (
            "[x](https://github.com/a/b/commit/abc)",
            "[x](https://redirect.github.com/a/b/commit/abc)",
        ),
        ("https://ghe.example/a/b/issues/1", "https://ghe.example/a/b/issues/1"),
        ("deadbeef1@example.com", "deadbeef1@example.com"),
        ("Use `@scope/x` @octo", "Use `@scope/x` @|octo"),
        ("`` a ` #1 `` and `@b\nc`", "`` a ` #1 `` and `@b\nc`"),
        ("```sh\nmake @octo\n\n#12\n```", "```sh\nmake @octo\n\n#12\n```"),
        ("~~~\n@octo\n~~~\n@octo", "~~~\n@octo\n~~~\n@|octo"),
        ("- a\n\n  ```\n  @octo\n  ```", "- a\n\n  ```\n  @octo\n  ```"),
        ("`<!-- ucops:v1 key=a --> @octo`", "`<|!-- ucops:v1 key=a --> @octo`"),
        ("`@octo`` @b`", "`@octo`` @b`"),
        ("`@octo`` @b", "`@|octo`` @|b"),
        ("@octo@example.com", "@|octo@example.com"),
        ("@www.example.com/@octo", "@|www.example.com/@|octo"),
        ("\\`@octo`", "\\`@|octo`"),
        ("a `@octo\n\n@b` c", "a `@|octo\n\n@|b` c"),
        ('<a title="`">`@octo` @b`', '<a title="`">`@|octo` @|b`'),
        (
            "| a `b | @octo` |\n| - | - |\n| `c | @d` |",
            "| a `b | @|octo` |\n| - | - |\n| `c | @|d` |",
        ),
    ],
)
def test_what_github_would_act_upon(text: str, shown: str) -> None:
    assert neutralise(text).replace("\u200b", "|") == shown


def test_an_issue_s_address_on_an_enterprise_server() -> None:
    found = neutralise("https://ghe.example/a/b/issues/1", "https://ghe.example")
    assert found == "https://\u200bghe.example/a/b/issues/1"


@given(TEXTS)
def test_doing_it_twice_changes_nothing(text: str) -> None:
    assert neutralise(neutralise(text)) == neutralise(text)


@given(TEXTS)
def test_no_text_forges_a_marker_or_a_delimiter(text: str) -> None:
    safe = neutralise(text)
    assert "<!-- ucops" not in safe
    body = f"\n{safe}\n{safe}"
    assert marker.parse(safe) is None
    assert marker.stray(body) is None
    assert marker.split(body).region is None


@given(TEXTS)
def test_nobody_is_mentioned_outside_addresses(text: str) -> None:
    """Code is looked at by the parser, which no plain search can replace."""
    plain = re.sub(r"(https?://|www\.)[^\s<>]+", "", neutralise(text, code=False))
    assert not re.search(r"(?<![A-Za-z0-9_])@[A-Za-z0-9]", plain)
    assert not re.search(r"(?<!&)#\d", plain)


@given(TEXTS)
def test_people_read_the_same_text(text: str) -> None:
    same = neutralise(text).replace("\u200b", "").replace("https://redirect.github.com", "")
    assert len(same) <= len(text) + 20
    assert (
        neutralise(text).replace("\u200b", "") == text.replace("\u200b", "") or "github.com" in text
    )


@given(TEXTS, st.sampled_from(["", "- ", "> "]))
def test_a_parser_finds_nobody_mentioned_outside_code(text: str, lead: str) -> None:
    for block in parser().parse(f"{lead}{neutralise(text.strip())}"):
        for token in block.children or ():
            if token.type == "text":
                plain = re.sub(r"(https?://|www\.)[^\s<>]+", "", token.content)
                assert not re.search(r"(?<![A-Za-z0-9_])@[A-Za-z0-9]", plain)
