"""Findings as Markdown for the summary page of a workflow run."""

from __future__ import annotations

from ucops import resources
from ucops.pages.findings.report import Report, totals, verdict
from ucops.pages.templating import render, templates

LIMIT = 1024 * 1024
"""The most bytes that GitHub takes for one step's summary."""


def render_summary(
    report: Report, limit: int = LIMIT, server_url: str = "https://github.com"
) -> str:
    """Render all findings, or as many as fit, as one table a file.

    Args:
        report: What to show.
        limit: The most bytes.
        server_url: Where GitHub is, which would act upon what is named there.
    """
    environment = templates([resources.templates()], server_url)
    shown = len(report.findings)
    while True:
        views = {
            "findings": report.findings[:shown],
            "hidden": len(report.findings) - shown,
            "totals": totals(report),
            "verdict": verdict(report),
        }
        text = render(environment, "findings.md.j2", views)
        size = len(text.encode())
        if size <= limit or not shown:
            return text
        shown = shown * limit // size
