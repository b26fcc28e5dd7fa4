"""Whatever a command prints leaves by cli/output.py, where nothing of it steers a terminal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "src/ucops"
HOME = SOURCES / "cli/output.py"
PRINTING = {"echo", "secho", "print", "write", "echo_via_pager"}
STREAMS = {"stdout", "stderr"}


def printed(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls that print, with a text that is not written out in the source."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _prints(node.func) and not _is_written_out(node):
            yield node


def _is_written_out(call: ast.Call) -> bool:
    return all(isinstance(one, ast.Constant) for one in call.args)


def _prints(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id == "print"
    if not isinstance(function, ast.Attribute) or function.attr not in PRINTING:
        return False
    owner = function.value
    return (isinstance(owner, ast.Name) and owner.id == "click") or (
        isinstance(owner, ast.Attribute) and owner.attr in STREAMS
    )


def test_nothing_else_prints_what_others_wrote() -> None:
    found = [
        f"{file.relative_to(SOURCES)}:{call.lineno}"
        for file in sorted(SOURCES.rglob("*.py"))
        if file != HOME
        for call in printed(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_the_home_prints_nothing_that_did_not_pass_the_gate() -> None:
    """Its only way past is `exact`, for a diff to carry out and for commands that are meant."""
    text = HOME.read_text(encoding="utf-8")
    assert text.count("click.echo(") == len(list(printed(ast.parse(text)))) == 3
    exact = [
        file.name
        for file in sorted((SOURCES / "cli").glob("*.py"))
        if "exact=" in file.read_text(encoding="utf-8") and file != HOME
    ]
    assert exact == ["ci.py", "validate.py"]
