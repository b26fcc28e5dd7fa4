"""What was meant where something is wrong: edits of the text, and what the file says after them.

One object is both shown and made: the hint of a finding is the line that its edits lead to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import yaml

from ucops.text.compose import plain_data
from ucops.text.source import Path, Source, Span

_LINE_END = re.compile(r"\r?\n")
LONG = 100
"""Characters of a corrected line that is shown as a whole: more do not fit on one of a screen."""
_NEVER_ALONE = tuple("&*!|>")
"""Signs that a value starts with of which there is more than the value to see to."""


class Certainty(IntEnum):
    """How sure it is that a correction says what was meant."""

    SHOWN = 0
    """A person has to agree, so it is only shown."""
    LIKELY = 1
    """There is one likely way: `--fix` takes it with `--guess`."""
    SURE = 2
    """It can only have been meant in this way: `--fix` takes it."""


def sure(certain: object) -> Certainty:
    """Sure where something holds, otherwise only shown."""
    return Certainty.SURE if certain else Certainty.SHOWN


class Unsaid:
    """The value of a correction of which nobody can say what the file says after it."""


UNSAID = Unsaid()


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch of a file that is replaced by a text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was meant.

    Attributes:
        edits: What is replaced; the stretches do not overlap.
        line: The corrected line as it is shown.
        path: What in the data changes.
        name: The key in the place of the last one of the path, where that changes; else empty.
        value: What stands there afterwards, as plain data.
        certainty: Whether it is only shown, or made, too.
        before, after: What is said around the line.
        otherwise: What is asked instead where the line does not hold.
    """

    edits: tuple[Edit, ...]
    line: str
    path: Path = ()
    name: str = ""
    value: object = UNSAID
    certainty: Certainty = Certainty.SHOWN
    before: str = "write: "
    after: str = ""
    otherwise: str = ""

    @property
    def hint(self) -> str:
        """What to do, with the line as it should be."""
        return f"{self.before}{self.part}{self.after}"

    @property
    def part(self) -> str:
        """The corrected line; of a long one, what is between the commas around the correction."""
        text = self.edits[0].text if len(self.edits) == 1 else self.line
        at = self.line.find(text)
        if len(self.line) <= LONG or at < 0 or len(text) > LONG // 2:
            return self.line
        start = max(self.line.rfind(sign, 0, at) for sign in ",{[") + 1
        ends = (self.line.find(sign, at + len(text)) for sign in ",}]")
        end = min((one for one in ends if one >= 0), default=len(self.line))
        return f"… {self.line[start:end].strip()} …"


def replacing(  # noqa: PLR0913 - what a correction is made of
    source: Source,
    path: Path,
    text: str,
    *,
    key: bool = False,
    name: str = "",
    value: object = UNSAID,
    certainty: Certainty = Certainty.SHOWN,
    before: str = "write: ",
    after: str = "",
) -> Correction:
    """Another text in the place of a value, or of its key.

    What has an anchor, a tag or several lines is only shown. Unless it is given, what the text says
    is what YAML makes of it alone.
    """
    span = source.locate(path, key=key)
    alone = span.line == span.end_line and not source.raw(path, key=key).startswith(_NEVER_ALONE)
    return Correction(
        edits=(Edit(span, text),),
        line=source.rewritten(path, text, key=key) or text,
        path=path,
        name=name or (str(said(text)) if key else ""),
        value=said(text) if value is UNSAID and not key else value,
        certainty=certainty if alone else Certainty.SHOWN,
        before=before,
        after=after,
    )


def said(text: str) -> object:
    """What a text says as the value of a key; unsaid where YAML cannot read it alone."""
    try:
        return plain_data(text)
    except (yaml.YAMLError, ValueError):
        return UNSAID


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with every stretch replaced; they do not overlap."""
    pieces, at = [], 0
    for start, end, new in sorted((*bounds(text, one.span), one.text) for one in edits):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def apart(text: str, corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections in the order of the text, without those that overlap an earlier one."""
    kept: list[Correction] = []
    reached = 0
    for start, end, one in sorted(
        ((*_stretch(text, one), one) for one in corrections), key=lambda found: found[:2]
    ):
        if not kept or start >= reached:
            kept.append(one)
            reached = end
    return kept


def _stretch(text: str, correction: Correction) -> tuple[int, int]:
    found = [bounds(text, edit.span) for edit in correction.edits]
    return min(start for start, _ in found), max(end for _, end in found)


@lru_cache(maxsize=2)
def line_starts(text: str) -> Sequence[int]:
    """Where every line starts, in code points; LF and CRLF end a line."""
    return [0, *(found.end() for found in _LINE_END.finditer(text))]


def bounds(text: str, span: Span) -> tuple[int, int]:
    """Where a stretch starts and ends, in code points from 0."""
    starts = line_starts(text)
    end = starts[span.end_line - 1] if span.end_line <= len(starts) else len(text)
    return starts[span.line - 1] + span.column - 1, end + span.end_column - 1


def line_start(text: str, index: int) -> int:
    """Where the line of a code point starts."""
    starts = line_starts(text)
    return starts[bisect_right(starts, index) - 1]


def span_of(text: str, start: int, end: int) -> Span:
    """The stretch between two code points."""
    starts = line_starts(text)
    first, last = bisect_right(starts, start), bisect_right(starts, end)
    return Span(first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1)
