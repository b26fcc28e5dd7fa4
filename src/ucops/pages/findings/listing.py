"""The rules as the terminal and programs see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ucops.pages.findings.rule_page import RulePage, rule_page
from ucops.pages.findings.text import STYLES
from ucops.prose.visible import json_text
from ucops.prose.words import counted, one_line
from ucops.rules.engine.finding import Family
from ucops.rules.engine.form import MENDABLE
from ucops.rules.engine.rule import Rule

FAMILIES: dict[Family, str] = {
    "syntax": "Files, encoding and syntax",
    "traps": "What YAML reads differently from people",
    "form": "Form",
    "references": "References",
    "identity": "Identity",
    "planning": "Planning",
    "substance": "Substance",
    "safety": "Safety of text",
    "silencing": "Silencing and severities",
}
"""The families' titles, in the order in which they are listed."""
_FENCE = re.compile(r"^```.*\n((?s:.*?))^```\n", re.MULTILINE)
FIXABLE = "[fix]"
"""What marks the rules in the list whose findings can be mended."""


def plain(rules: Sequence[Rule]) -> str:
    """Rules as JSON, with everything that is known about each."""
    described = [_described(rule, rule_page(rule.name)) for rule in rules]
    return json_text({"version": 1, "rules": described})


def _described(rule: Rule, page: RulePage) -> dict[str, object]:
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "draft_severity": "info" if rule.substance else rule.severity,
        "fixed": rule.fixed,
        "mendable": rule.name in MENDABLE,
        "summary": page.summary,
        "why": page.why,
        "wrong": page.wrong,
        "right": page.right,
    }


def by_family(rules: Sequence[Rule]) -> list[tuple[str, list[Rule]]]:
    """The families' titles, each with its rules."""
    ordered = sorted(rules, key=lambda rule: list(FAMILIES).index(rule.family))
    grouped = groupby(ordered, key=attrgetter("family"))
    return [(FAMILIES[family], list(of_family)) for family, of_family in grouped]


def listed(rules: Sequence[Rule]) -> Iterator[RenderableType]:
    """All rules by family, one line each."""
    for family, of_family in by_family(rules):
        yield Text(family, style="bold underline")
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        for rule in of_family:
            table.add_row(rule.name, Text(rule.severity, STYLES[rule.severity]), _summary(rule))
        yield Padding(table, (0, 0, 1, 2))
    mendable = counted(sum(rule.name in MENDABLE for rule in rules), "rule")
    yield Text(f"{counted(len(rules), 'rule')}; `ucops rules NAME` explains one with an example.")
    yield Text(f"{FIXABLE} `ucops validate --fix` can mend it ({mendable}).")


def _summary(rule: Rule) -> Text:
    """What a rule is about, and a mark where mending can help."""
    mark = (f" {FIXABLE}", "dim") if rule.name in MENDABLE else ""
    return Text.assemble(rule_page(rule.name).summary, mark)


def explained(rules: Sequence[Rule]) -> Iterator[RenderableType]:
    """The rules' pages, with their examples indented."""
    for rule in rules:
        severity = (rule.severity, STYLES[rule.severity])
        yield Text.assemble((rule.name, "bold underline"), "  ", severity)
        for block in _blocks(rule_page(rule.name).text):
            yield ""
            yield block


def _blocks(page: str) -> Iterator[Text | Padding]:
    """What stands below a page's title: headings, paragraphs in one piece, and examples."""
    _, _, text = page.partition("\n")
    for number, part in enumerate(_FENCE.split(text)):
        if number % 2:
            yield Padding(Text(part.rstrip("\n")), (0, 0, 0, 4))
            continue
        for paragraph in filter(None, part.strip("\n").split("\n\n")):
            heading = paragraph.removeprefix("## ")
            yield Text(one_line(heading), style="bold" if heading != paragraph else "")
