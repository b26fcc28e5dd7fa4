"""How findings are shown: to a person, to a program, to GitHub, to a code-scanning tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ucops.rules.report import Report
from ucops.rules.reporters.github import render_github
from ucops.rules.reporters.json import render_json
from ucops.rules.reporters.sarif import render_sarif
from ucops.rules.reporters.text import render_text

REPORTERS: Mapping[str, Callable[[Report], str]] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
}
"""What renders a report, by the name of its format."""
