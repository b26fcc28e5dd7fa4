"""What only the nodes of a document show, in words."""

from __future__ import annotations

from collections.abc import Iterable

from yaml import Node

from ucops.catalog import repair
from ucops.catalog.document import EXPANDED_LIMIT, Fault, Path, made, nodes
from ucops.catalog.problem import PROBLEM_LIMIT, Problem, rest
from ucops.catalog.source import Source
from ucops.catalog.traps import EXPLAINED, explained

_WORDS = {
    "tag": (
        "a YAML tag stands in front of the value",
        "take the tag away, or put the whole text in quotes",
    ),
    "unusable-key": (
        "brackets or braces stand where the name of a key is expected",
        "put the text in quotes if it is one; a value left over from a template goes away",
    ),
    "bad-merge": (
        "<< does not point at a mapping",
        "point it at a mapping's &name, as in <<: *name",
    ),
    "bad-alias": (
        f"aliases make the file hold itself, or more than {EXPANDED_LIMIT:,} values",
        "write the values out, or repeat fewer of them",
    ),
    "too-deep": ("values are nested too deeply here", "a use case needs eight levels"),
    "control-character": (
        "the text holds an invisible control character",
        "take the backslash sequence that stands for it away",
    ),
}


def problems_of(source: Source, root: Node, faults: Iterable[Fault]) -> list[Problem]:
    """Every fault as a problem with its path."""
    faults = list(faults)
    left, faults = len(faults) - PROBLEM_LIMIT, faults[:PROBLEM_LIMIT]
    paths = {id(node): (path, is_key) for path, is_key, node in nodes(root)}
    problems = [
        _problem(source, fault, *paths.get(id(fault.node), ((), False))) for fault in faults
    ]
    return [*problems, rest(source.file)] if left > 0 else problems


def _problem(source: Source, fault: Fault, path: Path, is_key: bool) -> Problem:  # noqa: FBT001 - a pair unpacked
    message, hint = _said(source, fault)
    return Problem(
        rule=fault.rule,
        file=source.file,
        message=message,
        hint=hint,
        path=path,
        span=source.node_span(fault.node),
        on_key=is_key,
    )


def _said(source: Source, fault: Fault) -> tuple[str, str]:
    node, span = fault.node, source.node_span(fault.node)
    line = source.readable_lines[span.line - 1]
    if fault.rule == "duplicate-key" and fault.other is not None:
        first = source.node_span(fault.other).line
        message = f"the key {node.value} is already on line {first}; only the last one counts"
        return message, "join the two, or delete one of them"
    if fault.rule == "comment-cut":
        fixed = repair.quoted_from(line, span.column - 1) if node.value else repair.uncut(line)
        return "the # starts a comment and cuts the value off", f"put it in quotes: {fixed.strip()}"
    if fault.rule in EXPLAINED:
        before, after = line[: span.column - 1], line[span.end_column - 1 :]
        fixed = f'{before.strip()} "{node.value}"{after.rstrip()}'
        hint = f"write: {fixed} for a text, or digits alone for a number"
        return explained(fault.rule, node.value, made(node)), hint
    return _WORDS[fault.rule]
