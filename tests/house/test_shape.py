"""No loose ends, no exemption without a reason, and nobody but the command line prints.

How long files and functions are is shown by `make house`, as a sign and not as a gate: what reads
better whole stays whole.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "ucops"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TOOLS = sorted((ROOT / "tools").glob("*.py")) + sorted((ROOT / "benchmarks").rglob("*.py"))
EXEMPTION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma)\b.*?(?P<reason>\s[-#] \S.*)?$")
UNFORMATTED = re.compile(r"#\s*fmt:\s*(skip|off)")
LOOSE_END = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\braise NotImplementedError$", re.MULTILINE)


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Every comment of a module with its line."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


@pytest.mark.parametrize("file", SOURCES + TOOLS, ids=name)
def test_an_exemption_from_a_check_gives_its_reason(file: Path) -> None:
    for line, comment in comments(file.read_text(encoding="utf-8")):
        exemption = EXEMPTION.search(comment)
        assert not exemption or exemption["reason"], f"{name(file)}:{line} {comment}"


@pytest.mark.parametrize("file", SOURCES + TOOLS, ids=name)
def test_no_line_is_kept_from_the_formatter(file: Path) -> None:
    found = [line for line, text in comments(file.read_text()) if UNFORMATTED.match(text)]
    assert found == []


@pytest.mark.parametrize("file", SOURCES, ids=name)
def test_nothing_is_left_undone(file: Path) -> None:
    found = LOOSE_END.search(file.read_text(encoding="utf-8"))
    assert not found, f"{name(file)}: {found}"


FORKS = {"src/ucops/app/halves.py"}
"""What forks: the process that it made ends there, before it goes on as if it were the first."""


@pytest.mark.parametrize(
    "file", [file for file in SOURCES if file.relative_to(PACKAGE).parts[0] != "cli"], ids=name
)
def test_only_the_command_line_prints_or_ends_the_process(file: Path) -> None:
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    ending = {"sys.exit", "exit", *({"os._exit"} if name(file) not in FORKS else ())}
    assert not calls & {"print", "click.echo", *ending}


@pytest.mark.parametrize(
    ("comment", "is_exempt", "has_reason"),
    [
        ("# noqa: S101", True, False),
        ("# noqa: S101 - a reason", True, True),
        ("# type: ignore[arg-type]", True, False),
        ("# type: ignore[arg-type]  # the stubs are wrong", True, True),
        ("# pragma: no cover", True, False),
        ("# just a comment", False, False),
    ],
)
def test_reasons_are_recognised(comment: str, is_exempt: bool, has_reason: bool) -> None:
    found = EXEMPTION.search(comment)
    assert bool(found) is is_exempt
    assert bool(found and found["reason"]) is has_reason
