"""Whom a text calls once it is rendered, judged by another way of rendering than the gate's."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stirring import DISGUISES, stirred

from ucops.prose.calls import calls
from ucops.prose.markdown import block, labelled, line
from ucops.prose.neutral import neutralise

GITHUB = "https://github.com"
PIECES = st.sampled_from(
    [*DISGUISES, *"@#&;\\`*_~<>[]()/!|-\n ", "&#", "&#x", "GH", "12", "alice", "](", "href=", "://"]
) | st.text(max_size=3)
TEXTS = st.lists(PIECES, max_size=9).map("".join)


@pytest.mark.parametrize("text", DISGUISES)
def test_a_disguise_is_seen_and_is_off(text: str) -> None:
    assert list(calls(text, GITHUB)) or "//github" in text or "\\-" in text or "\\@" in text
    safe = neutralise(text)
    assert not stirred(safe)
    assert not list(calls(safe, GITHUB))


@pytest.mark.parametrize(
    "text",
    [
        "Read https://github.com/acme/gtm and [the guide](https://example.com/a_b?x=1&amp;y=2#12).",
        "Ask octo@example.com; `@scope/x` and `#12` are code.",
        "| a | b |\n| --- | --- |\n| 5 &lt; 6 | R&D |",
        "# Title\n\n- *one*\n- **two** [three](docs/three.md)\n\n1\\. not a list",
    ],
)
def test_what_harms_nobody_stands_byte_for_byte(text: str) -> None:
    assert neutralise(text) == text


@settings(deadline=None)
@given(TEXTS)
@example("``@&#97;lice`` `")
@example("<x @&#97;lice")
@example("[x]\\(/o/r/issues/1)")
def test_no_text_does_anything_on_github(text: str) -> None:
    for safe in (neutralise(text), str(block(text, GITHUB)), str(labelled(text, GITHUB))):
        assert not stirred(safe), safe
        assert not list(calls(safe, GITHUB)), safe
    assert not stirred(f"- x {line(text, GITHUB, code=False)} y")


@settings(deadline=None)
@given(TEXTS)
def test_a_second_time_changes_nothing(text: str) -> None:
    assert neutralise(neutralise(text)) == neutralise(text)
