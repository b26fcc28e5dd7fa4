from __future__ import annotations

from collections.abc import Callable

import pytest

Body = Callable[..., str]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("links: {a: TBD, b: 'URL tbd', c: NA, d: N/A}\n", "links: {a: tbd, b: 'tbd', c: n/a, d: n/a}\n"),
        ("team: {pmm: Tbd, tmm: [TBD]}\n", "team: {pmm: tbd, tmm: [tbd]}\n"),
        ("bom: {a: {due: TBD, owner: TBD, title: TBD}}\n", "bom: {a: {due: tbd, owner: tbd, title: TBD}}\n"),
        ("proof_points:\n  - {customer: X, url: Placeholder} # c\n", "proof_points:\n  - {customer: X, url: tbd} # c\n"),
        ("summary: TBD\nteam: {pmm: '?', tmm: '-'}\nlinks: {a: coming soon, b: '', c:}\n",) * 2,
        ("links: {a: &a TBD, b: *a}\n",) * 2,
        ("links:\n  a: |\n    TBD\n",) * 2,
        ("links: TBD\nbom: [TBD]\n",) * 2,
    ],
)  # fmt: skip
def test_placeholders_have_one_spelling(body: Body, before: str, after: str) -> None:
    assert body(before) == after
    assert body(before, style=False) == before


FEEDBACK = """feedback:
  - {date: 2026-02-01, from: a, text: b} # first
  - date: 2026-01-01   # second
    from: c
    text: >
      d # no comment

      e

  # about the third
  - {date: 2026-03-01, from: e, text: f}
# the end
bom: {}
"""
SORTED = """feedback:
  - date: 2026-01-01   # second
    from: c
    text: >
      d # no comment

      e
  - {date: 2026-02-01, from: a, text: b} # first

  # about the third
  - {date: 2026-03-01, from: e, text: f}
# the end
bom: {}
"""
VALUES = "measures:\n  a:\n    title: X\n    values:\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "measures: {a: {title: X, values: {2026-03-01: 1, 2026-01-01: 2, 2026-02-01: 3}}}\n",
            "measures: {a: {title: X, values: {2026-01-01: 2, 2026-02-01: 3, 2026-03-01: 1}}}\n",
        ),
        (
            f"{VALUES}      2026-01-02: 1 # a\n      2026-01-03: 2\n      # b\n      2026-01-01: 3\n",
            f"{VALUES}      # b\n      2026-01-01: 3\n      2026-01-02: 1 # a\n      2026-01-03: 2\n",
        ),
        (
            "feedback: [{date: 2026-01-02, from: a, text: b}, {date: 2026-01-03, from: a, text: c}, "
            "{date: 2026-01-01, from: a, text: d}]\n",
            "feedback: [{date: 2026-01-01, from: a, text: d}, {date: 2026-01-02, from: a, text: b}, "
            "{date: 2026-01-03, from: a, text: c}]\n",
        ),
        # newest first
        (f"{VALUES}      2026-01-03: 1\n      2026-01-01: 2\n",) * 2,
        ("feedback:\n  - {date: 2026-01-03, from: a, text: b}\n",) * 2,
        # whose comment is it?
        (f"{VALUES}      # b\n      2026-01-02: 1\n      2026-01-03: 2\n      2026-01-01: 3\n",) * 2,
        # no line end to move
        (f"{VALUES}      2026-01-02: 1\n      2026-01-03: 2\n      2026-01-01: 3",) * 2,
        (
            "measures: {a: {title: X, values: {2026-01-02: 1, # c\n"
            "  2026-01-03: 2, 2026-01-01: 3}}}\n",
        ) * 2,
        # no day, no key of its own line, a key twice, an alias before its anchor
        ("feedback:\n  - {date: 2026-01, from: a, text: b}\n  - {from: a, text: b}\n",) * 2,
        ("feedback: [a, b]\nmeasures: {a: {values: [1]}, b: 1}\n",) * 2,
        (f"{VALUES}      2026-01-02: 1\n      2026-01-03: 2\n      2026-01-01: 3\ntier: 1\ntier: 2\n",) * 2,
        (f"{VALUES}      2026-01-02: &a 1\n      2026-01-03: 2\n      2026-01-01: *a\n",) * 2,
        (f"{VALUES}      ? 2026-01-02\n      : 1\n      2026-01-03: 2\n      2026-01-01: 2\n",) * 2,
    ],
)  # fmt: skip
def test_dated_entries_are_in_order(body: Body, before: str, after: str) -> None:
    assert body(before) == after
    assert body(before, style=False) == before


def test_entries_move_with_their_comments(body: Body) -> None:
    later = "  - {date: 2026-03-01, from: e, text: f}"
    assert body(FEEDBACK.replace("# about", "# on")) == SORTED.replace("# about", "# on")
    assert body(SORTED) == SORTED
    assert later in body(FEEDBACK)


def test_entries_move_with_any_line_end(body: Body) -> None:
    assert body(FEEDBACK.replace("\n", "\r\n")) == SORTED.replace("\n", "\r\n")
