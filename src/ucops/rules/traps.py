"""What YAML reads differently from people: each is caught, none is used silently."""

from __future__ import annotations

from ucops.rules.engine.registry import documented

YES_NO_WORD = documented(
    "yes-no-word",
    "traps",
    "error",
    summary="A word such as no, on or yes where text belongs.",
    why="YAML reads it as true or false, so the text would be lost.",
    wrong="""
        title: On
        problem: Every change waits.
        """,
    right="""
        title: "On"
        problem: Every change waits.
        """,
)
SEXAGESIMAL = documented(
    "sexagesimal",
    "traps",
    "error",
    summary="A time such as 12:30 without quotes.",
    why="YAML reads it as a number of minutes: 12:30 becomes 750.",
    wrong="""
        summary: 12:30
        """,
    right="""
        summary: "12:30"
        """,
)
UNDERSCORE_NUMBER = documented(
    "underscore-number",
    "traps",
    "error",
    summary="A number such as 1_000 where text belongs.",
    why="YAML drops the underscore: 1_000 becomes 1000.",
    wrong="""
        summary: 1_000
        """,
    right="""
        summary: "1_000"
        """,
)
OCTAL_NUMBER = documented(
    "octal-number",
    "traps",
    "error",
    summary="A number with a leading zero without quotes.",
    why="YAML counts it in eights: 0123 becomes 83.",
    wrong="""
        summary: 0123
        """,
    right="""
        summary: "0123"
        """,
)
HEX_NUMBER = documented(
    "hex-number",
    "traps",
    "error",
    summary="A value such as 0x1F without quotes.",
    why="YAML reads it as a number: 0x1F becomes 31.",
    wrong="""
        summary: 0x1F
        """,
    right="""
        summary: "0x1F"
        """,
)
BARE_NUMBER = documented(
    "bare-number",
    "traps",
    "error",
    summary="A number where text belongs, such as the version 1.10.",
    why="YAML drops what a number does not need: 1.10 becomes 1.1.",
    wrong="""
        summary: 1.10
        """,
    right="""
        summary: "1.10"
        """,
)
BARE_DATE = documented(
    "bare-date",
    "traps",
    "error",
    summary="A date where text belongs.",
    why="YAML turns it into a date, and the text as it was written would be lost.",
    wrong="""
        summary: 2026-11-30
        """,
    right="""
        summary: "2026-11-30"
        """,
)
COMMENT_CUT = documented(
    "comment-cut",
    "traps",
    "error",
    summary="A # that cuts the value off.",
    why="YAML takes everything after it for a comment, so a chat channel without quotes is empty.",
    wrong="""
        links:
          chat: #solution_ci
        """,
    right="""
        links:
          chat: "#solution_ci"
        """,
)
