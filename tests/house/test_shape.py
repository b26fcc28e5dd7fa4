"""The house's shape: short files, short functions, and no loose ends."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "ucops").rglob("*.py"))
TOOLS = sorted((ROOT / "tools").glob("*.py")) + sorted((ROOT / "benchmarks").rglob("*.py"))
EXEMPTION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma)\b.*?(?P<reason>\s[-#] \S.*)?$")
LOOSE_END = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\braise NotImplementedError$", re.MULTILINE)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def functions(text: str) -> Iterator[tuple[Function, int]]:
    """Every function of a module with its number of lines, docstring and signature left out."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Function):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield node, (node.end_lineno or 0) - body[0].lineno + 1 if body else 1


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Every comment of a module with its line."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


@pytest.mark.parametrize("file", SOURCES, ids=name)
def test_no_file_is_too_long_and_no_function_either(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    too_long = {node.name: lines for node, lines in functions(text) if lines > 50}
    assert not too_long


def test_functions_and_files_are_short_as_a_rule() -> None:
    texts = [file.read_text(encoding="utf-8") for file in SOURCES]
    lines = [count for text in texts for _, count in functions(text)]
    assert median(lines) <= 8
    assert quantiles(lines, n=10)[8] <= 25
    assert median(sum(bool(line.strip()) for line in text.splitlines()) for text in texts) <= 100


@pytest.mark.parametrize("file", SOURCES + TOOLS, ids=name)
def test_an_exemption_from_a_check_gives_its_reason(file: Path) -> None:
    for line, comment in comments(file.read_text(encoding="utf-8")):
        exemption = EXEMPTION.search(comment)
        assert not exemption or exemption["reason"], f"{name(file)}:{line} {comment}"


@pytest.mark.parametrize("file", SOURCES, ids=name)
def test_nothing_is_left_undone(file: Path) -> None:
    found = LOOSE_END.search(file.read_text(encoding="utf-8"))
    assert not found, f"{name(file)}: {found}"


@pytest.mark.parametrize(
    "file", [file for file in SOURCES if "cli" not in file.relative_to(ROOT).parts], ids=name
)
def test_only_the_command_line_prints_or_ends_the_process(file: Path) -> None:
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & {"print", "click.echo", "sys.exit", "exit", "os._exit"}


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
