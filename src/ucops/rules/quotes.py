"""Quotes and brackets that do not fit together."""

from __future__ import annotations

import re

from ucops.rules.engine.context import Context
from ucops.rules.engine.prose import texts
from ucops.rules.engine.registry import Hit, Hits, catalog_rule, documented

_LONELY = re.compile(r'[^"]*[^"\d\s]"\s*')
"""One straight quote, at the end; behind a number it stands for inches."""

UNCLOSED_QUOTE = documented(
    "unclosed-quote",
    "syntax",
    "error",
    summary="A quote that is opened and never closed.",
    why="Everything after it would belong to the text.",
    wrong="""
        summary: "Build and test
        """,
    right="""
        summary: "Build and test"
        """,
)
QUOTE_IN_TEXT = documented(
    "quote-in-text",
    "syntax",
    "error",
    summary="Text that goes on after its closing quote.",
    why="The closing quote ends the value, so the rest has no place.",
    wrong="""
        summary: "Build" and test
        """,
    right="""
        summary: '"Build" and test'
        """,
)
UNCLOSED_BRACKET = documented(
    "unclosed-bracket",
    "syntax",
    "error",
    summary="A bracket that is opened and never closed, or closed and never opened.",
    why="Nobody can say where the list ends, and what stands behind it.",
    wrong="""
        discovery_questions: [How long does a build take?
        """,
    right="""
        discovery_questions: [How long does a build take?]
        """,
)
BACKSLASH = documented(
    "backslash",
    "syntax",
    "error",
    summary="A backslash in double quotes that stands for nothing.",
    why="In double quotes a backslash starts a special character; in single quotes it is itself.",
    wrong="""
        summary: "Builds in C:\\Users"
        """,
    right="""
        summary: 'Builds in C:\\Users'
        """,
)


@catalog_rule(
    "form",
    "warning",
    summary="A quote at the end of a text that nothing opens.",
    why="It is left over from quotes around the text, and stands in every title and issue.",
    wrong="""
        summary: Build and test every change"
        """,
    right="""
        summary: "Build and test every change"
        """,
)
def lonely_quote(context: Context) -> Hits:
    """Look at every text."""
    for file, source in context.loaded.sources.items():
        for path, text in texts(source) if '"' in source.text else ():
            if _LONELY.fullmatch(text):
                message = "This text ends with a quote that nothing opens."
                yield Hit(message, path, "delete it", file=file)
