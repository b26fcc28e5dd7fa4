"""Findings for a person at a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ucops.rules.finding import Finding
from ucops.rules.report import Report
from ucops.rules.reporters.excerpt import excerpt, printable
from ucops.rules.reporters.verdict import mendable, totals, verdict

STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
WHOLE = (1, 1, 1, 1)
"""The place of what concerns a whole file."""
WORDS = {"error": "error", "warning": "warning", "info": "note"}


class Terminal:
    """Collects what is to be shown as text of a width, coloured or not."""

    def __init__(self, *, color: bool, width: int) -> None:
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            force_terminal=color,
            color_system="standard" if color else None,
            width=max(40, width),
            highlight=False,
            legacy_windows=False,
        )

    def say(self, part: RenderableType = "") -> None:
        """Add a part and end its line."""
        self._console.print(part)

    def text(self) -> str:
        """Everything that was said, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n"))


def render_text(report: Report) -> str:
    """Render findings grouped by file, each with its line, and the verdict at the end.

    Who asked for quiet is shown what stands in the way of a merge, and without that nothing.
    """
    if report.quiet and report.mergeable:
        return ""
    findings = [one for one in report.findings if not report.quiet or report.blocks(one)]
    terminal = Terminal(color=report.color, width=report.width)
    for file, here in groupby(findings, key=attrgetter("file")):
        terminal.say(Text(printable(file), style="bold underline"))
        shown = None
        for finding in here:
            for indent, part in _parts(finding, report, again=_place(finding) == shown):
                terminal.say(Padding(part, (0, 0, 0, indent)))
            shown = _place(finding)
        terminal.say()
    terminal.say(Text(totals(report)))
    if report.mendable:
        terminal.say(Text(mendable(report)))
    terminal.say(Text(verdict(report), style="bold green" if report.mergeable else "bold red"))
    return terminal.text()


def _place(finding: Finding) -> tuple[int, ...]:
    return finding.line, finding.column, finding.end_line, finding.end_column


def _parts(
    finding: Finding, report: Report, *, again: bool
) -> Iterator[tuple[int, RenderableType]]:
    """What is shown of a finding, each part with its indent; the same place is shown once."""
    style = STYLES[finding.severity]
    message = Text.assemble((printable(finding.message), "bold"), "  ", (finding.rule, "dim"))
    yield 2, _hanging(Text(f"{WORDS[finding.severity]}: ", style), message)
    lines = report.lines.get(finding.file)
    if lines and _place(finding) != WHOLE and not again:
        gutter = f"{finding.line:>5}"
        room = max(20, report.width - len(gutter) - 5)
        shown, carets = excerpt(finding, lines, room)
        yield 2, Text.assemble((f"{gutter} │ ", "dim"), shown)
        yield 2, Text.assemble((f"{' ' * len(gutter)} │ ", "dim"), (carets, style))
    if finding.hint:
        yield 4, _hanging(Text("→ ", "dim"), Text(printable(finding.hint)))


def _hanging(head: Text, body: Text) -> Table:
    """A text whose further lines stand below its first word, not below what goes before it."""
    table = Table.grid()
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_row(head, body)
    return table
