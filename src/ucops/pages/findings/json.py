"""Findings for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring

from ucops.pages.findings.report import Report
from ucops.prose.visible import harmless_json, json_text
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
        "findings": [],
        "summary": {
            "files": report.files,
            "use_cases": report.use_cases,
            "items": report.items,
            "errors": report.count("error"),
            "warnings": report.count("warning"),
            "infos": report.count("info"),
        },
    }
    before, after = json_text(document).split("[]", 1)
    return "".join([before, *_listed(report.findings), after])


def _listed(findings: Iterable[Finding]) -> Iterator[str]:
    """A list of findings, in pieces: it is put together once, as it may be large."""
    begin = "[\n"
    for finding in findings:
        yield begin
        yield _row(finding)
        begin = ",\n"
    yield "[]" if begin == "[\n" else "\n  ]"


def _row(finding: Finding) -> str:
    """A finding as `json_text` would write it, in a tenth of the time: there may be thousands."""
    values = (getattr(finding, key) for key in KEYS)
    written = (str(one) if one.__class__ is int else encode_basestring(one) for one in values)
    pairs = ",\n".join(f'      "{key}": {value}' for key, value in zip(KEYS, written, strict=True))
    return harmless_json(f"    {{\n{pairs}\n    }}")


def plain(finding: Finding) -> dict[str, object]:
    """What a program learns of a finding."""
    return {key: getattr(finding, key) for key in KEYS}
