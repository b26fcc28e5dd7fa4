"""What is said of each wrong example, and where: tests/golden/rules shows it.

What reading the files finds is left out: tests/reading looks at that.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from tests.rules.examples import split, write

from ucops.pages.findings.rule_page import rule_page
from ucops.reading.load import load
from ucops.rules.all import rules
from ucops.rules.check import check
from ucops.rules.engine.finding import Finding

TESTS = Path(__file__).parent.parent
EXAMPLES = TESTS / "examples/invalid"
GOLDEN = "rules/examples.txt"
TODAY = dt.date(2026, 11, 22)
MOST = 5
OURS = {
    name
    for name, rule in rules().items()
    if rule.in_file or rule.in_all or rule.family == "silencing"
}


def said(example: Path, root: Path) -> Iterator[str]:
    """The example's name, then what its rule says of it."""
    if example.is_dir():
        shutil.copytree(example, root, symlinks=True)
    else:
        (root / "usecases").mkdir(parents=True)
        shutil.copy(example, root / "usecases" / example.name)
        (root / "ucops.yaml").write_text("version: 1\n")
    rule = example.parent.name
    return lines(f"{rule}/{example.name}", rule, check(load(root), as_of=TODAY))


def lines(title: str, rule: str, found: Iterable[Finding]) -> Iterator[str]:
    """The title, then a rule's first findings, each with its place and its hint."""
    yield f"# {title}"
    findings = [one for one in found if one.rule == rule]
    for one in findings[:MOST]:
        start, end = f"{one.line}:{one.column}", f"{one.end_line}:{one.end_column}"
        yield f"{one.file}:{start}-{end} {one.path or '(file)'} {one.severity}"
        yield f"    {one.message}"
        yield f"    → {one.hint}"
    yield f"{len(findings)} in all\n"


def test_every_example_is_found_where_and_in_the_words_it_was(
    golden: Callable[[str, str], None], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    everything = sorted(one for one in EXAMPLES.glob("*/*") if one.parent.name in OURS)
    if not request.config.getoption("--update-golden"):  # new ones are taken up when that runs
        known = (TESTS / "golden" / GOLDEN).read_text().splitlines()
        everything = [one for one in everything if f"# {one.parent.name}/{one.name}" in known]
    golden(
        GOLDEN,
        "\n".join(
            line
            for number, example in enumerate(everything)
            for line in said(example, tmp_path / str(number))
        ),
    )


def test_every_page_shows_what_is_found_where_and_in_the_words_it_was(
    golden: Callable[[str, str], None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    told = []
    for rule in sorted(OURS):
        page = rule_page(rule)
        if page.files:
            root = tmp_path_factory.mktemp("page")
            write(root, split(page.wrong))
            told += lines(rule, rule, check(load(root), as_of=TODAY))
    golden("rules/pages.txt", "\n".join(told))
