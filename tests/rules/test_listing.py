from __future__ import annotations

import json

import pytest

from ucops.pages.findings.listing import explained, listed, plain
from ucops.rules.engine.registry import documented

TAB = documented(
    "tab",
    "syntax",
    "error",
    summary="A tab where spaces belong.",
    why="Its width differs.",
    wrong="team:\n\tpmm: octo-pmm\n",
    right="team:\n  pmm: octo-pmm\n",
)
TABS = documented("tabs", "syntax", "error", summary="Some.", why="", wrong="", right="")
LATE = documented(
    "far-too-late-for-anybody",
    "substance",
    "warning",
    summary="Something comes later than anybody would wait for it.",
    why="Nobody waits.",
    wrong="due: 2099-01-01\n",
    right="due: 2026-12-01\n",
)
MENTION = documented(
    "mention",
    "safety",
    "info",
    summary="A text names somebody.",
    why="It calls nobody.",
    wrong="a: @b\n",
    right="a: b\n",
)
LISTED = """\
Files, encoding and syntax
  tab   error  A tab where spaces belong. [fix]
  tabs  error  Some.

Substance
  far-too-late-for-anybody  warning  Something comes later
                                     than anybody would wait
                                     for it.

Safety of text
  mention  info  A text names somebody.

4 rules; `ucops rules NAME` explains one with an example.
[fix] `ucops validate --fix` can mend it (1 rule).
"""
EXPLAINED = """\
far-too-late-for-anybody  warning

Something comes later than anybody would wait for it.
Nobody waits.

Wrong
    due: 2099-01-01

Right
    due: 2026-12-01

For drafts it is only a note. Silence it at one place with a comment on or above
the line:
    # ucops: ignore[far-too-late-for-anybody] why this is fine here
or everywhere in ucops.yaml:
    rules: {far-too-late-for-anybody: off}
"""
ERROR = """\
tab  error

A tab where spaces belong.
Its width differs.

Wrong
    team:
    \\tpmm: octo-pmm

Right
    team:
      pmm: octo-pmm

`ucops validate --fix` mends it where it can only have been meant in one way.

It is an error: it can be neither silenced nor lowered.
"""


def test_rules_are_listed_by_family_in_the_families_order() -> None:
    assert listed([MENTION, LATE, TAB, TABS], color=False, width=60) == LISTED


def test_names_and_severities_stay_whole_on_a_narrow_terminal() -> None:
    lines = listed([LATE], color=False, width=40).splitlines()
    assert lines[1].startswith("  far-too-late-for-anybody  warning  ")


def test_lines_are_as_long_as_the_terminal_and_no_longer() -> None:
    rule = documented(
        "a", "form", "info", summary="s" * 200, why="w" * 90, wrong="x" * 90, right="y" * 90
    )
    for shown in (listed, explained):
        assert max(map(len, shown([rule], color=False, width=70).splitlines())) == 70


def test_what_is_longer_than_a_line_goes_on_in_the_next() -> None:
    rule = documented("a", "form", "info", summary="§ " * 99, why="", wrong="¶" * 99, right="b")
    for width in (70, 71):
        assert listed([rule], color=False, width=width).count("§") == 99
        assert explained([rule], color=False, width=width).count("¶") == 99


def test_an_example_is_as_long_as_the_terminal_and_no_longer() -> None:
    rule = documented("a", "form", "info", summary="s", why="w", wrong="x" * 90, right="y")
    lines = explained([rule], color=False, width=70).splitlines()
    assert f"    {'x' * 66}" in lines


@pytest.mark.parametrize(("rule", "text"), [(LATE, EXPLAINED), (TAB, ERROR)])
def test_a_rule_is_explained_with_its_examples(rule: object, text: str) -> None:
    assert explained([rule], color=False, width=80) == text


def test_what_is_no_substance_is_no_less_in_drafts() -> None:
    text = explained([MENTION], color=False, width=80)
    assert "\n\nSilence it at one place with a comment on or above the line:\n" in text


def test_colour_only_where_it_is_wanted() -> None:
    yellow = "\x1b[1;33mwarning\x1b[0m"
    for shown in (listed, explained):
        assert yellow in shown([LATE], color=True, width=80)
        assert "\x1b" not in shown([LATE], color=False, width=80)


def test_programs_learn_everything_about_a_rule() -> None:
    text = plain([TAB, LATE])
    document = json.loads(text)
    assert document["version"] == 1
    tab, late = document["rules"]
    assert late == {
        "name": "far-too-late-for-anybody",
        "family": "substance",
        "severity": "warning",
        "draft_severity": "info",
        "fixed": False,
        "mendable": False,
        "summary": "Something comes later than anybody would wait for it.",
        "why": "Nobody waits.",
        "wrong": "due: 2099-01-01\n",
        "right": "due: 2026-12-01\n",
    }
    assert (tab["draft_severity"], tab["fixed"], tab["mendable"]) == ("error", True, True)
    assert text == json.dumps(document, indent=2) + "\n"


def test_letters_of_every_language_stay_readable_for_programs() -> None:
    rule = documented("a", "form", "info", summary="é", why="配信", wrong="a\n", right="b\n")
    assert "配信" in plain([rule])
