"""What is wrong with the form of a file: what loading finds, before any rule is asked."""

from __future__ import annotations

from dataclasses import dataclass

from ucops.text.correction import Certainty, Correction
from ucops.text.source import Path, Span

PROBLEM_LIMIT = 100
"""How many problems of one kind of check are listed for one file."""
SUMMED_UP = "more-problems"
"""The rule that the problems which are not listed are reported under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a file, at one place.

    Attributes:
        rule: The name of the rule that it breaks, which has a severity and a page there.
        file: Path relative to the root, with forward slashes.
        message: What is wrong, one sentence for a marketer.
        advice: What to do about it: what was meant, where that can be said, or words.
        path: Where in the data; empty for the whole file.
        span: The place in the text, or None where the whole file or its name is meant.
        on_key: Whether the key is meant rather than its value.
        meant: The path that was probably meant, where the one written is unknown.
        stops: Whether YAML could not read on from here.
        mended: Whether what stands there is in the data all the same, as it was probably meant.
    """

    rule: str
    file: str
    message: str
    advice: str | Correction = ""
    path: Path = ()
    span: Span | None = None
    on_key: bool = False
    meant: Path = ()
    stops: bool = False
    mended: bool = False

    @property
    def hint(self) -> str:
        """What to do, with the corrected line where there is one."""
        return self.advice if isinstance(self.advice, str) else self.advice.hint

    @property
    def correction(self) -> Correction | None:
        """What was meant, where that can be said."""
        return None if isinstance(self.advice, str) else self.advice

    @property
    def is_mended(self) -> bool:
        """Whether mending, without any guess, may put an end to it."""
        surely = self.correction and self.correction.certainty is Certainty.SURE
        return bool(surely) or self.rule == "byte-order-mark"


def rest(file: str) -> Problem:
    """What stands for the problems of a file that are not listed."""
    return Problem(
        rule=SUMMED_UP,
        file=file,
        message="the file has more problems like these",
        advice="mend the ones above first; it may be the wrong file altogether",
    )
