"""How findings are shown: to a person, to a program, to GitHub, to a code-scanning tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ucops.pages.findings.github import render_github
from ucops.pages.findings.json import render_json
from ucops.pages.findings.report import Report
from ucops.pages.findings.sarif import render_sarif
from ucops.pages.findings.text import render_text

REPORTERS: Mapping[str, Callable[[Report], str]] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
}
"""What renders a report, by the name of its format."""
