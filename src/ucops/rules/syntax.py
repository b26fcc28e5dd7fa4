"""YAML that cannot be read, or not as it was meant."""

from __future__ import annotations

from ucops.rules.engine.registry import documented

TAB = documented(
    "tab",
    "syntax",
    "error",
    summary="A tab where spaces belong.",
    why="A tab has no fixed width, so the file cannot say what belongs to what.",
    wrong="""
        team:
        \tpmm: octo-pmm
        """,
    right="""
        team:
          pmm: octo-pmm
        """,
)
BAD_INDENTATION = documented(
    "bad-indentation",
    "syntax",
    "error",
    summary="A line that starts at a column where nothing can start.",
    why="The spaces in front of a line say what it belongs to.",
    wrong="""
        team:
          pmm: octo-pmm
         tmm: octo-tmm
        """,
    right="""
        team:
          pmm: octo-pmm
          tmm: octo-tmm
        """,
)
LIST_MARK = documented(
    "list-mark",
    "syntax",
    "error",
    summary="An entry of a list that starts with a long dash or a bullet.",
    why="Word and mail programs turn hyphens into such signs; YAML then takes the line for text.",
    wrong="""
        discovery_questions:
          - How long does a release take?
          – Who waits for it?
        """,
    right="""
        discovery_questions:
          - How long does a release take?
          - Who waits for it?
        """,
)
JOINED_LINES = documented(
    "joined-lines",
    "syntax",
    "warning",
    summary="Lines that look like entries of a list, but are joined to one text.",
    why="YAML makes one line of the lines below >, and of an entry and the lines without a dash.",
    wrong="""
        title: Continuous integration
        problem: >
          Today our customers:
          - start builds by hand
          - wait for them for days
        """,
    right="""
        title: Continuous integration
        problem: |
          Today our customers:
          - start builds by hand
          - wait for them for days
        """,
)
MERGE_CONFLICT = documented(
    "merge-conflict",
    "syntax",
    "error",
    summary="Two versions of the same lines, left in when changes were merged.",
    why="Somebody has to decide which of the two is right.",
    wrong="""
        <<<<<<< HEAD
        tier: 1
        =======
        tier: 2
        >>>>>>> new-tier
        """,
    right="""
        tier: 2
        """,
)
SYNTAX = documented(
    "syntax",
    "syntax",
    "error",
    summary="Something that cannot be read as YAML.",
    why="Nothing after that place can be read either.",
    wrong="""
        personas: }
        """,
    right="""
        discovery_questions: [How long does a release take?]
        """,
)
SPECIAL_CHARACTER = documented(
    "special-character",
    "syntax",
    "error",
    summary="A value that starts with a character that means something to YAML.",
    why="Characters such as ` and % start something else than a text.",
    wrong="""
        summary: 30 % of builds
        discovery_questions: [%CPU of the build server?]
        """,
    right="""
        summary: 30 % of builds
        discovery_questions: ["%CPU of the build server?"]
        """,
)
AT_SIGN = documented(
    "at-sign",
    "syntax",
    "error",
    summary="A value that starts with @ and has no quotes.",
    why="YAML keeps that sign for itself and stops reading.",
    wrong="""
        team:
          pmm: @octo-pmm
        """,
    right="""
        team:
          pmm: octo-pmm
        """,
)
COLON_IN_TEXT = documented(
    "colon-in-text",
    "syntax",
    "error",
    summary="A colon inside a text without quotes.",
    why="A colon and a space start a new key, so the text ends too early.",
    wrong="""
        title: Builds: faster
        problem: Every change waits.
        """,
    right="""
        title: "Builds: faster"
        problem: Every change waits.
        """,
)
MISSING_COLON = documented(
    "missing-colon",
    "syntax",
    "error",
    summary="A key without its colon.",
    why="The colon is what makes a key of a word; without it the line says nothing.",
    wrong="""
        title: Continuous integration
        problem Every change waits.
        """,
    right="""
        title: Continuous integration
        problem: Every change waits.
        """,
)
MISSING_SPACE = documented(
    "missing-space",
    "syntax",
    "error",
    summary="No space after the colon of a key.",
    why="Without the space, key and value are one word.",
    wrong="""
        title: Continuous integration
        problem:Every change waits.
        """,
    right="""
        title: Continuous integration
        problem: Every change waits.
        """,
)
EMPTY_FILE = documented(
    "empty-file",
    "syntax",
    "error",
    summary="A file without any content.",
    why="An empty file is a use case that says nothing; it needs a title and a problem.",
    wrong="# usecases/ci.yaml\n",
    right="""
        # usecases/ci.yaml
        title: Continuous integration
        problem: Every change waits for a build by hand.
        """,
)
SEVERAL_DOCUMENTS = documented(
    "several-documents",
    "syntax",
    "error",
    summary="A line of three dashes that starts a second document.",
    why="One file is one use case; what follows the dashes would be lost.",
    wrong="""
        title: Continuous integration
        problem: Every change waits for a build by hand.
        ---
        title: Another
        problem: Another one.
        """,
    right="""
        title: Continuous integration
        problem: Every change waits for a build by hand.
        """,
)
NOT_A_MAPPING = documented(
    "not-a-mapping",
    "syntax",
    "error",
    summary="A file that is a list or a text.",
    why="A use case is lines of the form `key: value`.",
    wrong="""
        - title: Continuous integration
        - problem: Every change waits.
        """,
    right="""
        title: Continuous integration
        problem: Every change waits.
        """,
)
DUPLICATE_KEY = documented(
    "duplicate-key",
    "syntax",
    "error",
    summary="A key that is written twice.",
    why="The second one would silently replace the first.",
    wrong="""
        team: {pmm: octo-pmm}
        team: {tmm: octo-tmm}
        """,
    right="""
        team: {pmm: octo-pmm, tmm: octo-tmm}
        """,
)
UNUSABLE_KEY = documented(
    "unusable-key",
    "syntax",
    "error",
    summary="A key that is not a plain word.",
    why="Keys are names; a list, a date or a true/false is none.",
    wrong="""
        team:
          [pmm, tmm]: octo-pmm
        """,
    right="""
        team:
          pmm: octo-pmm
          tmm: octo-pmm
        """,
)
BAD_MERGE = documented(
    "bad-merge",
    "syntax",
    "error",
    summary="A merge key `<<` that does not point at `key: value` lines.",
    why="There is nothing that could be merged.",
    wrong="""
        team:
          <<: octo-pmm
        """,
    right="""
        team:
          pmm: octo-pmm
        """,
)
BAD_ALIAS = documented(
    "bad-alias",
    "syntax",
    "error",
    summary="An alias `*name` that leads nowhere, to itself, or to far too much.",
    why="What it stands for cannot be filled in.",
    wrong="""
        team:
          pmm: *lead
        """,
    right="""
        team:
          pmm: &lead octo-pmm
          tmm: *lead
        """,
)
UNUSED_ANCHOR = documented(
    "unused-anchor",
    "syntax",
    "error",
    summary="A text that starts with & and has no quotes.",
    why="YAML takes the word behind the & for a name and leaves it out of the text.",
    wrong="""
        summary: &fast builds for everybody
        """,
    right="""
        summary: "&fast builds for everybody"
        """,
)
TOO_DEEP = documented(
    "too-deep",
    "syntax",
    "error",
    summary="Values inside values inside values, far too many times.",
    why="No field is nested like that; the file was made by mistake.",
    wrong="personas: " + "[" * 200 + "]" * 200,
    right="""
        discovery_questions: [How long does a release take?]
        """,
)
TAG = documented(
    "tag",
    "syntax",
    "error",
    summary="A value that carries a tag such as `!!python/object`.",
    why="Tags make programs out of data; nothing in a use case needs one.",
    wrong="""
        summary: !!binary aGVsbG8=
        """,
    right="""
        summary: hello
        """,
)
