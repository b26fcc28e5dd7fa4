"""Findings for a person at a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ucops.rules.finding import Finding
from ucops.rules.report import Report
from ucops.rules.reporters.excerpt import excerpt, printable
from ucops.rules.reporters.verdict import totals, verdict

STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
WORDS = {"error": "error", "warning": "warning", "info": "note"}
INDENT = 2


def render_text(report: Report) -> str:
    """Render findings grouped by file, each with its line, and the verdict at the end."""
    console = Console(
        file=io.StringIO(),
        force_terminal=report.color,
        no_color=not report.color,
        color_system="standard" if report.color else None,
        width=report.width,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        for file, findings in groupby(report.findings, key=attrgetter("file")):
            console.print(Text(printable(file), style="bold underline"))
            for finding in findings:
                for part in _parts(finding, report):
                    console.print(Padding(part, (0, 0, 0, INDENT)))
            console.print()
        console.print(Text(totals(report)))
        console.print(Text(verdict(report), style="bold green" if report.mergeable else "bold red"))
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def _parts(finding: Finding, report: Report) -> Iterator[Text]:
    style = STYLES[finding.severity]
    yield Text.assemble(
        (WORDS[finding.severity], style), ": ", (printable(finding.message), "bold"),
        "  ", (finding.rule, "dim"),
    )  # fmt: skip
    lines = report.lines.get(finding.file)
    if lines and any(lines):
        gutter = f"{finding.line:>5}"
        room = max(20, report.width - INDENT - len(gutter) - 3)
        shown, carets = excerpt(finding, lines, room)
        yield Text.assemble((f"{gutter} │ ", "dim"), shown, no_wrap=True, overflow="crop")
        yield Text.assemble((f"{' ' * len(gutter)} │ ", "dim"), (carets, style), no_wrap=True)
    if finding.hint:
        yield Text.assemble(("  → ", "dim"), printable(finding.hint))
