"""Files and their bytes: what stands in the way of reading them at all."""

from __future__ import annotations

from ucops.rules.engine.registry import documented

FILE_NAME = documented(
    "file-name",
    "syntax",
    "error",
    summary="A use-case file whose name is not a key, or does not end in .yaml.",
    why="The file's name is the use case's key, and a file that is not read is missing everywhere.",
    wrong="""
        # usecases/Continuous Integration.yml
        """,
    right="""
        # usecases/continuous-integration.yaml
        """,
)
DUPLICATE_ID = documented(
    "duplicate-id",
    "syntax",
    "error",
    summary="Two files with one name, or with names that differ only in letter case.",
    why="The name is the use case's key; two files cannot share one, and some disks hold only one.",
    wrong="""
        # usecases/ci.yaml
        # usecases/tier-1/ci.yaml
        title: Builds
        problem: Builds take too long.
        """,
    right="""
        # usecases/ci.yaml
        # usecases/tier-1/builds.yaml
        title: Builds
        problem: Builds take too long.
        """,
)
SYMLINK = documented(
    "symlink",
    "syntax",
    "error",
    summary="A symbolic link that leads out of the repository, or to a folder.",
    why="What lies outside is not reviewed with the rest, and differs from machine to machine.",
    wrong="""
        # usecases/ci.yaml -> ../../elsewhere/ci.yaml
        """,
    right="""
        # usecases/ci.yaml
        title: Continuous integration
        problem: Every change waits for a build by hand.
        """,
)
UNREADABLE_FILE = documented(
    "unreadable-file",
    "syntax",
    "error",
    summary="A file that cannot be opened.",
    why="What cannot be read cannot be checked, and would be missing in every report.",
    wrong="""
        # usecases/ci.yaml -> ci.yaml
        """,
    right="""
        # usecases/ci.yaml
        title: Continuous integration
        problem: Every change waits for a build by hand.
        """,
)
FILE_TOO_LARGE = documented(
    "file-too-large",
    "syntax",
    "error",
    summary="A file that is far larger than a use case can be.",
    why="Such a file is there by mistake, and reading it would hold everything up.",
    wrong="""
        # usecases/ci.yaml holds a picture of eleven megabytes
        """,
    right="""
        # usecases/ci.yaml
        title: Continuous integration
        problem: Every change waits for a build by hand.
        """,
)
NOT_UTF_8 = documented(
    "not-utf-8",
    "syntax",
    "error",
    summary="A file that is not saved as UTF-8.",
    why="Letters such as é or – would be read as something else.",
    wrong="""
        # saved as Windows-1252
        title: Café build
        problem: Every change waits.
        """,
    right="""
        # saved as UTF-8
        title: Café build
        problem: Every change waits.
        """,
)
BYTE_ORDER_MARK = documented(
    "byte-order-mark",
    "syntax",
    "info",
    summary="A file that starts with an invisible mark.",
    why="Some editors add it; it is harmless here, but confuses other tools.",
    wrong="""
        \ufefftitle: Continuous integration
        problem: Every change waits for a build by hand.
        """,
    right="""
        """,
)
CONTROL_CHARACTER = documented(
    "control-character",
    "syntax",
    "error",
    summary="A character that nobody can see or type.",
    why="It usually comes with a copied text and breaks whatever shows it.",
    wrong="""
        title: "Continuous\\x07 integration"
        problem: Every change waits.
        summary: "Build \x07 and test."
        """,
    right="""
        title: Continuous integration
        problem: Every change waits.
        summary: "Build and test."
        """,
)
MORE_PROBLEMS = documented(
    "more-problems",
    "syntax",
    "error",
    summary="A file with more problems than are worth listing.",
    why="After a hundred the rest is summed up; usually the wrong file was saved under that name.",
    wrong="team:\n" + "".join(f"  pmm-{number}: [{{}}]\n" for number in range(101)),
    right="""
        team:
          pmm: octo-pmm
        """,
)
