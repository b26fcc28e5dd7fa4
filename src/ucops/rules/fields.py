"""Keys and values of the wrong form."""

from __future__ import annotations

from ucops.rules.engine.registry import documented

UNKNOWN_KEY = documented(
    "unknown-key",
    "form",
    "error",
    summary="A key that ucops does not know.",
    why="What stands under a misspelt key would be ignored, so it is refused instead.",
    wrong="""
        tiers: 1
        """,
    right="""
        tier: 1
        """,
)
MISSING_TITLE = documented(
    "missing-title",
    "form",
    "error",
    summary="A use case without a title.",
    why="Nothing could be called by its name on GitHub or in the roadmap.",
    wrong="""
        problem: Every change waits.
        """,
    right="""
        title: Continuous integration
        problem: Every change waits.
        """,
)
MISSING_PROBLEM = documented(
    "missing-problem",
    "form",
    "error",
    summary="A use case without a problem.",
    why="The customer's problem is what a use case is about.",
    wrong="""
        title: Continuous integration
        """,
    right="""
        title: Continuous integration
        problem: Every change waits.
        """,
)
MISSING_FIELD = documented(
    "missing-field",
    "form",
    "error",
    summary="An entry without a field that it needs.",
    why="Without that field the entry says nothing.",
    wrong="""
        market_requirements:
          build-automation: {description: Builds by itself.}
        """,
    right="""
        market_requirements:
          build-automation: {title: Build automation, description: Builds by itself.}
        """,
)
EMPTY_VALUE = documented(
    "empty-value",
    "form",
    "error",
    summary="A key without a value.",
    why="Nobody can tell whether the value was forgotten; leave the key out instead.",
    wrong="""
        personas:
        """,
    right="""
        """,
)
WRONG_TYPE = documented(
    "wrong-type",
    "form",
    "error",
    summary="A value of the wrong kind.",
    why="The value cannot be used for what its key means.",
    wrong="""
        message_house: {short: [fast, safe]}
        """,
    right="""
        message_house: {short: Fast and safe.}
        """,
)
UNKNOWN_VALUE = documented(
    "unknown-value",
    "form",
    "error",
    summary="A value that is not one of those allowed.",
    why="Only the values in the list have a meaning.",
    wrong="""
        status: actve
        """,
    right="""
        status: active
        """,
)
OUT_OF_RANGE = documented(
    "out-of-range",
    "form",
    "error",
    summary="A number that is too small or too large.",
    why="No such number can be meant there.",
    wrong="""
        issue: 0
        """,
    right="""
        issue: 42
        """,
)
BAD_PATTERN = documented(
    "bad-pattern",
    "form",
    "error",
    summary="A value that is not written in the expected way.",
    why="It could not be found by that name.",
    wrong="""
        # ucops.yaml
        version: 1
        github: {repository: gtm}
        """,
    right="""
        # ucops.yaml
        version: 1
        github: {repository: acme/gtm}
        """,
)
PATH_OUTSIDE = documented(
    "path-outside",
    "form",
    "error",
    summary="A path that leads out of the repository.",
    why="ucops reads and writes below the folder of ucops.yaml only.",
    wrong="""
        # ucops.yaml
        version: 1
        paths: {report: ../ROADMAP.md}
        """,
    right="""
        # ucops.yaml
        version: 1
        paths: {report: ROADMAP.md}
        """,
)
LIST_EXPECTED = documented(
    "list-expected",
    "form",
    "error",
    summary="One value where a list belongs.",
    why="A list may hold one thing, but it has to be written as a list.",
    wrong="""
        discovery_questions: How long does a build take?
        """,
    right="""
        discovery_questions: [How long does a build take?]
        """,
)
MAPPING_EXPECTED = documented(
    "mapping-expected",
    "form",
    "error",
    summary="Something else where `key: value` lines belong.",
    why="Each entry needs its key, which is its identity.",
    wrong="""
        team: octo-pmm
        """,
    right="""
        team: {pmm: octo-pmm}
        """,
)
