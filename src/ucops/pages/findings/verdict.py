"""The one line that says whether the files may be merged."""

from __future__ import annotations

from ucops.pages.findings.report import Report
from ucops.rules.engine.wording import counted


def verdict(report: Report) -> str:
    """Say whether a person may merge, and if not, what to do first."""
    if not report.mergeable:
        blocking = [counted(report.count("error"), "error")] if report.count("error") else []
        if report.strict and report.count("warning"):
            blocking.append(counted(report.count("warning"), "warning"))
        return f"Not ready to merge: correct the {' and the '.join(blocking)} first."
    if report.elsewhere:
        others = counted(report.elsewhere, "error")
        return f"Nothing to correct in these files; `ucops validate` finds {others} in others."
    return "Ready to merge."


def totals(report: Report) -> str:
    """Say what was looked at and how much was found."""
    looked = ", ".join([counted(report.use_cases, "use case"), counted(report.items, "item")])
    found = ", ".join(
        [
            counted(report.count("error"), "error"),
            counted(report.count("warning"), "warning"),
            counted(report.count("info"), "note"),
        ]
    )
    return f"{looked}: {found}."


def mendable(report: Report) -> str:
    """Say how much need not be corrected by hand, if anything."""
    return f"{report.mendable:,} can be mended with --fix." if report.mendable else ""
