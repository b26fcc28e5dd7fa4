"""Quotes and brackets that do not fit together."""

from __future__ import annotations

from ucops.rules.registry import documented

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
