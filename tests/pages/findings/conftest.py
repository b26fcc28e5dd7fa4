from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ucops.pages.findings.report import Report
from ucops.reading.load import Loaded, load
from ucops.rules.engine.finding import Finding

Make = Callable[..., Finding]


@pytest.fixture
def finding() -> Make:
    """A finding at one place; what is given replaces its fields."""

    def make(**given: Any) -> Finding:
        fields = {
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
            "url": "docs/rules/unknown-role.md",
        }
        return Finding(**{**fields, **given})

    return make


@pytest.fixture
def reported() -> Callable[..., Report]:
    """A report of findings in a file of two lines; what is given replaces its fields."""

    def make(*findings: Finding, **given: Any) -> Report:
        texts = {"usecases/ci.yaml": "team:\n  pnm: octo-pmm"}
        fields = {"texts": texts, "files": 1, "use_cases": 1, "items": 3}
        return Report(findings=findings, **{**fields, **given})

    return make


@pytest.fixture
def written(tmp_path: Path) -> Callable[[dict[str, str]], Loaded]:
    """Write files, with a minimal configuration where none is given, and load them."""

    def write(files: dict[str, str]) -> Loaded:
        for name, text in {"ucops.yaml": "version: 1\n", **files}.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return load(tmp_path)

    return write
