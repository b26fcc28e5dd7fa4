"""First use cases from fields that are not software, mended by their messages alone.

A round follows everything that is shown to the letter, and then answers what is asked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.marketer.judge import FILE, HERE, findings, loaded

from ucops.text.correction import apart, applied

FIRST = sorted((HERE / "first").glob("*.yaml"))
MOST = 4
"""Rounds that a person has the patience for."""


def rounds(first: dict[str, Any]) -> list[int]:
    """How many findings there are in each round, until nothing is left or nothing changes."""
    text, counts = first["draft"], []
    while len(counts) <= MOST:
        counts.append(len(findings(loaded(text))))
        after = followed(text, first["answers"])
        if not counts[-1] or after == text:
            break
        text = after
    return counts


def followed(text: str, answers: dict[str, str]) -> str:
    what = loaded(text)
    shown = [one for one in what.problems if one.correction]
    first = [one for one in shown if one.stops] or shown
    kept = apart(what.sources[FILE].text, [one.correction for one in first if one.correction])
    after = applied(what.sources[FILE].text, [edit for one in kept for edit in one.edits])
    after = f"\n{after}"
    for lines, answer in answers.items():
        after = after.replace(f"\n{lines}\n", f"\n{answer}\n")
    return after.removeprefix("\n")


@pytest.mark.parametrize("path", FIRST, ids=lambda path: path.stem)
def test_a_first_use_case_is_mended_by_its_messages(path: Path) -> None:
    """An answer is written only for lines about which something is asked."""
    first = yaml.safe_load(path.read_text())
    counts = rounds(first)
    assert counts[-1] == 0, counts
    assert len(counts) - 1 <= MOST
