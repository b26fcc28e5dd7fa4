"""Findings as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from urllib.parse import quote

from ucops import DOCUMENTATION, __version__
from ucops.pages.findings.report import Report
from ucops.pages.findings.rule_page import rule_page
from ucops.prose.visible import json_text
from ucops.prose.words import MONTHS
from ucops.rules.all import rules
from ucops.rules.engine.finding import Finding, Level
from ucops.rules.engine.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "note"}
_NUMBER = re.compile(rf"\d[\d,.-]*(?: (?:{'|'.join(MONTHS)}) \d{{4}}[\d,.-]*)?")
"""A number or a day."""
MOST = 25_000
"""The most results that GitHub takes in one run; the least severe are left out first."""


def render_sarif(report: Report) -> str:
    """Render a report as one SARIF run."""
    found = sorted(report.findings, key=lambda one: list(LEVELS).index(one.severity))[:MOST]
    names = sorted({finding.rule for finding in found})
    index = {name: number for number, name in enumerate(names)}
    seen: Counter[str] = Counter()
    driver = {
        "name": "ucops",
        "version": __version__,
        "rules": [_rule(rules()[name]) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, index[one.rule], report.prefix, seen) for one in found],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(document)


def _rule(rule: Rule) -> dict[str, object]:
    page = rule_page(rule.name)
    return {
        "id": rule.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.why},
        "helpUri": f"{DOCUMENTATION}/rules/{rule.name}.md",
        "help": {"text": f"{page.why}\n\nWrong:\n\n{page.wrong}\nRight:\n\n{page.right}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding, rule: int, prefix: str, seen: Counter[str]) -> dict[str, object]:
    print_ = fingerprint(finding)
    seen[print_] += 1
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    place = {"artifactLocation": {"uri": quote(prefix + finding.file)}, "region": region}
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": " ".join(filter(None, [finding.message, finding.hint]))},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"ucops/v1": f"{print_}:{seen[print_]}"},
    }


def fingerprint(finding: Finding) -> str:
    """What stays the same about a finding when lines move and days pass.

    That is its rule, file, path, and message without the numbers in it.
    """
    message = _NUMBER.sub("0", finding.message)
    same = f"{finding.rule}\0{finding.file}\0{finding.path}\0{message}"
    return hashlib.sha256(same.encode("utf-8", "surrogatepass")).hexdigest()[:32]
