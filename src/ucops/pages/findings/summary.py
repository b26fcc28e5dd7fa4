"""Findings as Markdown for the summary page of a workflow run."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ucops import resources
from ucops.pages.findings.report import Report
from ucops.pages.findings.verdict import totals, verdict
from ucops.prose.visible import printable

LIMIT = 1024 * 1024
"""The most bytes that GitHub takes for one step's summary."""
LONGEST = 500
"""The most characters of one message."""


def render_summary(report: Report, limit: int = LIMIT) -> str:
    """Render all findings, or as many as fit, as one table a file.

    Args:
        report: What to show.
        limit: The most bytes.
    """
    template = environment(resources.templates()).get_template("findings.md.j2")
    shown = len(report.findings)
    while True:
        text = template.render(
            findings=report.findings[:shown],
            hidden=len(report.findings) - shown,
            totals=totals(report),
            verdict=verdict(report),
        )
        size = len(text.encode())
        if size <= limit or not shown:
            return text
        shown = shown * limit // size


def plain(text: str) -> str:
    """Make text harmless in a Markdown table: no markup, no mention, no link, one line."""
    text = printable(" ".join(text.split()))[:LONGEST]
    for sign in "\\`*_{}[]<>()#|~!&":
        text = text.replace(sign, f"\\{sign}") if sign != "&" else text.replace("&", "&amp;")
    return text.replace("@", "@\u2060").replace("://", ":\u2060//")


def environment(folder: Path) -> Environment:
    """Templates for Markdown, with the filter `plain` for text that others wrote."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=False,  # noqa: S701 - Markdown: the filter `plain` escapes every value
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    made.filters["plain"] = plain
    return made
