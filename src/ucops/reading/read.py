"""One file: bytes to text to plain data, with everything wrong on the way."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml
from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.reader import ReaderError

from ucops.slips import repair
from ucops.slips.diagnosis import Diagnosis
from ucops.slips.faults import problems_of
from ucops.slips.joined import parted
from ucops.slips.leftovers import cleared
from ucops.slips.syntax import diagnose
from ucops.slips.touched import block_key, with_paths
from ucops.slips.traps import SUSPICIOUS, trapped
from ucops.text.compose import compose
from ucops.text.data import DEPTH_LIMIT, Builder, Fault, UnbuildableError, check_aliases
from ucops.text.encoding import decode, forbidden, without_forbidden
from ucops.text.problem import Problem
from ucops.text.source import START, Source, Span

ATTEMPTS = 25
"""How many things that YAML cannot read are put right in one file before the rest is let go."""
SHALLOW = 400
"""Up to so many brackets and columns of indentation, nesting cannot hurt."""

_KEY = re.compile(r"""(?m)^[ \t{"'-]*\w[\w .-]{0,60}["']?:""")
_PREFIX = re.compile(r"(?m)^[ \t?:-]+")


def read(raw: bytes, file: str) -> tuple[Source, list[Problem]]:
    """Read a file; whatever is wrong with it is a problem, never an exception."""
    text, problems = decode(raw, file)
    if text is None:
        return Source(file, ""), problems
    source, left = cleared(Source(file, text))
    source, root, wrong = _composed(source)
    if root is not None:
        source, root, apart = parted(source, root)
        wrong = with_paths([*wrong, *apart], source, root)
    problems += left + wrong
    if root is None:
        return source, problems if left or wrong else [*problems, _empty(file)]
    return source, problems + _build(source, root)


def _composed(source: Source) -> tuple[Source, Node | None, list[Problem]]:
    """The nodes of a text, of which what YAML cannot read is put right or left out."""
    problems: list[Problem] = []
    sure = True
    mended: set[int] = set()
    for _ in range(ATTEMPTS):
        if (index := _too_deep(source.readable)) is not None:
            return source, None, [*problems, _deep(source, index)]
        try:
            return source, compose(source.readable), problems
        except ReaderError:
            problems += forbidden(source)
            source = source.read_as(without_forbidden(source.readable), whole=source.whole)
        except MarkedYAMLError as error:
            if not problems and not _KEY.search(source.readable):
                return source, None, [_no_keys(source)]
            found = diagnose(error, source)
            if found.line in mended:
                found, sure = replace(found, fixed=None), False
            if sure:
                problems.append(_syntax_problem(source, found))
            sure = sure and found.fixed is not None
            mended.add(found.line)
            source = source.read_as(_repaired(source, found), whole=sure)
    return source, None, problems


def _syntax_problem(source: Source, found: Diagnosis) -> Problem:
    line, column = found.line + 1, found.column + 1
    line_end = len(source.readable_lines[found.line].rstrip()) + 1
    end = max(line_end if found.end is None else found.end + 1, column)
    return Problem(
        rule=found.rule,
        file=source.file,
        message=found.message,
        hint=found.hint,
        path=() if _is_mended(found) else block_key(source.readable_lines, found.line),
        span=Span(line, column, line, end),
    )


def _is_mended(found: Diagnosis) -> bool:
    """Whether no more than a line is lost."""
    return found.fixed is not None or found.rule in {"tab", "several-documents"}


def _repaired(source: Source, found: Diagnosis) -> str:
    """The text with one line put right, or else without the top-level block that holds it."""
    lines = source.readable.split("\n")
    if found.rule == "tab":
        return "\n".join(repair.untabbed(lines))
    if found.rule == "several-documents":
        kept = lines[: found.line]
        return "\n".join([*kept, *("" for _ in lines[found.line :])])
    if found.fixed is not None:
        end = "\r" if lines[found.line].endswith("\r") else ""
        lines[found.line] = found.fixed.rstrip("\r") + end
        return "\n".join(lines)
    return "\n".join(repair.without_block(lines, found.line))


def _too_deep(text: str) -> int | None:
    """Where nesting passes the limit, or None; asked before anything recursive reads the text."""
    deepest = max((len(found) for found in _PREFIX.findall(text)), default=0)
    if text.count("[") + text.count("{") + 2 * deepest < SHALLOW:
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            if depth > DEPTH_LIMIT:
                return event.start_mark.index if event.start_mark else 0
    except YAMLError:
        return None
    return None


def _deep(source: Source, index: int) -> Problem:
    return Problem(
        rule="too-deep",
        file=source.file,
        message=f"values are nested more than {DEPTH_LIMIT} levels deep here",
        hint="a use case needs eight levels; look for brackets or dashes that are never closed",
        span=source.span(index, index + 1),
    )


def _build(source: Source, root: Node) -> list[Problem]:
    """Fill in the source's data; everything wrong that the nodes show."""
    if not isinstance(root, MappingNode):
        return [_not_a_mapping(source, root)]
    builder = Builder()
    try:
        if "*" in source.readable:
            check_aliases(root)
        source.hold(builder.build(root), builder.places if builder.regular else None)
    except UnbuildableError as error:
        return problems_of(source, root, [*builder.faults, error.fault])
    faults: list[Fault] = builder.faults
    if SUSPICIOUS.search(source.readable):
        faults += trapped(root, source.readable)
    return problems_of(source, root, faults) if faults else []


def _empty(file: str) -> Problem:
    return Problem(
        rule="empty-file",
        file=file,
        message="the file says nothing",
        hint="start it with two lines: title: … and problem: …",
        span=START,
    )


def _no_keys(source: Source) -> Problem:
    return Problem(
        rule="not-a-mapping",
        file=source.file,
        message="none of the file's lines is of the form `key: value`",
        hint="start it with two lines: title: … and problem: …",
        span=source.span(0, len(source.readable.partition("\n")[0])),
    )


def _not_a_mapping(source: Source, root: Node) -> Problem:
    if isinstance(root, ScalarNode) and not root.value and root.tag is not None:
        return _empty(source.file)
    found = Problem(
        rule="not-a-mapping",
        file=source.file,
        message="the file is a list, not `key: value` lines",
        hint="take the dashes away, so that the file starts with title: …",
        span=source.node_span(root),
    )
    if not isinstance(root, ScalarNode):
        return found
    spaced = repair.spaced(source.lines[source.node_span(root).line - 1])
    hint = f"write: {spaced}" if spaced else "start it with two lines: title: … and problem: …"
    message = "the file is one text, not `key: value` lines"
    return replace(found, message=message, hint=hint)
