"""Words that do harm where nobody thought of them, and what must never leave by any way out."""

from __future__ import annotations

import re

from hypothesis import strategies as st

HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What steers a terminal, turns the direction of reading, ends a line, or is half a sign."""
_COMMAND = re.compile(r"^\s*::[a-z-]+|##\[", re.MULTILINE)
"""What a workflow's runner takes for a command."""

WORDS = (
    "\x1b[2J\x1b]0;owned\x07",
    "\u202etxt.exe\u2066",
    "\x9b31m",
    "\x85\u2028\u2029",
    "\r::error::owned",
    "\n::set-output name=x::y\n##[group]",
    "\x00",
    "\ufeff",
    "@octo-friend",
    "closes #1",
    "<!-- ucops:end -->",
    "<!-- ucops:begin (x) -->",
    "<!-- ucops:preview -->",
    "<!-- ucops:run -->",
    "](javascript:alert(1))",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "${{ github.token }}",
    "$(id)`id`;id",
    "=HYPERLINK(1)",
    "`" * 50,
    "|",
    "[[[[",
    "%n%s%0A",
    "\\",
    "[bold]rich[/bold][link=file:///]",
    "### Title\n\nx\n\n### Problem\n\ny",
    "a" * 300,
)
"""Texts, each of which did harm somewhere."""

KEYS = ("ci", "ci/demo", "ci/deck", "other", "ci/none", ".umbrella", "a" * 5000)
WAS = (
    "",
    " was={}",
    ' was={"labels":5,"assignees":{},"closed":[1]}',
    ' was={"lacks":["x"],"denied":{"a":1}}',
    ' was={"board":[1],"milestone":{}}',
    f' was={{"closed":{"9" * 5000}}}',
    f" was={'[' * 20_000}",
    ' was={"title":NaN,"record":Infinity}',
    " was=null",
    " was=\u202e\x1b[2J",
)
FORMS = ("1", "2", "0", "007", "9" * 5000, "\u0661")

markers = st.builds(
    lambda form, key, was: f"<!-- ucops:v{form} key={key}{was} -->",
    st.sampled_from(FORMS),
    st.sampled_from(KEYS),
    st.sampled_from(WAS),
)
"""First lines that claim a key, most of which no version ever wrote."""

_any = st.text(max_size=30)
titles = st.builds("".join, st.lists(st.sampled_from(WORDS) | _any, max_size=3)).map(
    lambda text: " ".join(text.replace("\x00", " ").split())[:256] or "x"
)
"""Titles as GitHub takes them: one line of at most 256 signs, and something in it."""

bodies = st.builds(
    "\n".join, st.lists(markers | st.sampled_from(WORDS) | _any, min_size=1, max_size=6)
)
"""Bodies of whatever kind."""


def harm(text: str) -> list[str]:
    """What a text would do where it is shown."""
    return [*HARMFUL.findall(text), *_COMMAND.findall(text)]
