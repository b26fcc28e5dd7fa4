"""The law: every correction is true, every finding has a way out, one slip is one finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.marketer.judge import HERE, Case, case, cases, judged

CASES = cases()
ENOUGH = 250


def test_there_are_enough_mistakes() -> None:
    assert len(CASES) >= ENOUGH


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_a_mistake_is_found_told_truly_told_once_and_mended_or_explained(one: Case) -> None:
    verdict = judged(one)
    assert verdict.found, verdict.why
    assert verdict.true, verdict.why
    assert verdict.once, verdict.why
    assert verdict.mended, verdict.why


def test_every_case_says_either_what_is_meant_or_what_is_asked() -> None:
    paths: list[Path] = sorted((HERE / "cases").rglob("*.yaml"))
    assert all((case(path).meant is None) == bool(case(path).asks) for path in paths)
