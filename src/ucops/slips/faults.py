"""What only the nodes of a document show, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from yaml import Node, ScalarNode

from ucops.slips import repair
from ucops.slips.traps import EXPLAINED, RANKED, explained
from ucops.text.data import EXPANDED_LIMIT, Fault, Path, made, nodes
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import Source, Span

_RANKED_TEXT = re.compile(r".*?#[ \t]+\d.*?(?=\s+#\s|\s*$)")
_WORDS = {
    "tag": (
        "YAML takes the word behind the ! for an instruction, not for text",
        "take the word away, or put the whole text in quotes",
    ),
    "unused-anchor": (
        "YAML takes the word behind the & for a name that nothing refers to, and leaves it out",
        "put the whole text in quotes",
    ),
    "unusable-key": (
        "brackets or braces stand where the name of a key is expected",
        "put the text in quotes if it is one; delete it if it is left over from a template",
    ),
    "bad-merge": (
        "<< takes over the lines of another entry, but none is named here",
        "put &name behind the key of that entry, and write <<: *name here",
    ),
    "bad-alias": (
        f"aliases make the file hold itself, or more than {EXPANDED_LIMIT:,} values",
        "write the values out, or repeat fewer of them",
    ),
    "too-deep": (
        "values are nested too deeply here",
        "a use case needs eight levels; look for dashes or brackets that are not meant",
    ),
    "control-character": (
        "the text holds an invisible control character",
        "delete the backslash and the letters behind it that stand for it",
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
    problems = _folded(problems)
    return [*problems, rest(source.file)] if left > 0 else problems


_SEVERAL = 3


def _folded(problems: list[Problem]) -> list[Problem]:
    """The problems, with one for all the keys that one mapping has twice, where they are many."""
    twice = Counter(one.path[:-1] for one in problems if one.rule == "duplicate-key")
    first: set[Path] = set()
    kept: list[Problem] = []
    for one in problems:
        holder = one.path[:-1]
        if one.rule != "duplicate-key" or twice[holder] < _SEVERAL:
            kept.append(one)
        elif holder not in first:
            first.add(holder)
            kept.append(_lost_line(one, twice[holder]))
    return kept


def _lost_line(first: Problem, count: int) -> Problem:
    """What to say where the line that starts an entry seems to be missing."""
    message = f"from here on, {count} keys stand in one entry for the second time"
    hint = "put the line back that starts the next entry, above this one"
    return replace(first, message=message, hint=hint)


def _problem(source: Source, fault: Fault, path: Path, is_key: bool) -> Problem:  # noqa: FBT001 - a pair unpacked
    message, hint = _said(source, fault, path)
    return Problem(
        rule=fault.rule,
        file=source.file,
        message=message,
        hint=hint,
        path=path,
        span=_span(source, fault),
        on_key=is_key,
    )


def _span(source: Source, fault: Fault) -> Span:
    """The place of a fault; of a value that a # leaves nothing of, what is cut off."""
    span = source.node_span(fault.node)
    if fault.rule != "comment-cut" or fault.node.value:
        return span
    line = source.readable_lines[span.line - 1]
    column = line.index("#", span.column - 1)
    end = column + len(repair.piece(line, column))
    return Span(span.line, column + 1, span.line, end + 1)


_NUMBERS = frozenset({"target", "values", "issue", "limits"})
"""Keys of numbers, or of what holds them."""


def _said(source: Source, fault: Fault, path: Path) -> tuple[str, str]:
    node, span = fault.node, _span(source, fault)
    line = source.readable_lines[span.line - 1]
    if fault.rule == "duplicate-key" and fault.other is not None:
        first = source.node_span(fault.other).line
        message = f"the key {node.value} is already on line {first}; only the last one counts"
        return message, "join the two, or delete one of them"
    if fault.rule == "comment-cut":
        return "the # starts a comment and cuts the value off", _uncut(line, span, path)
    if fault.rule == "unused-anchor" or (fault.rule == "tag" and isinstance(node, ScalarNode)):
        fixed = repair.quoted_from(line, span.column - 1)
        return _WORDS[fault.rule][0], f"put it in quotes if it is text: {fixed.strip()}"
    if fault.rule in EXPLAINED:
        before, after = line[: span.column - 1], line[span.end_column - 1 :]
        fixed = f'{before.strip()} "{node.value}"{after.rstrip()}'
        hint = f"write: {fixed} for a text, or digits alone for a number"
        digits = node.value.replace("_", "")
        if fault.rule == "underscore-number" and digits.isdigit() and _NUMBERS & {*path[-2:]}:
            hint = f"write: {before.strip()} {digits}{after.rstrip()}"
        return explained(fault.rule, node.value, made(node)), hint
    return _WORDS[fault.rule]


def _uncut(line: str, span: Span, path: Path) -> str:
    """The line as it was meant: an issue's number without the #, everything else in quotes."""
    before, rest = line[: span.column - 1], line[span.column - 1 :]
    if path[-1:] == ("issue",) and re.match(r"#\d+(?!\S)", rest):
        return f"write: {(before + rest[1:]).strip()}"
    if span.line != span.end_line:
        return "put the whole text in quotes, from its first line to its last"
    if RANKED.match(line, span.end_column - 1) and (found := _RANKED_TEXT.match(rest)):
        fixed = f"{before}{repair.quote(found[0])}{rest[found.end() :]}".strip()
        return f"put it in quotes (a comment stands on a line of its own): {fixed}"
    return f"put it in quotes: {repair.quoted_from(line, span.column - 1).strip()}"
