"""Which findings are new, stay or are resolved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from preview_data import CI, loaded, with_

from ucops.preview.findings import compare
from ucops.preview.private import internal_customers, points_of, without
from ucops.rules.engine.finding import Finding


def finding(**facts: Any) -> Finding:
    known = {"rule": "no-date", "severity": "warning", "message": "no date", "file": "a.yaml"}
    place = {"line": 1, "column": 1, "end_line": 1, "end_column": 2}
    return Finding(**{**known, **place, **facts})


ONE = finding()


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ([], [ONE], (1, 0, 0)),
        ([ONE], [], (0, 0, 1)),
        ([ONE], [ONE], (0, 1, 0)),
        ([ONE], [ONE, ONE], (1, 1, 0)),
        ([ONE], [finding(line=9)], (0, 1, 0)),
        ([ONE], [finding(path="bom")], (1, 0, 1)),
        ([finding(message="already on line 3")], [finding(message="already on line 4")], (0, 1, 0)),
        ([finding(severity="info")], [ONE], (1, 0, 0)),
        ([ONE], [finding(severity="info")], (0, 1, 0)),
        ([finding(file="old.yaml")], [finding(file="new.yaml")], (0, 1, 0)),
        ([finding(file="b.yaml")], [finding(file="b.yaml")], (0, 0, 0)),
        (
            [finding(file="b.yaml", severity="error")],
            [finding(file="b.yaml", severity="error")],
            (0, 1, 0),
        ),
        ([ONE], [finding(rule="syntax", severity="error")], (1, 0, 0)),
        ([ONE], [finding(file="b.yaml", severity="error")], (1, 0, 1)),
        (
            [finding(file="old.yaml")],
            [finding(file="new.yaml", path="x", severity="error")],
            (1, 0, 0),
        ),
    ],
)
def test_findings_are_told_apart(
    before: list[Finding], after: list[Finding], counts: tuple[int, int, int]
) -> None:
    found = compare(before, after, {"new.yaml": "old.yaml"}, {"a.yaml", "new.yaml"})
    assert (len(found.new), len(found.standing), len(found.resolved)) == counts


def test_errors_come_first() -> None:
    levels = ["info", "error", "warning"]
    found = compare([], [finding(severity=level) for level in levels], {}, ())
    assert [one.severity for one in found.new] == ["error", "warning", "info"]


def test_customers_that_are_not_public_are_not_named(tmp_path: Path) -> None:
    catalogs = [loaded(tmp_path / "gtm").catalog]
    names = internal_customers(points_of(catalogs))
    assert names == {"Example Bank"}
    said = [finding(message="Example Bank has no result", hint="Example Banks"), ONE]
    hidden = without(names, said)
    assert [one.message for one in hidden] == ["a customer has no result", "no date"]
    assert hidden[0].hint == "Example Banks"
    public = loaded(tmp_path / "b" / "gtm", ci=with_(CI, "public: false", "public: true")).catalog
    assert not internal_customers(points_of([*catalogs, public]))
    assert without((), said) == tuple(said)
