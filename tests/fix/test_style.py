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
ONE, TWO, THREE = (f"      2026-01-0{day}: {day}\n" for day in (1, 2, 3))
FIRST, SECOND, THIRD = (f"{{date: 2026-01-0{day}, from: a, text: b}}" for day in (1, 2, 3))
NOTE = "      # b\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "measures: {a: {title: X, values: {2026-03-01: 1, 2026-01-01: 2, 2026-02-01: 3}}}\n",
            "measures: {a: {title: X, values: {2026-01-01: 2, 2026-02-01: 3, 2026-03-01: 1}}}\n",
        ),
        (f"{VALUES}{TWO}{THREE}{NOTE}{ONE}", f"{VALUES}{NOTE}{ONE}{TWO}{THREE}"),
        (
            f"{VALUES}{TWO.strip(chr(10))} # a\n{THREE}{ONE}",
            f"{VALUES}{ONE}{TWO.strip(chr(10))} # a\n{THREE}",
        ),
        (f"feedback: [{SECOND}, {THIRD}, {FIRST}]\n", f"feedback: [{FIRST}, {SECOND}, {THIRD}]\n"),
        # newest first
        (f"{VALUES}{THREE}{ONE}",) * 2,
        (f"feedback:\n  - {THIRD}\n",) * 2,
        # whose comment is it?
        (f"{VALUES}{NOTE}{TWO}{THREE}{ONE}",) * 2,
        (f"{VALUES}{TWO}  {NOTE}{THREE}{ONE}",) * 2,
        (f"feedback: [{SECOND}, # c\n  {THIRD}, {FIRST}]\n",) * 2,
        # no line end to move
        (f"{VALUES}{TWO}{THREE}{ONE.strip(chr(10))}",) * 2,
        # no day, no line of its own, a key twice, an alias before its anchor
        ("feedback:\n  - {date: 2026-01, from: a, text: b}\n  - {from: a, text: b}\n",) * 2,
        ("feedback: [a, b]\nmeasures: {a: {values: [1]}, b: 1}\n",) * 2,
        ("feedback: {}\n",) * 2,
        ("feedback: [{date: [1]}, {date: {}}]\n",) * 2,
        (f"{VALUES}{TWO}{THREE}{ONE}tier: 1\ntier: 2\n",) * 2,
        (f"{VALUES}      2026-01-02: &a 1\n{THREE}      2026-01-01: *a\n",) * 2,
        (f"{VALUES}      ? 2026-01-02\n      : 1\n{THREE}{ONE}",) * 2,
        (f"{VALUES}      [a]: 1\n{THREE}{ONE}",) * 2,
    ],
)
def test_dated_entries_are_in_order(body: Body, before: str, after: str) -> None:
    assert body(before) == after
    assert body(before, style=False) == before


def test_entries_move_with_their_comments(body: Body) -> None:
    assert body(FEEDBACK) == SORTED
    assert body(SORTED) == SORTED


def test_entries_move_with_any_line_end(body: Body) -> None:
    assert body(FEEDBACK.replace("\n", "\r\n")) == SORTED.replace("\n", "\r\n")
