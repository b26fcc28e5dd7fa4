"""What should stand in the place of lines with findings, where mending knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from ucops.app.mended_files import mended_files
from ucops.preview.private import UNTOLD
from ucops.reading.mend import Mended
from ucops.rules.engine.finding import Finding

FILES = 20
"""So many files are mended for a pull request: each one takes up to a second."""


def corrections(root: Path, findings: Iterable[Finding]) -> Mapping[tuple[str, int], str]:
    """By file and line, the lines as they should be; nothing is written.

    Args:
        root: The folder that holds `ucops.yaml`.
        findings: What is wrong; whatever is not to be told is not corrected either.
    """
    wanted = {(one.file, one.line) for one in findings if one.message != UNTOLD}
    files = sorted({file for file, _ in wanted})[:FILES]
    found = {
        (file, line): text
        for file, mended in mended_files(root, files, guess=True).items()
        for line, text in _replaced(mended)
    }
    return {place: text for place, text in found.items() if place in wanted}


def _replaced(mended: Mended) -> Iterator[tuple[int, str]]:
    before, after = (
        raw.decode("utf-8", "replace").splitlines() for raw in (mended.before, mended.after)
    )
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "replace":
            for line in range(first, last):
                yield line + 1, "\n".join(after[start:end])
