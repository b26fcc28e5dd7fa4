"""Where the rule draws the line, and what it says there."""

from __future__ import annotations

from collections.abc import Callable


def test_a_quote_that_nothing_opens(said: Callable[[str, str], str]) -> None:
    text = """\
summary: Build and test"
budget: '"Build" and test'
discovery_questions: [What is "done"?, Who says "done", A 27" screen, 'A 27"', The teams' "]
bom: {a: {title: A demo"}, b: {title: '"'}, c: {title: 'A "b" c"'}}
# ucops.yaml
version: 1
title: Use cases"
"""
    assert said(text, "lonely-quote").splitlines() == [
        "ucops:2:8 This text ends with a quote that nothing opens. → delete it",
        "example:3:10 This text ends with a quote that nothing opens. → delete it",
        "example:6:18 This text ends with a quote that nothing opens. → delete it",
    ]
