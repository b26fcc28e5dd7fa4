from __future__ import annotations

from collections.abc import Callable

import pytest

from ucops.rules.engine.context import written_path
from ucops.rules.engine.finding import Finding

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
