"""One file: bytes to text to plain data, with everything wrong on the way."""

from __future__ import annotations

from pathlib import Path

from yaml import Node, YAMLError

from ucops.catalog.compose import compose
from ucops.catalog.document import Builder
from ucops.catalog.problem import Problem
from ucops.catalog.source import Source
from ucops.errors import UsageError


def read(path: Path, file: str) -> tuple[Source, list[Problem]]:
    """Read a file; whatever is wrong with it is a problem, never an exception."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise UsageError(f"{file} is missing") from None
    source = Source(file, text)
    problems: list[Problem] = []

    def report(rule: str, node: Node, _other: Node | None) -> None:
        span = source.span(node.start_mark.index, node.end_mark.index)
        problems.append(Problem(rule=rule, file=file, message=rule, span=span))

    try:
        root = compose(text)
    except YAMLError as error:
        problems.append(Problem(rule="syntax", file=file, message=str(error)))
        return source, problems
    if root is not None:
        source.data = Builder(report).build(root)
    return source, problems
