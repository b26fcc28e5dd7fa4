"""What should stand in the place of lines with findings, where mending knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from ucops.app.mended_files import mended_files
from ucops.pages.preview.review import Correction
from ucops.preview.private import UNTOLD
from ucops.reading.mend import Mended
from ucops.rules.engine.finding import Finding

FILES = 20
"""So many files are mended for a pull request: each one takes up to a second."""


def corrections(root: Path, findings: Iterable[Finding]) -> tuple[Correction, ...]:
    """The lines with findings as they should be; nothing is written.

    Args:
        root: The folder that holds `ucops.yaml`.
        findings: What is wrong; whatever is not to be told is not corrected either.
    """
    wanted = {(one.file, one.line) for one in findings if one.message != UNTOLD}
    files = sorted({file for file, _ in wanted})[:FILES]
    found = (
        correction
        for file, mended in mended_files(root, files, guess=True).items()
        for correction in _replaced(file, mended)
    )
    return tuple(one for one in found if any((one.file, line) in wanted for line in one.lines))


def _replaced(file: str, mended: Mended) -> Iterator[Correction]:
    before, after = (
        raw.decode("utf-8", "replace").splitlines() for raw in (mended.before, mended.after)
    )
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "replace":
            was, now = ("\n".join(lines) for lines in (before[first:last], after[start:end]))
            yield Correction(file, first + 1, last, was, now)
