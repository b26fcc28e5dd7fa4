from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.rules.engine.finding import Finding

BOM = "# ucops.yaml\nversion: 1\npreset: none\nbom: {standard: {title: Standard item}}\n"
TITLE = f"title: {'T' * 246}\nproblem: P\n"


@pytest.mark.parametrize(
    ("bom", "path", "place"),
    [
        ("", "bom", (1, 1)),
        ("bom: {standard: {due: 2026-12-01}}\n", "bom.standard", (3, 17)),
        ("bom: {standard: {title: Standard title}}\n", "bom.standard.title", (3, 25)),
    ],
)
def test_what_is_wrong_with_an_item_is_shown_where_the_file_speaks_of_it(
    found: Callable[[str], tuple[Finding, ...]], bom: str, path: str, place: tuple[int, int]
) -> None:
    (one,) = (hit for hit in found(f"{TITLE}{bom}{BOM}") if hit.rule == "title-too-long")
    assert (one.path, (one.line, one.column)) == (path, place)


NEEDS = "bom: {x: {title: X, depends_on: [other/a]}}\n# usecases/other.yaml\n"
MANY_ERRORS = "".join(["market_requirements:\n", *(f"  r{number}: x\n" for number in range(101))])
"""More than are listed, so that nothing is said of the lines below them."""


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        (
            "team: {pmm: octo-a}\n# ucops.yaml\nversion: 1\nroles: {pmm: null}\n",
            "unknown-role",
            True,
        ),
        ("team: {pmm: octo-a}\n# ucops.yaml\nversion: 1\nroles: {pmm: {\n", "unknown-role", False),
        (f"{NEEDS}- title: A\n", "unknown-dependency", False),
        (f"{NEEDS}title: A\nproblem: [\n", "unknown-dependency", False),
        (f"{NEEDS}title: A\nproblem: P\nbom: {{a: x}}\n", "unknown-dependency", False),
        (f"{NEEDS}title: A\nproblem: P\n{MANY_ERRORS}bom: x\n", "unknown-dependency", False),
        (f"{NEEDS}title: A\nproblem: P\nbom: {{b: x}}\n", "unknown-dependency", True),
        (f"{NEEDS}title: A\nproblem: P\n", "unknown-dependency", True),
    ],
)
def test_a_name_is_unknown_only_where_the_whole_section_could_be_read(
    found: Callable[[str], tuple[Finding, ...]], text: str, rule: str, said: bool
) -> None:
    assert (rule in {finding.rule for finding in found(text)}) == said
