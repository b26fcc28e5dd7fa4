from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.rules.engine.context import written_path
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


HEAD = "title: Continuous integration\nproblem: Every change waits for a build by hand.\n"


@pytest.mark.parametrize(
    ("path", "model", "data", "wrong", "expected"),
    [
        ((0,), ("b",), ["A B", "b"], [(0,)], (1,)),
        ((1,), ("a", "c"), ["a", "B B", "c"], [(1,)], (2,)),
        ((0,), ("a",), ["a", "B B"], [(1,)], (0,)),
        ((0, "x"), ({"x": 1},), [{}, {"x": 1}], [(0, "x")], (1, "x")),
        ((0,), ({"x": 1},), [{"x": 1, "y": 2}, "no"], [(0, "y"), (1,)], (0,)),
        (("a", "b"), {"a": {"b": 1}}, {"a": {"b": 1}}, [("a",)], ("a", "b")),
        (("gone", 0), {}, {}, [("other",)], ("gone", 0)),
        ((1,), ("a", "b"), ["a", "b"], [(0, "x")], (1,)),
        (
            (0, "tags", 1),
            ({"tags": ("b", "c")},),
            [{"tags": ["A A", "b", "c"]}],
            [(0, "tags", 0)],
            (0, "tags", 2),
        ),
        (
            ("a", 1, "tags", 0),
            {"a": ({}, {"tags": ("b",)})},
            {"a": [{}, 3, {"tags": ["A A", "b"]}]},
            [("a", 1), ("a", 2, "tags", 0)],
            ("a", 2, "tags", 1),
        ),
        ((2, "x"), {}, ["a", "b"], [], (2, "x")),
        (("a", 1), {"a": ("x", "y")}, {"a": ["x", "y"]}, [("a",)], ("a", 1)),
        (("a", 0), {"a": ("x", "y")}, {"a": ["x", "y", "Z Z"]}, [("b", 0), ("a", 2)], ("a", 0)),
        (("a", "x"), {}, {"a": ["x"]}, [], ("a", "x")),
        ((0,), ("x",), None, [], (0,)),
    ],
)
def test_left_out_entries_do_not_move_a_place(
    path: tuple[str | int, ...],
    model: object,
    data: object,
    wrong: list[tuple[str | int, ...]],
    expected: object,
) -> None:
    assert written_path(path, model, data, tuple(wrong)) == expected


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("personas:\n  - BAD ONE\n  - zzz\n", "unknown-persona", 5),
        ("proof_points:\n  - {result: x}\n  - {customer: C, segment: zzz}\n", "unknown-segment", 5),
        ("previously:\n  - A B\n  - other\n", "former-key-exists", 5),
        ("segments:\n  - smb\n  – zzz\n  - BAD ONE\n", "unknown-segment", 5),
        (
            "bom:\n  a:\n    title: A\n    depends_on:\n      - 3\n      - zzz\n",
            "unknown-dependency",
            8,
        ),
        (
            "bom:\n  a:\n    title: A\n    depends_on:\n      - 3\n      - a\n",
            "dependency-cycle",
            8,
        ),
    ],
)
def test_a_finding_behind_a_wrong_entry_points_at_its_own(
    found: Callable[[object], tuple[Finding, ...]], text: str, rule: str, line: int
) -> None:
    findings = found({"usecases/a.yaml": HEAD + text, "usecases/other.yaml": HEAD})
    assert [finding.line for finding in findings if finding.rule == rule] == [line]
