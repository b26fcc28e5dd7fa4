"""Which findings may be read by everybody, and what is left of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from ucops.preview.private import INSTEAD, UNTOLD, hushed, internal_customers, masked, points_of
from ucops.reading.load import load
from ucops.rules.check import check
from ucops.rules.engine.finding import Finding

CONFIG = "version: 1\npreset: none\ntitle: Cases\n"
CASE = """\
title: Continuous integration
problem: Builds are slow.
status: active
tier: 1
"""


def found(root: Path, text: str) -> tuple[tuple[Finding, ...], str]:
    """What is found in a use case, as everybody may see it, and all of it as one text."""
    (root / "usecases").mkdir()
    (root / "ucops.yaml").write_text(CONFIG)
    (root / "usecases" / "ci.yaml").write_text(CASE + text)
    loaded = load(root)
    texts = {name: source.text for name, source in loaded.sources.items()}
    seen = hushed(check(loaded), points_of((loaded.catalog,)), texts)
    return seen, "\n".join(f"{one.message} {one.hint}" for one in seen)


@pytest.mark.parametrize(
    "point",
    [
        '  - customer: "Example Bank\n    result: Half\n',
        "  - customer Example Bank\n    result: Half\n",
        "  - {customer: Example Bank, result: Half\n",
        "  - customer: [Example Bank]\n    result: Half\n",
        "  - customer: Example Bank: the first\n    result: Half\n",
        "  - custmer: Example Bank\n    result: Half\n",
        "  - customer: Example Bank\n    result:Half\n",
    ],
)
@pytest.mark.parametrize("head", ["proof_points:\n", "proof_pionts:\n", "proof_points\n"])
def test_a_line_that_cannot_be_read_names_nobody(tmp_path: Path, head: str, point: str) -> None:
    seen, text = found(tmp_path, head + point)
    assert any(one.severity == "error" for one in seen)
    assert "Example" not in text
    assert "Bank" not in text


def test_a_public_customer_is_named_and_the_others_are_not(tmp_path: Path) -> None:
    points = """\
proof_points:
  - {customer: Example Bank, result: tbd, public: false}
  - {customer: Open Shop, result: tbd, public: true}
"""
    _, text = found(tmp_path, points)
    assert "Open Shop" in text
    assert "Example Bank" not in text
    assert INSTEAD in text


def test_whatever_the_letter_case(tmp_path: Path) -> None:
    text = "summary: For EXAMPLE BANK and others, for @alice\nproof_points:\n"
    _, said = found(tmp_path, f"{text}  - {{customer: Example Bank, result: Half}}\n")
    assert "EXAMPLE BANK" not in said


def test_what_stands_elsewhere_is_told_as_ever(tmp_path: Path) -> None:
    seen, text = found(tmp_path, "sumary: In short\nteam: {pmm: octo-pmm}\n")
    assert "did you mean 'summary'?" in text
    assert UNTOLD not in {one.message for one in seen}


def test_an_excerpt_shows_neither_names_nor_proof_points() -> None:
    text = CASE + "summary: For Example Bank\nproof_points:\n  - customer Example Bank\nlinks: {}\n"
    shown = masked(text, {"Example Bank"})
    assert shown.count("\n") == text.count("\n")
    assert "Example Bank" not in shown
    assert shown.endswith(f"summary: For {INSTEAD}\n…\n…\nlinks: {{}}\n")


@pytest.mark.parametrize(
    "text",
    [
        "  - customer: Example Bank\n",
        "  - customer Example Bank\n",
        "  - {customer: 'Example Bank', result: Half\n",
        '  - "customer": "Example Bank\n',
    ],
)
def test_a_name_is_known_from_a_text_that_nothing_can_read(text: str) -> None:
    assert internal_customers((), [text]) == {"Example Bank"}


def test_prose_about_customers_names_none() -> None:
    text = "bom:\n  story: {title: Goldman customer story}\nproblem: A customer waits\n"
    assert internal_customers((), [text]) == frozenset()
