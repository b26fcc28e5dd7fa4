"""Where each rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "mention-in-text",
        """\
summary: "ask @octo-a or me@example.com"
lead: x
team: {pmm: octo-a}
discovery_questions: ["me@example.com", "`@octo`", "@acme/team", "a/@b"]
""",
        """
example:3:10 '@octo-a' does not call anybody from here. → people belong under `team` or `owner`;
    in texts write the role
example:6:52 '@acme/team' does not call anybody from here. → people belong under `team` or
    `owner`; in texts write the role
""",
    ),
    (
        "mention-in-text",
        """\
summary: "ask @&#111;cto-a"
discovery_questions: ["\\\\&commat;octo-b", "AT&amp;T", "`@&#97;`", "R&D @ home"]
""",
        """
example:3:10 '@octo-a' in disguise does not call anybody from here. → people belong under `team`
    or `owner`; in texts write the role
""",
    ),
    (
        "number-link-in-text",
        """\
summary: "see #&#49;2"
discovery_questions: ["GH&#45;7", "&#8212;1", "GH\\\\-x"]
""",
        """
example:3:10 '#12' in disguise does not link to anything. → write the whole address if a link is
    meant
example:4:23 'GH-7' in disguise does not link to anything. → write the whole address if a link
    is meant
""",
    ),
    (
        "number-link-in-text",
        """\
summary: "#12"
discovery_questions: ["GH-7", "&#12;", "##12", "# 12", "xGH-7", "gh-8"]
links: {chat: "#1"}
""",
        """
example:3:10 '#12' does not link to anything. → write the whole address if a link is meant
example:4:23 'GH-7' does not link to anything. → write the whole address if a link is meant
""",
    ),
    (
        "number-link-in-text",
        """\
summary: "see #0"
""",
        """
example:3:10 '#0' does not link to anything. → write the whole address if a link is meant
""",
    ),
    (
        "number-link-in-text",
        """\
summary: "see #9"
""",
        """
example:3:10 '#9' does not link to anything. → write the whole address if a link is meant
""",
    ),
    (
        "hidden-comment",
        """\
summary: "a <!-- b -->"
""",
        """
example:3:10 This text holds a comment that nobody would see. → take it out, or make it a YAML
    comment behind a #
""",
    ),
    (
        "html-in-text",
        """\
summary: "<DIV class=a-very-long-class-name-for-it>"
discovery_questions: ["a < b", "<bold>", "</p>", "<script src=x>", "R&D; &c", "R&amp;D", "a&nbsp;b"]
""",
        """
example:3:10 '<DIV class=a-very-long-class-n' is HTML. → use Markdown: **bold**, _italic_,
    [text](address)
example:4:42 '</p>' is HTML. → use Markdown: **bold**, _italic_, [text](address)
example:4:50 '<script src=x>' is HTML. → use Markdown: **bold**, _italic_, [text](address)
example:4:79 '&amp;' is HTML. → write the sign itself: &
example:4:90 '&nbsp;' is HTML. → write the sign itself: a blank
""",
    ),
    (
        "unclosed-block",
        """\
summary: |
  ```
  closed
  ```
  ```sh
  not closed
discovery_questions:
- "a <b>b</b> <customer> <br>"
- "a\\n<div class=\\"x\\">"
- "<!-- a"
- "`<pre>` ``` x ```"
lead: "<b>"
links: {chat: "<b>"}
""",
        """
example:7:3 '```' is opened and never closed. → write ``` on a line of its own where the code
    ends
example:10:15 '<customer>' is opened and never closed. → write </customer> where it ends, or put
    it in `backticks` to have it shown
example:11:3 '<div class="x">' is opened and never closed. → write </div> where it ends, or put
    it in `backticks` to have it shown
""",
    ),
    (
        "unclosed-block",
        """\
summary: >-
  Build <i> and

  <u>test</u> <i>every
  </i> change <u
  >now
""",
        """
example:3:10 '<u >' is opened and never closed. → write </u> where it ends, or put it in
    `backticks` to have it shown
example:4:9 '<i>' is opened and never closed. → write </i> where it ends, or put it in
    `backticks` to have it shown
""",
    ),
    (
        "mixed-alphabets",
        """\
summary: "P\u0430yments"
discovery_questions: ["\u041f\u043b\u0430\u0442\u0451\u0436", "xa\u0430"]
""",
        """
example:3:10 A Latin word holds '\u0430' (cyrillic small letter a). → type the word anew
example:4:33 A Latin word holds '\u0430' (cyrillic small letter a). → type the word anew
""",
    ),
    (
        "invisible-character",
        """\
summary: "a\u200bb"
discovery_questions: ["a\U000e0001b", "\\u00ad"]
""",
        """
example:3:10 This text holds an invisible sign (zero width space). → type the text anew
example:4:23 This text holds an invisible sign (language tag). → type the text anew
example:4:30 This text holds an invisible sign (soft hyphen). → type the text anew
""",
    ),
    (
        "bidirectional-control",
        """\
summary: "a\u202eb"
""",
        """
example:3:10 This text holds an invisible sign (right-to-left override) that turns it around. →
    type the text anew
""",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_says_this_and_no_more(
    said: Callable[[str, str], str], rule: str, text: str, expected: str
) -> None:
    assert said(text, rule) == expected.strip()
