"""A text by its nodes: what is wrong with it, and what it says in spite of that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.reader import ReaderError

from ucops.slips import repair
from ucops.slips.joined_lines import joined
from ucops.slips.leftovers import cleared
from ucops.slips.signs import problems_of, trapped
from ucops.slips.syntax import diagnose, repaired, stopped
from ucops.slips.table import without_tables
from ucops.text.compose import HAS_LIBYAML, compose, events
from ucops.text.data import (
    DEPTH_LIMIT,
    Builder,
    UnbuildableError,
    check_aliases,
    nodes,
)
from ucops.text.encoding import forbidden, without_forbidden
from ucops.text.problem import Problem
from ucops.text.source import START, Path, Source

ATTEMPTS = 25
"""How many things that YAML cannot read are put right in one file before the rest is let go."""
SHALLOW = 400 if HAS_LIBYAML else 100
"""Up to so many brackets and columns of indentation, nesting cannot hurt."""

_KEY = re.compile(r"""(?m)^[ \t{"'-]*\w[\w .-]{0,60}["']?:""")
_TOP_KEY = re.compile(r"""(["']?)([\w -]++)\1\s*:""")
_PREFIX = re.compile(r"(?m)^[ \t?:-]+")


def read_closely(source: Source, problems: list[Problem]) -> tuple[Source, list[Problem]]:
    """Read a text by its nodes, with everything wrong, and what can be read in spite of that."""
    source, left = cleared(source)
    source, tables = without_tables(source)
    left += tables
    source, root, wrong = _composed(source)
    if root is None:
        problems += left + wrong
        return source, problems if left or wrong else [*problems, _empty(source.file)]
    problems += left + _with_paths(wrong, source, root) + joined(source, root)
    return source, problems + _build(source, root)


def _composed(source: Source) -> tuple[Source, Node | None, list[Problem]]:
    """The nodes of a text, of which what YAML cannot read is put right or left out."""
    problems: list[Problem] = []
    sure = True
    reached: dict[int, int] = {}
    for _ in range(ATTEMPTS):
        if (index := _too_deep(source.readable)) is not None:
            return source, None, [*problems, _deep(source, index)]
        try:
            return source, compose(source.readable), folded(problems)
        except ReaderError:
            problems += forbidden(source)
            source = source.read_as(without_forbidden(source.readable), whole=source.whole)
        except MarkedYAMLError as error:
            if not problems and not _KEY.search(source.readable):
                return source, None, [_no_keys(source)]
            found = diagnose(error, source)
            if found.column <= reached.get(found.line, -1):
                found, sure = replace(found, fixed=None), False
            if sure:
                lost = found.fixed is None and found.rule not in {"tab", "several-documents"}
                path = _block_key(source.readable_lines, found.line) if lost else ()
                problems.append(replace(stopped(source, found), path=path))
            sure = sure and found.fixed is not None
            reached[found.line] = -1 if found.rule == "tab" else found.column
            source = source.read_as(
                _rejoined(source, repaired(source.readable_lines, found)), whole=sure
            )
    return source, None, problems


def folded(problems: list[Problem]) -> list[Problem]:
    """The problems, with one for the same slip in lines that follow each other."""
    kept: list[Problem] = []
    counts: list[int] = []
    for one in problems:
        last = kept[-1] if kept else None
        if last and _follows(last, one, counts[-1]) and last.correction and one.correction:
            counts[-1] += 1
            edits = (*last.correction.edits, *one.correction.edits)
            certainty = min(last.correction.certainty, one.correction.certainty)
            advice = replace(last.correction, edits=edits, certainty=certainty)
            kept[-1] = replace(last, advice=advice)
        else:
            kept.append(one)
            counts.append(0)
    return [
        replace(one, message=f"{one.message} ({more} more below it)") if more else one
        for one, more in zip(kept, counts, strict=True)
    ]


def _follows(last: Problem, one: Problem, more: int) -> bool:
    same = last.rule == one.rule and last.message == one.message and one.stops
    lines = last.span and one.span and one.span.line == last.span.line + more + 1
    return bool(same and lines)


def _rejoined(source: Source, lines: list[str]) -> str:
    """Lines with the line ends that they have in the file."""
    before = source.readable.split("\n")
    ends = ("\r" if line.endswith("\r") else "" for line in before)
    return "\n".join(line + end for line, end in zip(lines, ends, strict=True))


def _block_key(lines: list[str], line: int) -> Path:
    """The path of the top-level block that holds a line; empty where it is no block of a key."""
    while line > 0 and not re.match(r"[^\s#-]", lines[line]):
        line -= 1
    found = _TOP_KEY.match(lines[line])
    return (found[2].strip(),) if found else ()


def _with_paths(problems: Iterable[Problem], source: Source, root: Node) -> list[Problem]:
    """The problems, each with the path of what now stands at its place.

    Where nothing does, it is that of what holds the line, as if its key were meant.
    """
    problems = list(problems)
    if all(one.path or one.span is None for one in problems):
        return problems
    places = [
        (*source.position(node.start_mark.index), source.position(node.end_mark.index)[0], path)
        for path, _, node in nodes(root)
    ]
    return [_placed(problem, places) for problem in problems]


def _placed(problem: Problem, places: list[tuple[int, int, int, Path]]) -> Problem:
    if problem.path or problem.span is None:
        return problem
    line, column = problem.span.line, problem.span.column
    here = [place for place in places if place[0] == line]
    if here:
        before = [path for _, start, _, path in here if start <= column]
        return replace(problem, path=before[-1] if before else here[0][3], mended=True)
    around = [path for start, _, end, path in places if start < line <= end]
    return replace(problem, path=around[-1] if around else (), on_key=True, mended=True)


def _too_deep(text: str) -> int | None:
    """Where nesting passes the limit, or None; asked before anything recursive reads the text."""
    deepest = max((len(found) for found in _PREFIX.findall(text)), default=0)
    if text.count("[") + text.count("{") + 2 * deepest < SHALLOW:
        return None
    depth = 0
    try:
        for event in events(text):
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
        advice="a use case needs eight levels; look for brackets or dashes that are never closed",
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
    faults = [*builder.faults, *trapped(root, source.readable)]
    return problems_of(source, root, faults) if faults else []


def _empty(file: str) -> Problem:
    return Problem(
        rule="empty-file",
        file=file,
        message="the file says nothing",
        advice="start it with two lines: title: … and problem: …",
        span=START,
    )


def _no_keys(source: Source) -> Problem:
    return Problem(
        rule="not-a-mapping",
        file=source.file,
        message="none of the file's lines is of the form `key: value`",
        advice="start it with two lines: title: … and problem: …",
        span=source.span(0, len(source.readable.partition("\n")[0])),
    )


def _not_a_mapping(source: Source, root: Node) -> Problem:
    if isinstance(root, ScalarNode) and not root.value and root.tag is not None:
        return _empty(source.file)
    found = Problem(
        rule="not-a-mapping",
        file=source.file,
        message="the file is a list, not `key: value` lines",
        advice="take the dashes away, so that the file starts with title: …",
        span=source.node_span(root),
    )
    if not isinstance(root, ScalarNode):
        return found
    spaced = repair.spaced(source.lines[source.node_span(root).line - 1])
    hint = f"write: {spaced}" if spaced else "start it with two lines: title: … and problem: …"
    message = "the file is one text, not `key: value` lines"
    return replace(found, message=message, advice=hint)
