"""Signs that mean something to YAML, inside or in front of a text, and what only nodes show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal, get_args, get_origin

from yaml import AliasToken, AnchorToken, Node, ScalarNode

from ucops.model import shape
from ucops.model.values import Slug
from ucops.slips import links, lists, repair
from ucops.slips.misfit import Misfit, model_of, value_at
from ucops.slips.misread import EXPLAINED, explained, odd_number, quoted
from ucops.slips.suspicion import SEATS
from ucops.text.compose import tokens
from ucops.text.correction import Certainty, Correction, Edit, sure
from ucops.text.data import EXPANDED_LIMIT, Fault, made, nodes
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import Path, Source, Span

_ANCHOR = re.compile(r"(?:^|[\s\[{,])&\w")
_CUT = re.compile(r"[ \t]+#(?!ucops:)[^\s#]")
_RANKED = re.compile(r" #[ \t]+\d{1,2}(?![-.:/\w]|[ \t]*%)")
"""A place in a ranking such as "# 1", behind a text; comments hardly start like that."""
_RANKED_TEXT = re.compile(r".*?#[ \t]+\d.*?(?<=\S)(?=\s+#\s|\s*$)")
_NO_PROSE = re.compile(r"[a-z0-9@?/_-]*|(?s:.*)[.!?]")
"""A name, a placeholder or a whole sentence, behind which a comment is one."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CUT_WORD = re.compile(r"#[^\s#,\]}\"']+")
_SEVERAL = 3
"""So many keys for the second time are a line that is missing above them."""


def trapped(root: Node, text: str) -> Iterator[Fault]:
    """Scalars that do not say what they seem to say, whatever they are meant for."""
    unused = _unused(text) if _ANCHOR.search(text) else frozenset()
    for _, is_key, node in nodes(root):
        if node.__class__ is not ScalarNode:
            continue
        rule = _trap(node, text, is_key=is_key)
        if not node.style and node.start_mark.index in unused and _text_or_nothing(made(node)):
            rule = "unused-anchor"
        if rule is not None:
            yield Fault(rule, node)


def _trap(node: ScalarNode, text: str, *, is_key: bool) -> str | None:
    if node.style == '"':
        return "control-character" if _CONTROL.search(node.value) else None
    if node.style:
        return None
    value = made(node)
    if isinstance(value, int | float) and (rule := odd_number(node.value)):
        cut_ = not is_key and _CUT.match(text, node.end_mark.index)
        return "comment-cut" if cut_ else rule
    if is_key or not _text_or_nothing(value):
        return None
    end = node.end_mark.index
    ranked = _RANKED.match(text, end) and not _NO_PROSE.fullmatch(node.value)
    return "comment-cut" if ranked or _CUT.match(text, end) else None


def _unused(text: str) -> frozenset[int]:
    """Where the anchors stand that nothing refers to."""
    found = list(tokens(text))
    used = {token.value for token in found if isinstance(token, AliasToken)}
    anchors = (token for token in found if isinstance(token, AnchorToken))
    return frozenset(one.start_mark.index for one in anchors if one.value not in used)


def _text_or_nothing(value: object) -> bool:
    return value is None or isinstance(value, str)


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
    found = [_problem(source, fault, *paths.get(id(fault.node), ((), False))) for fault in faults]
    problems = _folded(found)
    return [*problems, rest(source.file)] if left > 0 else problems


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
            message = f"from here on, {twice[holder]} keys stand in one entry for the second time"
            hint = "put the line back that starts the next entry, above this one"
            kept.append(replace(one, message=message, advice=hint))
    return kept


def _problem(source: Source, fault: Fault, path: Path, is_key: bool) -> Problem:  # noqa: FBT001 - a pair unpacked
    span = _span(source, fault)
    message, advice = _said(source, fault, span, path, is_key=is_key)
    return Problem(
        rule=fault.rule,
        file=source.file,
        message=message,
        advice=advice,
        path=path,
        span=span,
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


def _said(
    source: Source, fault: Fault, span: Span, path: Path, *, is_key: bool
) -> tuple[str, str | Correction]:
    node = fault.node
    line = source.readable_lines[span.line - 1]
    if fault.rule == "duplicate-key" and fault.other is not None:
        first = source.node_span(fault.other).line
        message = f"the key {node.value} is already on line {first}; only the last one counts"
        return message, "join the two, or delete one of them"
    if fault.rule == "comment-cut":
        return "the # starts a comment and cuts the value off", _uncut(source, line, span, path)
    if fault.rule == "unused-anchor" or (fault.rule == "tag" and isinstance(node, ScalarNode)):
        before = "put it in quotes if it is text: "
        return _WORDS[fault.rule][0], _quoted(line, span, before=before)
    if fault.rule in EXPLAINED:
        at = (*path[:-1], str(made(node))) if is_key else path  # as the data has the key
        misfit = Misfit(model_of(source), source, at, fault.rule, made(node), on_key=is_key)
        return explained(fault.rule, node.value, made(node)), _odd(misfit, fault.rule)
    return _WORDS[fault.rule]


def _odd(misfit: Misfit, rule: str) -> str | Correction:
    """The number of an odd spelling in quotes where text is wanted, else in plain digits."""
    if _wants_text(misfit):
        return quoted(misfit)
    digits = misfit.raw.replace("_", "")
    if rule == "underscore-number" and odd_number(digits) is None and _wants_number(misfit):
        return misfit.write(digits, misfit.value, Certainty.SURE)
    return f'write "{misfit.raw}" for a text, or digits alone for a number'


def _wants_text(misfit: Misfit) -> bool:
    """Whether the model expects a text, or something that is written as one."""
    path = misfit.path
    if misfit.on_key:
        arguments = get_args(shape.bare(shape.expected(misfit.model, path[:-1])))
        return bool(arguments) and arguments[0] in {str, Slug}
    return lists.is_text(shape.expected(misfit.model, path)) or path[0] in SEATS


def _wants_number(misfit: Misfit) -> bool:
    """Whether the model expects a number."""
    kind = shape.bare(shape.expected(misfit.model, misfit.path))
    if get_origin(kind) is Literal:
        return all(isinstance(one, int) for one in get_args(kind))
    return kind in {int, float}


def _uncut(source: Source, line: str, span: Span, path: Path) -> str | Correction:
    """The line as it was meant: an issue's number without the #, everything else in quotes."""
    cut = line[span.column - 1 : span.end_column - 1]
    if path[-1:] == ("issue",) and (found := re.match(r"#(\d+)(?!\S)", line[span.column - 1 :])):
        number = found[1]
        certain = sure(re.fullmatch(r"[1-9]\d{0,8}", number) and cut == found[0])
        return _instead(line, span, number, path=path, value=int(number), certainty=certain)
    if span.line != span.end_line:
        return "put the whole text in quotes, from its first line to its last"
    channel = re.search(r"#[\w-]+", line[span.column - 1 :])
    if links.is_place(path) and channel and not cut.startswith("#"):
        whole = replace(span, end_column=span.column + channel.end())
        return replace(
            _instead(line, whole, repair.quote(channel[0]), path=path, value=channel[0]),
            certainty=Certainty.LIKELY,
        )
    misfit = Misfit(model_of(source), source, path, "comment-cut", value_at(source.data, path))
    is_person = path[0] in SEATS or path[-1:] in {("owner",), ("lead",)}
    wanted = _wants_text(misfit) and not is_person
    if cut.startswith("#"):
        certain = sure(wanted and _CUT_WORD.fullmatch(cut))
        return _quoted(line, span, path=path, certainty=certain)
    likely = Certainty(wanted and not repair.lost_quote(cut))
    if _RANKED.match(line, span.end_column - 1) and (
        found := _RANKED_TEXT.match(line[span.column - 1 :])
    ):
        whole = Span(span.line, span.column, span.line, span.column + found.end())
        before = "put it in quotes (a comment stands on a line of its own): "
        return _quoted(line, whole, before=before, path=path, certainty=likely)
    return _quoted(line, span, path=path, certainty=likely)


def _quoted(
    line: str,
    span: Span,
    *,
    path: Path = (),
    before: str = "put it in quotes: ",
    certainty: Certainty = Certainty.SHOWN,
) -> Correction:
    """The text from a place on in quotes, with what a # cuts off of it."""
    start, end = span.column - 1, span.end_column - 1
    text = line[start:end] if "#" in line[start:end] else repair.piece(line, start)
    whole = Span(span.line, span.column, span.line, span.column + len(text))
    lost = certainty == Certainty.LIKELY and repair.lost_quote(text)
    return replace(
        _instead(line, whole, repair.quote(text), path=path, value=text),
        before=before,
        certainty=Certainty.SHOWN if lost else certainty,
    )


def _instead(
    line: str,
    span: Span,
    text: str,
    *,
    path: Path,
    value: Any,  # noqa: ANN401 - plain data
    certainty: Certainty = Certainty.SHOWN,
) -> Correction:
    fixed = f"{line[: span.column - 1]}{text}{line[span.end_column - 1 :]}".strip()
    edit = Edit(span, text)
    return Correction(edits=(edit,), line=fixed, path=path, value=value, certainty=certainty)
