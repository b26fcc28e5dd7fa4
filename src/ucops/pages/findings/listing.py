"""The rules as the terminal and programs see them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ucops.pages.findings.terminal import Terminal
from ucops.pages.findings.text import STYLES
from ucops.prose.visible import json_text
from ucops.rules.engine.docs import FAMILIES, visible
from ucops.rules.engine.mendable import MENDABLE
from ucops.rules.engine.registry import Rule
from ucops.rules.engine.wording import counted

FIXABLE = "[fix]"
"""What marks the rules in the list whose findings can be mended."""


def plain(rules: Sequence[Rule]) -> str:
    """Rules as JSON, with everything that is known about each."""
    described = [
        {
            "name": rule.name,
            "family": rule.family,
            "severity": rule.severity,
            "draft_severity": "info" if rule.substance else rule.severity,
            "fixed": rule.fixed,
            "mendable": rule.name in MENDABLE,
            "summary": rule.summary,
            "why": rule.why,
            "wrong": rule.wrong,
            "right": rule.right,
        }
        for rule in rules
    ]
    return json_text({"version": 1, "rules": described})


def listed(rules: Sequence[Rule], *, color: bool, width: int) -> str:
    """All rules by family, one line each."""
    terminal = Terminal(color=color, width=width)
    ordered = sorted(rules, key=lambda rule: list(FAMILIES).index(rule.family))
    for family, of_family in groupby(ordered, key=attrgetter("family")):
        terminal.say(Text(FAMILIES[family], style="bold underline"))
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        for rule in of_family:
            table.add_row(rule.name, Text(rule.severity, STYLES[rule.severity]), _summary(rule))
        terminal.say(Padding(table, (0, 0, 1, 2)))
    mendable = sum(rule.name in MENDABLE for rule in rules)
    count = counted(len(rules), "rule")
    terminal.say(Text(f"{count}; `ucops rules NAME` explains one with an example."))
    terminal.say(
        Text(f"{FIXABLE} `ucops validate --fix` can mend it ({counted(mendable, 'rule')}).")
    )
    return terminal.text()


def _summary(rule: Rule) -> Text:
    """What a rule is about, and a mark where mending can help."""
    mark = (f" {FIXABLE}", "dim") if rule.name in MENDABLE else ""
    return Text.assemble(rule.summary, mark)


def explained(rules: Sequence[Rule], *, color: bool, width: int) -> str:
    """One rule with why it matters, its two examples, and how to silence it."""
    terminal = Terminal(color=color, width=width)
    for rule in rules:
        severity = (rule.severity, STYLES[rule.severity])
        terminal.say(Text.assemble((rule.name, "bold underline"), "  ", severity))
        terminal.say(Text(f"\n{rule.summary}\n{rule.why}\n"))
        for heading, example in (("Wrong", rule.wrong), ("Right", rule.right)):
            terminal.say(Text(heading, style="bold"))
            terminal.say(Padding(Text(visible(example)), (0, 0, 1, 4)))
        if rule.name in MENDABLE:
            terminal.say(Text(f"{MENDABLE[rule.name]}\n"))
        terminal.say(Text(_silence(rule)))
    return terminal.text()


def _silence(rule: Rule) -> str:
    if rule.fixed:
        return "It is an error: it can be neither silenced nor lowered."
    drafts = "For drafts it is only a note. " if rule.substance else ""
    return (
        f"{drafts}Silence it at one place with a comment on or above the line:\n"
        f"    # ucops: ignore[{rule.name}] why this is fine here\n"
        f"or everywhere in ucops.yaml:\n    rules: {{{rule.name}: off}}"
    )
