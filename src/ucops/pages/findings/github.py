"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from itertools import islice

from ucops.pages.findings.report import Report, totals, verdict
from ucops.prose.visible import readable
from ucops.rules.engine.finding import Finding, Level

SHOWN = 10
"""GitHub shows this many annotations of each severity in a step, and drops the rest in silence."""

COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render_github(report: Report) -> str:
    """Render the first findings of each severity as commands, then say where the rest is."""
    lines = []
    for level in COMMANDS:
        of_level = (one for one in report.findings if one.severity == level)
        lines += [command(one, report.prefix) for one in islice(of_level, SHOWN)]
    hidden = len(report.findings) - len(lines)
    if hidden:
        lines.append(f"{hidden} more are in the summary of this run, or in `ucops validate`.")
    return "\n".join([*lines, f"{totals(report)} {verdict(report)}"]) + "\n"


def command(finding: Finding, prefix: str = "") -> str:
    """One finding as a workflow command on a line of its own.

    Args:
        finding: What was found.
        prefix: The way from the workspace to the root, such as `gtm/`, or an empty string.
    """
    places = {"file": prefix + finding.file, "line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:
        places |= {"col": finding.column, "endColumn": finding.end_column}
    places["title"] = finding.rule
    written = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    message = "\n".join(filter(None, [finding.message, finding.hint]))
    return f"::{COMMANDS[finding.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    shown = "".join(sign if sign in "\r\n" else readable(sign) for sign in text)
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
