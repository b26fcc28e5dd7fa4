"""What is said of each invalid example, and where: tests/golden/rules/examples.txt shows it.

What reading the files finds is left out: tests/catalog looks at that.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ucops.reading.load import load
from ucops.rules.all import rules
from ucops.rules.check import check

TESTS = Path(__file__).parent.parent
EXAMPLES = TESTS / "examples/invalid"
GOLDEN = "rules/examples.txt"
TODAY = dt.date(2026, 11, 22)
MOST = 5


def said(example: Path, root: Path) -> Iterator[str]:
    """The example's name, then its rule's first findings, each with its place and its hint."""
    rule = example.parent.name
    yield f"# {rule}/{example.name}"
    if example.is_dir():
        shutil.copytree(example, root, symlinks=True)
    else:
        (root / "usecases").mkdir(parents=True)
        shutil.copy(example, root / "usecases" / example.name)
        (root / "ucops.yaml").write_text("version: 1\n")
    findings = [one for one in check(load(root), as_of=TODAY) if one.rule == rule]
    for one in findings[:MOST]:
        start, end = f"{one.line}:{one.column}", f"{one.end_line}:{one.end_column}"
        yield f"{one.file}:{start}-{end} {one.path or '(file)'} {one.severity}"
        yield f"    {one.message}"
        yield f"    → {one.hint}"
    yield f"{len(findings)} in all\n"


def test_every_example_is_found_where_and_in_the_words_it_was(
    golden: Callable[[str, str], None], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    ours = {name for name, rule in rules().items() if rule.find or rule.family == "silencing"}
    everything = sorted(one for one in EXAMPLES.glob("*/*") if one.parent.name in ours)
    if not request.config.getoption("--update-golden"):  # new ones are taken up when that runs
        known = (TESTS / "golden" / GOLDEN).read_text().splitlines()
        everything = [one for one in everything if f"# {one.parent.name}/{one.name}" in known]
    lines = [
        line
        for number, example in enumerate(everything)
        for line in said(example, tmp_path / str(number))
    ]
    golden(GOLDEN, "\n".join(lines))
