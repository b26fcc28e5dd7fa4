from __future__ import annotations

import json
from typing import Any

from ucops.pages.findings import REPORTERS

EXPECTED = """\
{
  "version": 1,
  "findings": [
    {
      "rule": "unknown-role",
      "severity": "error",
      "message": "There is no role 'pnm'.",
      "hint": "did you mean 'pmm'?",
      "file": "usecases/ci.yaml",
      "line": 2,
      "column": 3,
      "end_line": 2,
      "end_column": 6,
      "path": "team.pnm",
      "url": "docs/rules/unknown-role.md"
    }
  ],
  "summary": {
    "files": 1,
    "use_cases": 1,
    "items": 3,
    "errors": 1,
    "warnings": 0,
    "infos": 0
  }
}
"""


def test_the_document_is_this(finding: Any, reported: Any) -> None:
    assert REPORTERS["json"](reported(finding())) == EXPECTED


def test_letters_of_every_language_stay_readable(finding: Any, reported: Any) -> None:
    text = REPORTERS["json"](reported(finding(message="Café – 配信")))
    assert "Café – 配信" in text
    assert json.loads(text)["findings"][0]["message"] == "Café – 配信"
