"""Small programmes in a folder, for the tests of loading."""

from __future__ import annotations

from pathlib import Path

from ucops.reading.load import Loaded, load
from ucops.text.problem import Problem

CONFIG = "version: 1\n"
USE_CASE = "title: A\nproblem: B\n"


def write(root: Path, files: dict[str, str | bytes], config: str = CONFIG) -> Path:
    """Write `ucops.yaml` and other files below a folder."""
    for name, text in {"ucops.yaml": config, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def loaded(root: Path, use_case: str = USE_CASE, config: str = CONFIG) -> Loaded:
    """Load a programme of one use case, `ci`."""
    return load(write(root, {"usecases/ci.yaml": use_case}, config))


def places(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[str, int, int]]:
    """Rule, line and column of every problem."""
    spans = [(one.rule, one.span) for one in problems]
    return [(rule, span.line, span.column) if span else (rule, 0, 0) for rule, span in spans]
