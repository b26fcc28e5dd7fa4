"""Findings for a person at a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from rich.cells import cell_len, set_cell_size

from ucops.pages.findings.report import NOUNS, Report, totals, verdict
from ucops.pages.terminal.layout import NARROWEST, wrapped
from ucops.prose.visible import printable
from ucops.prose.words import counted
from ucops.rules.engine.finding import Finding
from ucops.rules.engine.form import FORM_RULES

STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
WHOLE = (1, 1, 1, 1)
"""The place of what concerns a whole file."""
GUTTER = 10
"""Columns in front of an excerpt: its line's number, and a bar."""
BEFORE = 20
"""Columns that are kept in front of what is meant when a line is too long."""

_LINE_END = re.compile(r"\r?\n")

Paint = Callable[[str, str], str]
"""Takes a text and a style such as `bold red`."""


def render_text(report: Report) -> str:
    """Render findings grouped by file, each with its line, and the verdict at the end.

    Who asked for quiet is shown what stands in the way of a merge, and without that nothing.
    """
    if report.quiet and report.mergeable:
        return ""
    paint = _painted if report.color else _plain
    width = max(NARROWEST, report.width)
    kept = [one for one in report.findings if not report.quiet or report.blocks(one)]
    listed = [one for one in kept if report.notes or one.severity != "info"]
    findings = in_order(listed)
    lines: list[str] = []
    for file, here in groupby(findings, key=attrgetter("file")):
        lines += [paint(line, "bold underline") for line in wrapped(printable(file), width)]
        lines += [*_findings(here, report.texts.get(file, ""), width, paint), ""]
    lines += _noted(len(kept) - len(listed), report, width)
    lines += wrapped(totals(report), width)
    if report.mendable:
        lines += wrapped(f"{report.mendable:,} can be mended with --fix.", width)
    lines += [paint(line, _mood(report)) for line in wrapped(verdict(report), width)]
    return "\n".join([*map(str.rstrip, lines), ""])


_WORST_FIRST = ("error", "warning", "info")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which a person mends them, file by file.

    Files that keep from merging come first; in a file, errors, and of these what keeps YAML from
    reading on, because the others may follow from it.
    """
    every = list(findings)
    wrong = {one.file for one in every if one.severity == "error"}
    syntax = {name for name, (family, _) in FORM_RULES.items() if family == "syntax"}
    return sorted(
        every,
        key=lambda one: (
            one.file not in wrong,
            one.file,
            _WORST_FIRST.index(one.severity),
            one.rule not in syntax,
            one.line,
            one.column,
        ),
    )


def _noted(count: int, report: Report, width: int) -> list[str]:
    """How many notes were left out; a draft that is in order is welcomed."""
    if not count:
        return []
    more = f"{counted(count, 'note')} on what may still be said: --verbose lists {_them(count)}."
    begun = report.mergeable and not (report.count("error") or report.count("warning"))
    return wrapped(f"Well begun. {more}" if begun else more, width)


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _mood(report: Report) -> str:
    if not report.mergeable:
        return "bold red"
    return "bold yellow" if report.elsewhere else "bold green"


def _painted(text: str, style: str) -> str:
    from rich.color import ColorSystem  # noqa: PLC0415 - slow to import, and only for a terminal
    from rich.style import Style  # noqa: PLC0415 - as above

    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)


def _plain(text: str, _style: str) -> str:
    return text


def _findings(findings: Iterable[Finding], text: str, width: int, paint: Paint) -> Iterator[str]:
    """What is shown of a file's findings; the same place is shown once."""
    lines = _LINE_END.split(text) if text else []
    shown = None
    for finding in findings:
        yield from _message(finding, width, paint)
        place = (finding.line, finding.column, finding.end_line, finding.end_column)
        if lines and place not in (WHOLE, shown):
            yield from _excerpt(finding, lines, width, paint)
        if finding.hint:
            hint = wrapped(printable(finding.hint), width - 6)
            yield from _hanging(f"    {paint('→', 'dim')} ", hint, 6)
        shown = place


def _message(finding: Finding, width: int, paint: Paint) -> Iterator[str]:
    """What is wrong, and behind it the rule's name."""
    word = f"{NOUNS[finding.severity]}:"
    indent = len(word) + 3
    *above, last = wrapped(f"{printable(finding.message)}  {finding.rule}", width - indent)
    said = last.removesuffix(finding.rule)
    lines = [*(paint(line, "bold") for line in above)]
    lines.append(f"{paint(said, 'bold')}{paint(last[len(said) :], 'dim')}")
    yield from _hanging(f"  {paint(word, STYLES[finding.severity])} ", lines, indent)


def _excerpt(finding: Finding, lines: list[str], width: int, paint: Paint) -> Iterator[str]:
    shown, carets = excerpt(finding, lines, width - GUTTER)
    yield f"  {paint(f'{finding.line:>5} │', 'dim')} {shown}"
    yield f"  {paint('      │', 'dim')} {paint(carets, STYLES[finding.severity])}"


def _hanging(head: str, lines: list[str], indent: int) -> Iterator[str]:
    """Lines whose further ones stand below the first word, not below what goes before it."""
    yield f"{head}{lines[0]}"
    yield from (f"{' ' * indent}{line}" for line in lines[1:])


def excerpt(finding: Finding, lines: list[str], width: int) -> tuple[str, str]:
    """The line that a finding points at, cut to a width, and the carets to put under it.

    Args:
        finding: What was found.
        lines: The lines of its file.
        width: The most columns that a line may have.
    """
    line = lines[finding.line - 1] if finding.line <= len(lines) else ""
    start = min(finding.column - 1, len(line))
    end = min(finding.end_column - 1, len(line)) if finding.end_line == finding.line else len(line)
    before = _before(line, start, width)
    last = start + 2 * width  # what lies beyond is out of sight, however long it is
    marked = printable(line[start : min(end, last)])
    shown = _cut(before + marked + printable(line[min(end, last) : last]), width)
    carets = max(1, min(cell_len(marked), cell_len(shown) - cell_len(before)))
    return shown, " " * cell_len(before) + "^" * carets


def _before(line: str, start: int, width: int) -> str:
    """What stands in front of a place: all of it where the whole line and a caret have room."""
    if len(line) <= width and cell_len(printable(line)) <= width:
        before = printable(line[:start])
        if cell_len(before) < width:
            return before
    before = printable(line[max(0, start - BEFORE) : start])
    while cell_len(before) > BEFORE:
        before = before[1:]
    return f"…{before}" if len(before) < start else before


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"
