"""Findings for programs."""

from __future__ import annotations

from dataclasses import asdict

from ucops.pages.findings.report import Report
from ucops.prose.visible import json_text
from ucops.rules.engine.finding import Finding

KEYS = (
    "rule",
    "severity",
    "message",
    "hint",
    "file",
    "line",
    "column",
    "end_line",
    "end_column",
    "path",
    "url",
)


def render_json(report: Report) -> str:
    """Render a report as JSON with a version, the findings and a summary."""
    document = {
        "version": 1,
        "findings": [plain(finding) for finding in report.findings],
        "summary": {
            "files": report.files,
            "use_cases": report.use_cases,
            "items": report.items,
            "errors": report.count("error"),
            "warnings": report.count("warning"),
            "infos": report.count("info"),
        },
    }
    return json_text(document)


def plain(finding: Finding) -> dict[str, object]:
    """What a program learns of a finding."""
    values = asdict(finding)
    return {key: values[key] for key in KEYS}
