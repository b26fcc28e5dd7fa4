"""What is wrong with the form of a file: what loading finds, before any rule is asked."""

from __future__ import annotations

from dataclasses import dataclass

from ucops.text.source import Path, Span

PROBLEM_LIMIT = 100
"""How many problems of one kind of check are listed for one file."""
SUMMED_UP = "more-problems"
"""The rule that the problems which are not listed are reported under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a file, at one place.

    Attributes:
        rule: The name of the rule it breaks, one of those in `rules/engine/form.py`.
        file: Path relative to the root, with forward slashes.
        message: What is wrong, one sentence for a marketer.
        hint: What to do about it, with the corrected line where there is one.
        path: Where in the data; empty for the whole file.
        span: The place in the text, or None where the whole file or its name is meant.
        on_key: Whether the key is meant rather than its value.
        meant: The path that was probably meant, where the one written is unknown.
        mended: Whether what stands there is in the data all the same, as it was probably meant.
    """

    rule: str
    file: str
    message: str
    hint: str = ""
    path: Path = ()
    span: Span | None = None
    on_key: bool = False
    meant: Path = ()
    mended: bool = False


def rest(file: str) -> Problem:
    """What stands for the problems of a file that are not listed."""
    return Problem(
        rule=SUMMED_UP,
        file=file,
        message="the file has more problems like these",
        hint="mend the ones above first; it may be the wrong file altogether",
    )
