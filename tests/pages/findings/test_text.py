from __future__ import annotations

from typing import Any

import pytest
from effort import effort

from ucops.pages.findings import REPORTERS
from ucops.pages.findings.text import excerpt, in_order
from ucops.prose.visible import printable

EXPECTED = """\
usecases/ci.yaml
  error: There is no role 'pnm'.  unknown-role
      2 │   pnm: octo-pmm
        │   ^^^
    → did you mean 'pmm'?

1 use case, 3 items: 1 error, 0 warnings, 0 notes.
Not ready to merge: correct the 1 error first.
"""

render = REPORTERS["text"]


def test_the_text_is_this(finding: Any, reported: Any) -> None:
    assert render(reported(finding())) == EXPECTED


def test_without_findings_it_may_be_merged(reported: Any) -> None:
    expected = "1 use case, 3 items: 0 errors, 0 warnings, 0 notes.\nReady to merge.\n"
    assert render(reported()) == expected


@pytest.mark.parametrize(
    ("severities", "strict", "verdict"),
    [
        (["warning"], False, "Ready to merge."),
        (["warning"], True, "Not ready to merge: correct the 1 warning first."),
        (["info"], True, "Ready to merge."),
        (["error"], True, "Not ready to merge: correct the 1 error first."),
        (["error", "error", "warning"], False, "Not ready to merge: correct the 2 errors first."),
        (
            ["error", "warning"],
            True,
            "Not ready to merge: correct the 1 error and the 1 warning first.",
        ),
    ],
)
def test_the_last_line_says_whether_to_merge(
    finding: Any, reported: Any, severities: list[str], strict: bool, verdict: str
) -> None:
    findings = [finding(severity=severity) for severity in severities]
    assert render(reported(*findings, strict=strict)).splitlines()[-1] == verdict


def test_errors_in_files_that_are_not_shown_are_counted(finding: Any, reported: Any) -> None:
    told = "Nothing to correct in these files; `ucops validate` finds 2 errors in others."
    assert render(reported(elsewhere=2)).splitlines()[-1] == told
    assert "others" not in render(reported(finding(), elsewhere=2))


@pytest.mark.parametrize(
    ("severities", "strict", "shown"),
    [
        ([], False, []),
        (["warning", "info"], False, []),
        (["info"], True, []),
        (["error", "warning", "info"], False, ["error: "]),
        (["error", "warning", "info"], True, ["error: ", "warning: "]),
        (["warning", "info"], True, ["warning: "]),
    ],
)
def test_quiet_shows_only_what_stands_in_the_way(
    finding: Any, reported: Any, severities: list[str], strict: bool, shown: list[str]
) -> None:
    findings = [finding(severity=severity) for severity in severities]
    text = render(reported(*findings, strict=strict, quiet=True))
    assert [word for word in ("error: ", "warning: ", "note: ") if word in text] == shown
    assert bool(text) == ("Not ready to merge" in text) == bool(shown)


@pytest.mark.parametrize("format_", ["json", "github", "sarif"])
def test_quiet_changes_nothing_for_programs(finding: Any, reported: Any, format_: str) -> None:
    loud, quiet = (reported(finding(severity="info"), quiet=quiet) for quiet in (False, True))
    assert REPORTERS[format_](quiet) == REPORTERS[format_](loud)


def test_files_are_named_once(finding: Any, reported: Any) -> None:
    text = render(reported(finding(), finding(line=1, column=1, end_line=1, end_column=5)))
    assert text.count("usecases/ci.yaml") == 1


def test_the_same_place_is_shown_once(finding: Any, reported: Any) -> None:
    text = render(reported(finding(), finding(rule="open-seat", message="Another.")))
    assert text.count("octo-pmm") == 1


def test_colour_only_where_it_is_wanted(finding: Any, reported: Any) -> None:
    assert "\x1b[" not in render(reported(finding()))
    assert "\x1b[" in render(reported(finding(), color=True))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(finding: Any, reported: Any, width: int) -> None:
    long = "a-very-long-key: " + "words and words " * 20
    one = finding(message="Long. " * 40, hint="do it " * 40, column=200, end_column=260)
    text = render(reported(one, texts={"usecases/ci.yaml": f"\n{long}"}, width=width))
    assert max(len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize(("width", "columns"), [(10, 40), (40, 40), (41, 41), (100, 100)])
def test_lines_are_as_long_as_the_terminal_but_never_below_forty(
    finding: Any, reported: Any, width: int, columns: int
) -> None:
    for one in (finding(message="x" * 300), finding(hint="x" * 300), finding(file="x" * 300)):
        lines = render(reported(one, width=width)).splitlines()
        assert max(map(len, lines)) == columns


def test_an_excerpt_is_as_long_as_the_terminal(finding: Any, reported: Any) -> None:
    report = reported(finding(), texts={"usecases/ci.yaml": f"\n{'x' * 300}"}, width=60)
    assert f"      2 │ {'x' * 49}…" in render(report).splitlines()


def test_further_lines_stand_below_the_first_word(finding: Any, reported: Any) -> None:
    one = finding(message="m" * 60, hint="h" * 60, severity="info")
    lines = render(reported(one, width=40)).splitlines()
    assert lines[1:4] == [
        f"  note: {'m' * 32}",
        f"        {'m' * 28}",
        "        unknown-role",
    ]
    hint = lines.index(f"    → {'h' * 34}")
    assert lines[hint + 1 : hint + 3] == [f"      {'h' * 26}", ""]


def test_a_finding_outside_the_text_has_no_excerpt(finding: Any, reported: Any) -> None:
    text = render(reported(finding(file="usecases/gone.yaml")))
    assert "│" not in text


def test_what_concerns_a_whole_file_has_no_excerpt(finding: Any, reported: Any) -> None:
    text = render(reported(finding(line=1, column=1, end_line=1, end_column=1)))
    assert "│" not in text


def test_what_is_missing_within_a_line_is_shown_there(finding: Any, reported: Any) -> None:
    text = render(reported(finding(column=7, end_column=7)))
    assert "      2 │   pnm: octo-pmm\n        │       ^\n" in text


def test_the_verdict_has_its_colour(finding: Any, reported: Any) -> None:
    green, red = "\x1b[1;32mReady", "\x1b[1;31mNot ready"
    assert green in render(reported(color=True))
    assert red in render(reported(finding(), color=True))


def test_what_can_be_mended_has_a_line(finding: Any, reported: Any) -> None:
    assert "\n3 can be mended with --fix.\nNot" in render(reported(finding(), mendable=3))


def test_text_from_the_files_cannot_drive_the_terminal(finding: Any, reported: Any) -> None:
    evil = "\x1b[2J\u202egnp.exe\x07"
    one = finding(message=evil, hint=evil, file=f"usecases/{evil}.yaml")
    text = render(reported(one, texts={one.file: f"\n{evil}"}))
    assert not {"\x1b", "\u202e", "\x07"} & set(text)


@pytest.mark.parametrize(
    ("line", "column", "end", "width", "expected"),
    [
        ("team: {pnm: a}", 8, 11, 40, ("team: {pnm: a}", "       ^^^")),
        ("\tpnm: a", 2, 5, 40, (" pnm: a", " ^^^")),
        ("配信: pnm", 5, 8, 40, ("配信: pnm", "      ^^^")),
        ("", 1, 1, 40, ("", "^")),
        ("short", 9, 12, 40, ("short", "     ^")),
        ("x" * 60, 51, 55, 40, ("…" + "x" * 30, " " * 21 + "^^^^")),
        ("x" * 40, 31, 35, 40, ("x" * 40, " " * 30 + "^^^^")),
        ("配" * 20, 16, 18, 40, ("配" * 20, " " * 30 + "^^^^")),
        ("x" * 41, 31, 35, 40, ("…" + "x" * 31, " " * 21 + "^^^^")),
        ("x" * 60, 21, 23, 40, ("x" * 39 + "…", " " * 20 + "^^")),
        ("x" * 60, 22, 24, 40, ("…" + "x" * 38 + "…", " " * 21 + "^^")),
        ("x" * 40, 40, 41, 40, ("x" * 40, " " * 39 + "^")),
        ("x" * 40, 41, 41, 40, ("…" + "x" * 20, " " * 21 + "^")),
        ("x" * 100, 50, 95, 40, ("…" + "x" * 38 + "…", " " * 21 + "^" * 19)),
        ("配" * 30, 26, 28, 40, ("…" + "配" * 15, " " * 21 + "^^^^")),
        ("a配" * 20, 26, 28, 40, ("…" + "a配" * 12 + "a…", " " * 20 + "^^^")),
        ("x" * 37 + "    " + "y" * 9, 1, 3, 40, ("x" * 37 + "…", "^^")),
        ("x" * 60, 1, 61, 40, ("x" * 39 + "…", "^" * 40)),
        ("ab" + "x" * 60, 3, 63, 40, ("ab" + "x" * 37 + "…", "  " + "^" * 38)),
    ],
)
def test_the_caret_stands_below(
    finding: Any, line: str, column: int, end: int, width: int, expected: tuple[str, str]
) -> None:
    one = finding(line=1, end_line=1, column=column, end_column=end)
    assert excerpt(one, [line], width) == expected


def test_a_line_of_any_length_costs_no_more(finding: Any, reported: Any) -> None:
    line = "配x" * 500_000
    places = [
        finding(line=1, end_line=1, column=900_000 + number, end_column=900_009 + number)
        for number in range(50)
    ]
    report = reported(*places, texts={places[0].file: line})
    assert render(report).count("^\n") == 50
    assert effort(lambda: render(report)) < 40


def test_several_lines_are_marked_to_the_end_of_the_first(finding: Any) -> None:
    one = finding(line=1, end_line=3, column=3, end_column=2)
    assert excerpt(one, ["abcdef", "x", "y"], 40) == ("abcdef", "  ^^^^")


def test_what_nobody_sees_gets_a_sign() -> None:
    assert printable("a\u200bb\tc") == "a�b c"


def test_many_findings_cost_little_each(finding: Any, reported: Any) -> None:
    report = reported(*[finding(message="Words and words. " * 9)] * 2_000)
    assert render(report).count("Words and words.") > 2_000
    assert effort(lambda: render(report)) < 80


def test_what_keeps_yaml_from_reading_comes_first_and_notes_last(finding: Any) -> None:
    found = [
        finding(rule="no-date", severity="info", line=1),
        finding(rule="unknown-key", severity="error", line=2),
        finding(rule="lonely-quote", severity="warning", line=3),
        finding(rule="tab", severity="error", line=4),
        finding(rule="no-date", severity="warning", file="usecases/a.yaml"),
    ]
    named = ["tab", "unknown-key", "lonely-quote", "no-date", "no-date"]
    assert [one.rule for one in in_order(found)] == named


def test_notes_are_counted_where_nobody_asked_for_them(finding: Any, reported: Any) -> None:
    said = render(reported(finding(severity="info"), notes=False))
    assert said.startswith("Well begun. 1 note on what may still be said: --verbose lists it.\n")
    assert "unknown-role" not in said
