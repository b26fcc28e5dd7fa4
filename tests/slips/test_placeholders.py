from __future__ import annotations

from collections.abc import Callable

import pytest

Body = Callable[..., str]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("links: {a: TBD, b: 'URL tbd', c: NA}\n", "links: {a: tbd, b: 'tbd', c: n/a}\n"),
        ("team: {pmm: Tbd, tmm: [TBD]}\n", "team: {pmm: tbd, tmm: [tbd]}\n"),
        ("bom: {a: {due: TBD, owner: N/A}}\n", "bom: {a: {due: tbd, owner: n/a}}\n"),
        ("bom: {a: {title: TBD}}\n",) * 2,
        ("analysts:\n  - {url: Placeholder} # c\n", "analysts:\n  - {url: tbd} # c\n"),
        ("summary: TBD\nteam: {pmm: '?', tmm: '-'}\nlinks: {a: coming soon, b: '', c:}\n",) * 2,
        ("links: {a: &a TBD, b: *a}\n",) * 2,
        ("links:\n  a: |\n    TBD\n",) * 2,
        ("links: TBD\nbom: [TBD]\n",) * 2,
    ],
)
def test_placeholders_have_one_spelling(body: Body, before: str, after: str) -> None:
    assert body(before) == after
    assert body(before, style=False) == before
