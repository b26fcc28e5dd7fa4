from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ucops import resources
from ucops.pages.findings.listing import explained, listed, plain
from ucops.pages.terminal.layout import laid_out
from ucops.rules.engine.finding import Family, Level
from ucops.rules.engine.rule import Rule

PAGE = """\
# {name}

{summary}

Of a family · {severity}

## Why it matters

{why}

## Wrong

```{kind}
{wrong}
```

## Right

```yaml
{right}
```

## How to silence it

Not at all.
"""
Made = Callable[..., Rule]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Makes a rule with its page."""
    monkeypatch.setattr(resources, "rule_pages", lambda: tmp_path)

    def make(name: str, family: Family, severity: Level, **page: str) -> Rule:
        said = {"summary": "Some.", "why": "So.", "kind": "yaml", "wrong": "a: b", "right": "b: a"}
        text = PAGE.format(name=name, severity=severity, **{**said, **page})
        (tmp_path / f"{name}.md").write_text(text)
        return Rule(name=name, family=family, severity=severity)

    return make


@pytest.fixture
def few(made: Made) -> Mapping[str, Rule]:
    return {
        rule.name: rule
        for rule in (
            made("mention", "safety", "info", summary="A text names somebody."),
            made(
                "far-too-late-for-anybody",
                "substance",
                "warning",
                summary="Something comes later than anybody would wait for it.",
                why="Nobody waits.",
                wrong="due: 2099-01-01",
                right="due: 2026-12-01",
            ),
            made(
                "tab",
                "syntax",
                "error",
                summary="A tab where spaces belong.",
                why="Its width\ndiffers.",
                kind="yaml escaped",
                wrong="team:\n\\tpmm: octo-pmm",
                right="team:\n  pmm: octo-pmm",
            ),
            made("tabs", "syntax", "error"),
        )
    }


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
tab  error

A tab where spaces belong.

Of a family · error

Why it matters

Its width differs.

Wrong

    team:
    \\tpmm: octo-pmm

Right

    team:
      pmm: octo-pmm

How to silence it

Not at all.
"""


def test_rules_are_listed_by_family_in_the_families_order(few: Mapping[str, Rule]) -> None:
    assert laid_out(listed(list(few.values())), color=False, width=60) == LISTED


def test_names_and_severities_stay_whole_on_a_narrow_terminal(few: Mapping[str, Rule]) -> None:
    lines = laid_out(listed([few["far-too-late-for-anybody"]]), color=False, width=40).splitlines()
    assert lines[1].startswith("  far-too-late-for-anybody  warning  ")


def test_lines_are_as_long_as_the_terminal_and_no_longer(made: Made) -> None:
    rule = made("a", "form", "info", summary="s" * 200, why="w" * 90, wrong="x" * 90)
    for text in (
        laid_out(listed([rule]), color=False, width=70),
        laid_out(explained([rule]), color=False, width=70),
    ):
        assert max(map(len, text.splitlines())) == 70
    assert f"    {'x' * 66}" in laid_out(explained([rule]), color=False, width=70).splitlines()


def test_what_is_longer_than_a_line_goes_on_in_the_next(made: Made) -> None:
    rule = made("a", "form", "info", summary="§ " * 98 + "§", wrong="¶" * 99)
    for width in (70, 71):
        assert laid_out(listed([rule]), color=False, width=width).count("§") == 99
        assert laid_out(explained([rule]), color=False, width=width).count("¶") == 99


def test_a_rule_is_explained_by_its_page(few: Mapping[str, Rule]) -> None:
    assert laid_out(explained([few["tab"]]), color=False, width=80) == EXPLAINED


def test_colour_only_where_it_is_wanted(few: Mapping[str, Rule]) -> None:
    late = few["far-too-late-for-anybody"]
    yellow = "\x1b[1;33mwarning\x1b[0m"
    assert yellow in laid_out(listed([late]), color=True, width=80)
    assert yellow in laid_out(explained([late]), color=True, width=80)
    assert "\x1b[1mWrong\x1b[0m" in laid_out(explained([late]), color=True, width=80)
    assert "\x1b" not in laid_out(listed([late]), color=False, width=80)
    assert "\x1b" not in laid_out(explained([late]), color=False, width=80)


def test_programs_learn_everything_about_a_rule(few: Mapping[str, Rule]) -> None:
    text = plain([few["tab"], few["far-too-late-for-anybody"]])
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
    assert tab["wrong"] == "team:\n\tpmm: octo-pmm\n"
    assert text == json.dumps(document, indent=2) + "\n"


def test_letters_of_every_language_stay_readable_for_programs(made: Made) -> None:
    assert "配信" in plain([made("a", "form", "info", summary="é", why="配信")])
