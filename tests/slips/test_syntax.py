"""What YAML cannot read is said in plain words, and the rest is read all the same."""

from __future__ import annotations

from typing import Any

import pytest

from ucops.reading.read import read
from ucops.rules.engine.form import FORM_RULES

# text: (rule, line, column), a part of the hint, what is read all the same
CASES: dict[str, tuple[tuple[str, int, int], str, Any]] = {
    "pmm: @octo\n": (("at-sign", 1, 6), 'pmm: "@octo"', {"pmm": "@octo"}),
    "tmm: [@octo, x]\n": (("at-sign", 1, 7), 'tmm: ["@octo", x]', {"tmm": ["@octo", "x"]}),
    "owner: @octo # c\n": (("at-sign", 1, 8), "write: owner: octo # c", {"owner": "octo"}),
    "team:\n  a: [@b, c]\n": (("at-sign", 2, 7), "write: a: [b, c]", {"team": {"a": ["b", "c"]}}),
    "team: {a: @365}\n": (("at-sign", 1, 11), 'write: team: {a: "365"}', {"team": {"a": "365"}}),
    "team: {a: b}\nc: @d\n": (("at-sign", 2, 4), 'c: "@d"', {"team": {"a": "b"}, "c": "@d"}),
    "team: {a: @b c}\n": (("at-sign", 1, 11), '{a: "@b c"}', {"team": {"a": "@b c"}}),
    "a: b\n%CPU is high\n": (("special-character", 2, 1), "in quotes", {"a": "b"}),
    "a: b\u2028c\n": (("control-character", 1, 5), "type a space", {"a": "b c"}),
    "a: b\u2029c\n": (("control-character", 1, 5), "type a space", {"a": "b c"}),
    "a: b\x85c\n": (("control-character", 1, 5), "type a space", {"a": "b c"}),
    "a: b\rc\r\n": (("control-character", 1, 5), "type a space", {"a": "b c"}),
    "a: &b c\n": (("unused-anchor", 1, 4), 'a: "&b c"', {"a": "c"}),
    "a: {b: &c}\n": (("unused-anchor", 1, 8), 'a: {b: "&c"}', {"a": {"b": None}}),
    "a: &b c\nd: *b\ne: &f g\n": (("unused-anchor", 3, 4), "", {"a": "c", "d": "c", "e": "g"}),
    "a: !b c\n": (("tag", 1, 4), 'a: "!b c"', {"a": "c"}),
    "issue: #42 # c\n": (("comment-cut", 1, 8), "write: issue: 42 # c", {"issue": None}),
    "issue: #4a\n": (("comment-cut", 1, 8), 'issue: "#4a"', {"issue": None}),
    "a: `x`\n": (("special-character", 1, 4), 'a: "`x`"', {"a": "`x`"}),
    "a: %x\n": (("special-character", 1, 4), 'a: "%x"', {"a": "%x"}),
    "a: *bold*\n": (("special-character", 1, 4), 'a: "*bold*"', {"a": "*bold*"}),
    "a: & co\n": (("special-character", 1, 4), 'a: "& co"', {"a": "& co"}),
    "a: ?\n": (("special-character", 1, 4), 'a: "?"', {"a": "?"}),
    "a: -\n": (("special-character", 1, 4), 'a: "-"', {"a": "-"}),
    "a: > 5 days\n": (("special-character", 1, 4), 'a: "> 5 days"', {"a": "> 5 days"}),
    "a: *other\n": (("bad-alias", 1, 4), 'a: "*other"', {"a": "*other"}),
    "a: &x 1\nb: &x 2\n": (("bad-alias", 2, 4), "another name", {"a": 1}),
    "a: !x!y z\n": (("tag", 1, 4), 'a: "!x!y z"', {"a": "!x!y z"}),
    "title: CI: the basics\n": (
        ("colon-in-text", 1, 10),
        'title: "CI: the basics"',
        {"title": "CI: the basics"},
    ),
    "title: CI: it's # new\n": (
        ("colon-in-text", 1, 10),
        'title: "CI: it\'s" # new',
        {"title": "CI: it's"},
    ),
    "a: {t: b: c, d: e}\n": (
        ("colon-in-text", 1, 9),
        'a: {t: "b: c", d: e}',
        {"a": {"t": "b: c", "d": "e"}},
    ),
    "a:\n  - b\n  – c\n  - d\n": (("list-mark", 3, 3), "write: - c", {"a": ["b", "c", "d"]}),
    "a:\n  - b\n  * c\n  - d\n": (("list-mark", 3, 3), "write: - c", {"a": ["b", "c", "d"]}),
    "a:\n  - b: c\n  · b: d\n": (
        ("list-mark", 3, 3),
        "write: - b: d",
        {"a": [{"b": "c"}, {"b": "d"}]},
    ),
    "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\nc: d\n": (
        ("merge-conflict", 1, 1),
        "the 3 lines of signs, down to line 5",
        {"a": 1, "c": "d"},
    ),
    "a: 1\n<<<<<<< HEAD\nb: 2\n||||||| c\nb: 3\n=======\nb: 4\n>>>>>>> d\n": (
        ("merge-conflict", 2, 1),
        "the 4 lines of signs, down to line 8",
        {"a": 1, "b": 2},
    ),
    "a: 1\n=======\nb: 2\n": (("merge-conflict", 2, 1), "delete it", {"a": 1, "b": 2}),
    "```yaml\na: b\n```\n": (("special-character", 1, 1), "and line 3", {"a": "b"}),
    "a: b\n```\n": (("special-character", 2, 1), "delete it", {"a": "b"}),
    "tier 1\na: b\n": (("missing-colon", 1, 1), "write: tier: 1", {"tier": 1, "a": "b"}),
    "a: b\ntier = 1\n": (("missing-colon", 2, 1), "write: tier: 1", {"tier": 1, "a": "b"}),
    "a: b\nteam\n  c: d\n": (
        ("missing-colon", 2, 1),
        "write: team:",
        {"a": "b", "team": {"c": "d"}},
    ),
    "a:\n  b: c\n  d e\n  f: g\n": (
        ("missing-colon", 3, 3),
        "write: d: e",
        {"a": {"b": "c", "d": "e", "f": "g"}},
    ),
    "a:\n  b: c\n  d e f\n": (("bad-indentation", 3, 3), "indent it", {"a": {"b": "c"}}),
    "title:CI\nproblem: x\n": (
        ("missing-space", 1, 1),
        "title: CI",
        {"title": "CI", "problem": "x"},
    ),
    "title: x\nproblem:y\nsummary: z\n": (
        ("missing-space", 2, 1),
        "problem: y",
        {"title": "x", "problem": "y", "summary": "z"},
    ),
    "a:\n-b\nc: d\n": (("missing-space", 2, 1), "- b", {"a": ["b"], "c": "d"}),
    "a:\n\tb: c\n": (("tab", 2, 1), "two spaces", {"a": {"b": "c"}}),
    "a:\n  - x\n\t- y\n": (("tab", 3, 1), "two spaces", {"a": ["x", "y"]}),
    "a: x\nb: y\n   c: z\nd: e\n": (
        ("bad-indentation", 3, 4),
        "put no space in front of it, or 3 in front of the line above",
        {"a": "x", "d": "e"},
    ),
    "a:\n  b: c\n d: e\nf: g\n": (
        ("bad-indentation", 3, 2),
        "put 2 spaces in front of it, as above: d: e",
        {"a": {"b": "c", "d": "e"}, "f": "g"},
    ),
    "a:\n  b: c\n   d: e\nf: g\n": (
        ("bad-indentation", 3, 4),
        "put 2 spaces in front of it, as above: d: e",
        {"a": {"b": "c", "d": "e"}, "f": "g"},
    ),
    "a:\n  b: c\n d:\n    e: f\ng: h\n": (
        ("bad-indentation", 3, 2),
        "put 2 spaces in front of it, as above: d:",
        {"g": "h"},
    ),
    "a:\n  - b\n - c\n  - d\n": (
        ("bad-indentation", 3, 2),
        "put 2 spaces in front of it, as above: - c",
        {"a": ["b", "c", "d"]},
    ),
    "a:\n - b: c\n   d: e\n  - b: f\n": (
        ("bad-indentation", 4, 3),
        "put one space in front of it, as above: - b: f",
        {"a": [{"b": "c", "d": "e"}, {"b": "f"}]},
    ),
    "a:\n  - b: c\n   d: e\n": (("bad-indentation", 3, 4), "same number of spaces", None),
    "a: b\n- c\nd: e\n": (("bad-indentation", 2, 1), "put the list below its key", {"d": "e"}),
    "a: b\nloose words\nc: d\n": (("bad-indentation", 2, 1), "indent it", {"a": "b", "c": "d"}),
    "a: - b\n": (("bad-indentation", 1, 4), 'a: ["b"]', {"a": ["b"]}),
    'a: "b\nc: d\n': (("unclosed-quote", 1, 4), 'a: "b"', {"a": "b", "c": "d"}),
    'a: "b\nc: d\ne: "f"\ng: h\n': (
        ("unclosed-quote", 1, 4),
        'close it: a: "b"',
        {"a": "b", "c": "d", "e": "f", "g": "h"},
    ),
    "a:\n  - 'b\n  - c\nd: 'e'\n": (
        ("unclosed-quote", 2, 5),
        "close it: - 'b'",
        {"a": ["b", "c"], "d": "e"},
    ),
    'a: "b\n  c: d" e\nf: g\n': (("quote-in-text", 2, 9), "in quotes", {"f": "g"}),
    "a: [b] c\nd: e\n": (("special-character", 1, 4), 'a: "[b] c"', {"a": "[b] c", "d": "e"}),
    "a:\n  - {b} c\n": (("special-character", 2, 5), '- "{b} c"', {"a": ["{b} c"]}),
    "a: [b](https://c.d)\n": (
        ("special-character", 1, 4),
        'a: "[b](https://c.d)"',
        {"a": "[b](https://c.d)"},
    ),
    "a: {b: [c]}}\nd: e\n": (
        ("unclosed-bracket", 1, 12),
        "take it away: a: {b: [c]}",
        {"a": {"b": ["c"]}, "d": "e"},
    ),
    "a: [b}]\n": (("unclosed-bracket", 1, 6), "write: a: [b]", {"a": ["b"]}),
    "a: [b}\nc: d\n": (("unclosed-bracket", 1, 6), "write: a: [b]", {"a": ["b"], "c": "d"}),
    "a: [b,, c]\n": (("syntax", 1, 7), "write: a: [b, c]", {"a": ["b", "c"]}),
    "a: [\n  b] c\nd: e\n": (("special-character", 2, 6), "whole text", {"d": "e"}),
    "a: 'it's'\nb: c\n": (("quote-in-text", 1, 8), 'a: "it\'s"', {"a": "it's", "b": "c"}),
    'a: "b" c\n': (("quote-in-text", 1, 8), "a: '\"b\" c'", {"a": '"b" c'}),
    "a: [b, c\nd: e\n": (("unclosed-bracket", 1, 4), "a: [b, c]", {"a": ["b", "c"], "d": "e"}),
    "a: {b: c\nd: e\n": (("unclosed-bracket", 1, 4), "a: {b: c}", {"a": {"b": "c"}, "d": "e"}),
    "a: {b: Fast #1 thing}\nc: d\n": (
        ("comment-cut", 1, 13),
        'a: {b: "Fast #1 thing"}',
        {"a": {"b": "Fast #1 thing"}, "c": "d"},
    ),
    "a: {b: #c}\nd: e\n": (("comment-cut", 1, 8), 'a: {b: "#c"}', {"a": {"b": "#c"}, "d": "e"}),
    'a: "C:\\dir"\n': (("backslash", 1, 7), 'a: "C:\\\\dir"', {"a": "C:\\dir"}),
    'a: "\\ud800"\n': (("backslash", 1, 7), "double it", {"a": "\\ud800"}),
    "a: b\n---\nc: d\n": (("several-documents", 2, 1), "file of its own", {"a": "b"}),
    "a: b\n...\nc: d\n": (("several-documents", 3, 1), "file of its own", {"a": "b"}),
    "a: ]\nb: c\n": (("syntax", 1, 4), "quotes", {"b": "c"}),
    "a: b\x07c\n": (("control-character", 1, 5), "delete it", {"a": "b c"}),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_every_slip_is_explained_and_the_rest_is_read(
    text: str, expected: tuple[tuple[str, int, int], str, Any]
) -> None:
    (rule, line, column), hint, data = expected
    source, [problem, *more] = read(text.encode(), "a.yaml")
    assert problem.span is not None
    assert (problem.rule, problem.span.line, problem.span.column) == (rule, line, column)
    assert hint in problem.hint
    assert rule in FORM_RULES
    assert source.data == data
    assert more == []


PROSE = [
    "a: |\n  b\n   - c\n    – d\n",
    "a: >\n  - b\n    - c\n",
    "a:\n  - b: c\n    d:\n      - e\n      - f\n",
    "a:\n  - - b\n    - c\n  - d\n",
    "a:\n  # b\n    - c\n    - d\n",
    "a: build and test by hand, which is slow,\n  - and nobody knows why\n",
    f"a:\n  - b {'c' * 60}\n    – as everybody knows – d\n",
    f"a: b {'c' * 60}\n  – d\n",
    'a: "b\n  c: d\n  - e"\n',
    "a: 'b\n\n  - c'\n",
    "a: |\n  =======\n  <<<<<<< b\n  ```\n",
    "a: b  #ucops: ignore[c] d\n",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_left_alone(text: str) -> None:
    source, problems = read(text.encode(), "a.yaml")
    assert problems == []
    assert source.readable is source.text


def test_every_slip_of_a_file_is_found_in_one_go() -> None:
    text = "pmm: @octo\ntitle: CI: x\nproblem:y\na: 'it's'\nchat: #x\nb: 12:30\n"
    source, problems = read(text.encode(), "a.yaml")
    assert [one.rule for one in problems] == [
        "at-sign",
        "colon-in-text",
        "missing-space",
        "quote-in-text",
        "comment-cut",
        "sexagesimal",
    ]
    assert source.whole
    assert source.text == text


def test_after_a_guess_no_further_slip_is_reported() -> None:
    text = "a: ]\nb: }\nc: d\n"
    source, problems = read(text.encode(), "a.yaml")
    assert [one.rule for one in problems] == ["syntax"]
    assert source.data == {"c": "d"}
    assert not source.whole


def test_windows_line_ends_are_kept_when_a_line_is_mended() -> None:
    source, [problem] = read(b"a: @b\r\nc: d\r\n", "a.yaml")
    assert source.data == {"a": "@b", "c": "d"}
    assert source.locate(("c",)).line == 2
    assert problem.span is not None
    assert problem.span.end_column == 6


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (b"", "empty-file"),
        (b"# only a comment\n", "empty-file"),
        (b"---\n", "empty-file"),
        (b"\xef\xbb\xbf", "empty-file"),
        (b"- a\n- b\n", "not-a-mapping"),
        (b"[a, b]\n", "not-a-mapping"),
        (b"just words\n", "not-a-mapping"),
        (b"title:CI\n", "not-a-mapping"),
        ("title: x\n".encode("utf-16"), "not-utf-8"),
        ("title: x\n".encode("utf-16-le"), "not-utf-8"),
        ("title: \u00e9\n".encode("utf-16-be"), "not-utf-8"),
        (b"# Continuous delivery\n\nReleases are *slow*.\n\n- one\n- two\n", "not-a-mapping"),
        (b"title: x" + b"y" * 200_000, "file-too-large"),
        (b"a: " + b"[" * 10_000, "too-deep"),
        (b"- " * 10_000, "too-deep"),
        (b"".join(b" " * n + b"a:\n" for n in range(300)), "too-deep"),
    ],
)
def test_what_gives_no_data_at_all(raw: bytes, rule: str) -> None:
    source, problems = read(raw, "a.yaml")
    assert rule in {one.rule for one in problems}
    assert source.data is None
    assert source.lines


def test_a_page_of_prose_is_one_problem() -> None:
    _, [problem] = read(b"# CD\n\n*Slow* releases.\n\n- one\n- two\n", "a.yaml")
    assert (problem.rule, problem.path) == ("not-a-mapping", ())


def test_many_keys_for_the_second_time_are_one_lost_line() -> None:
    item = "    title: A\n    due: tbd\n    role: r\n"
    text = f"bom:\n  a:\n{item}{item}"
    _, [problem] = read(text.encode(), "a.yaml")
    assert (problem.rule, problem.path) == ("duplicate-key", ("bom", "a", "title"))
    assert problem.span is not None
    assert problem.span.line == 6
    assert "3 keys" in problem.message


def test_a_file_of_one_word_shows_the_missing_space() -> None:
    _, [problem] = read(b"title:CI\n", "a.yaml")
    assert problem.hint == "write: title: CI"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    source, [problem] = read(b"\xef\xbb\xbftitle: x\n", "a.yaml")
    assert problem.rule == "byte-order-mark"
    assert source.locate(("title",), key=True).column == 1
    assert source.data == {"title": "x"}


def test_bytes_that_are_no_utf_8_are_named_and_left_out() -> None:
    source, [problem] = read("title: x\nproblem: größer\n".encode("latin-1"), "a.yaml")
    assert problem.rule == "not-utf-8"
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (2, 12)
    assert source.data == {"title": "x", "problem": "gr??er"}


def test_many_forbidden_characters_are_summed_up() -> None:
    _, problems = read(b"a: \x07\n" * 300, "a.yaml")
    assert len(problems) < 250
    assert "more-problems" in {one.rule for one in problems}
