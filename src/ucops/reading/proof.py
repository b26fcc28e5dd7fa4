"""The law of mending: a file says what was meant, and everything else in it says the same.

What a mended text says is compared with what its corrections were to make of it, and then a second
reader, ruamel.yaml, has to find the same nodes in it and the same comments as before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from yaml import MappingNode, Node

from ucops.slips.misfit import value_at
from ucops.slips.questions import QUESTIONS
from ucops.text.compose import compose
from ucops.text.correction import UNSAID, Correction, Edit, apart, applied, said
from ucops.text.problem import SUMMED_UP, Problem
from ucops.text.source import Path, Source, Span

if TYPE_CHECKING:
    from ruamel.yaml import YAML

Version = tuple[int, int]
_VERSIONS: tuple[Version, ...] = ((1, 2), (1, 1))
_CUT = re.compile(r"[ \t]+#(?!ucops:)[^\s#]")
_SPACES = {ord("\t"): " "}
"""What the other reader sees instead of tabs, which it takes for an error after a value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says, and what is wrong with that."""

    source: Source
    problems: Sequence[Problem]


Made = tuple[Problem, Correction]
"""A problem and what was meant."""


class _Gone(Exception):  # noqa: N818 - nothing is wrong, the correction just does not hold
    """What a correction is about is not in the data."""


def holds(
    before: Reading, after: Reading, made: Collection[Made], *, strictly: bool = False
) -> bool:
    """Whether a file says what was meant, and nothing is wrong that was not wrong before.

    Args:
        before: The file without the corrections.
        after: The file with them.
        made: These, each with what it is for.
        strictly: Whether it does not do, either, that a value which is new shows a fault of its
            own.
    """
    wanted, found = before.source.data, after.source.data
    try:
        for problem, correction in made:
            if correction.path:
                wanted = _changed(wanted, correction.path, correction)
            elif not strictly:
                return False
            else:
                wanted, found = (_without(one, problem.path[:-1]) for one in (wanted, found))
    except _Gone:
        return False
    return same(found, wanted) and _is_better(before, after, made, strictly=strictly)


def _without(data: Any, path: Path) -> Any:  # noqa: ANN401 - plain data
    """The data with nothing at a path."""
    nothing = Correction(edits=(), line="", path=path, value=None)
    return _changed(data, path, nothing) if path else None


SHOWN_BUDGET = 600_000
"""Code points that are read to prove what is shown of one file: half a second's work."""


@dataclass
class Proof:
    """What is true of the corrections of a file, each of which would be made alone.

    Attributes:
        before: The file as it reads.
        base: The same where YAML can read every line, with what was hidden before.
        read: How a text is read.
        budget: How many code points may still be read.
    """

    before: Reading
    read: Callable[[str], Reading]
    budget: int = SHOWN_BUDGET
    base: Reading = field(init=False)

    def __post_init__(self) -> None:
        """Compare with the file as it reads, unless YAML cannot read all of it."""
        self.base = self.before

    def problems(self) -> list[Problem]:
        """The problems; what they show is true, or else they ask."""
        pairs = [(one, one.correction) for one in self.before.problems if one.correction]
        if not pairs:
            return list(self.before.problems)
        stops = [one for one, _ in pairs if one.stops]
        if any(one.stops for one in self.before.problems):
            self.base = self.read(self.before.source.readable)
            self.budget -= len(self.before.source.readable)
        made = [pair for pair in pairs if not pair[0].stops and self._is_as_written(pair[1])]
        true = {id(correction) for _, correction in self.true(made)}
        true |= {id(one.correction) for one in stops if self._is_whole(one)}
        return [
            one if not one.correction or id(one.correction) in true else _asking(one)
            for one in self.before.problems
        ]

    def true(self, made: Sequence[Made]) -> list[Made]:
        """Those of some corrections that hold; they are tried together first."""
        source = self.before.source
        if not made or self.budget < len(source.readable):
            return []
        edits = apart(source.readable, [correction for _, correction in made])
        if len(edits) < len(made):
            first = {id(one) for one in edits}
            rest = [pair for pair in made if id(pair[1]) not in first]
            return self.true([pair for pair in made if id(pair[1]) in first]) + self.true(rest)
        self.budget -= len(source.readable)
        text = applied(source.readable, [edit for one in edits for edit in one.edits])
        after = self.read(text)
        if holds(self.base, after, made, strictly=True) and not is_half(self.base, after, made):
            return list(made)
        half = len(made) // 2
        return self.true(made[:half]) + self.true(made[half:]) if half else []

    def _is_whole(self, stop: Problem) -> bool:
        """Whether nothing is wrong any more in what a line that YAML cannot read was made to."""
        source = self.before.source
        edits = stop.correction.edits if stop.correction else ()
        made = all(source.readable_lines[one.span.line - 1] == one.text for one in edits)
        others = (one for one in self.before.problems if one.stops and one is not stop)
        again = {one.span.line for one in others if one.span}
        lines = {edit.span.line for edit in edits}
        here = (one for one in self.base.problems if one.span and one.span.line in lines)
        return not any(_is_rest(one, self.base.source) for one in here) and all(
            made
            and edit.span.line not in again
            and not any(self._is_in(one.span, edit) for one in self.base.problems if one.span)
            for edit in edits
        )

    def _is_in(self, span: Span, edit: Edit) -> bool:
        """Whether a place is among what an edit of a whole line makes another of."""
        was, now = self.before.source.lines[edit.span.line - 1], edit.text
        start = _alike(was, now)
        end = len(now) - _alike(was[start:][::-1], now[start:][::-1])
        here = span.line == edit.span.line
        return here and span.column - 1 < end and span.end_column - 1 > start

    def _is_as_written(self, correction: Correction) -> bool:
        """Whether the lines that a correction changes are those of the file itself."""
        source = self.before.source
        lines = {edit.span.line for edit in correction.edits}
        same = source.readable is source.text or all(
            source.lines[at - 1] == source.readable_lines[at - 1] for at in lines
        )
        return bool(lines) and same


def _alike(one: str, other: str) -> int:
    """How many signs two texts have in common from their start on."""
    pairs = enumerate(zip(one, other, strict=False))
    shortest = min(len(one), len(other))
    return next((at for at, (sign, same_) in pairs if sign != same_), shortest)


def is_half(before: Reading, after: Reading, made: Collection[Made]) -> bool:
    """Whether a text that was corrected goes on behind a comma or a # that still ends it."""
    written = before.source.readable_lines
    ends = (edit.span for _, one in made for edit in one.edits)
    if any(_CUT.match(written[span.end_line - 1], span.end_column - 1) for span in ends):
        return True
    lines = {edit.span.line for _, one in made for edit in one.edits}
    here = [one for one in after.problems if one.span and one.span.line in lines]
    paths = [correction.path for _, correction in made]
    quoted = any(edit.text[:1] in {"'", '"'} for _, one in made for edit in one.edits)
    return any(
        one.rule == "comment-cut" or _is_rest(one, after.source, quoted) or _is_above(one, paths)
        for one in here
    )


def _is_above(problem: Problem, paths: Iterable[Path]) -> bool:
    """Whether what holds a value that was corrected is no entry, but one text with it."""
    at = problem.path
    return bool(at) and not problem.on_key and any(at == one[: len(at)] != one for one in paths)


def _is_rest(problem: Problem, source: Source, quoted: bool = False) -> bool:  # noqa: FBT001, FBT002 - it is asked in one line
    """Whether a key that is not known is rather the rest of a text between braces.

    Beside a text that is put in quotes, any key is that nobody knows by another name.
    """
    if not problem.on_key or problem.rule.startswith("missing-"):
        return False
    if not source.raw(problem.path[:-1]).startswith("{"):
        return False
    holder = value_at(source.data, problem.path[:-1])
    if not isinstance(holder, dict) or str(problem.path[-1]) not in map(str, holder):
        return True
    value = value_at(source.data, problem.path)
    unknown = quoted and problem.rule == "unknown-key"
    if unknown and not (problem.meant and problem.correction):
        return True
    name = r"[a-z][\w-]*" if unknown else r"[\w-]+"
    return value is None or not re.fullmatch(name, str(problem.path[-1]))


def _asking(problem: Problem) -> Problem:
    """A problem whose correction does not hold."""
    otherwise = problem.correction.otherwise if problem.correction else ""
    return replace(problem, advice=otherwise or QUESTIONS[problem.rule])


def same(one: object, other: object) -> bool:
    """Whether two pieces of plain data are the same, with the same types in the same order."""
    return repr(one) == repr(other)


def _changed(data: Any, path: Path, correction: Correction) -> Any:  # noqa: ANN401 - plain data
    """The data with what a correction says in its place."""
    if not path:
        raise _Gone
    step, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        new = _changed(data[step], rest, correction) if rest else correction.value
        return [*data[:step], new, *data[step + 1 :]]
    if isinstance(data, dict) and any(str(key) == step for key in data):
        pairs = (
            _pair(key, value, rest, correction) if str(key) == step else (key, value)
            for key, value in data.items()
        )
        return dict(pairs)
    raise _Gone


def _pair(key: Any, value: Any, rest: Path, correction: Correction) -> tuple[Any, Any]:  # noqa: ANN401 - as above
    if rest:
        return key, _changed(value, rest, correction)
    said_ = value if correction.value is UNSAID else correction.value
    day = said(correction.edits[0].text) if correction.edits else None
    name = day if isinstance(day, dt.date) and correction.name else correction.name
    return name or key, said_


def _is_better(before: Reading, after: Reading, made: Collection[Made], *, strictly: bool) -> bool:
    """Whether every mended problem is gone, and no other has come.

    A problem may hide others at its place and below it, as a key that is not known hides
    everything below it. These show once it is gone, and are mended next.
    """
    known, left = _places(before.problems), _places(after.problems)
    if any((one.rule, _now(one.path, correction)) in left for one, correction in made):
        return False
    if SUMMED_UP in {problem.rule for problem in before.problems}:
        return True
    gone = [place for rule, place in known if (rule, place) not in left]
    if strictly:
        gone = [path for path in gone if any(one.name for _, one in made if one.path == path)]
    hiding = {_now(path, correction) for path in gone for _, correction in made} | set(gone)
    if not strictly:
        hiding |= {_now(correction.path, correction) for _, correction in made}
    return all(_is_below(path, hiding) for rule, path in left - known)


def _places(problems: Iterable[Problem]) -> set[tuple[str, Path]]:
    return {(problem.rule, problem.path) for problem in problems}


def _now(path: Path, correction: Correction) -> Path:
    """A path as it is called once a correction is made."""
    at = correction.path
    if correction.name and path[: len(at)] == at:
        return (*at[:-1], correction.name, *path[len(at) :])
    return path


def _is_below(path: Path, above: set[Path]) -> bool:
    return any(path[:end] in above for end in range(1, len(path) + 1))


def well_kept(before: str, after: str, lost: int = 0) -> bool:
    """Whether another reader finds in a text what we do, and all of the comments but a few.

    It reads YAML 1.2, or else 1.1: neither allows all that libyaml does, as a question mark in
    brackets.

    Args:
        before: The text as it was.
        after: The text as it is now.
        lost: How many comments have become text.
    """
    return any(_vouches(version, before, after, lost) for version in _VERSIONS)


def _vouches(version: Version, before: str, after: str, lost: int) -> bool:
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415 - only what is mended needs it

    after = after.translate(_SPACES)
    try:
        gone = Counter(comments(before, version)) - Counter(comments(after, version))
        root = _reader("safe", version).compose(after)
    except YAMLError:
        return False
    return gone.total() <= lost and _plain(root) == _plain(compose(after))


def comments(text: str, version: Version = _VERSIONS[0]) -> Iterator[str]:
    """Every line of comment, as ruamel.yaml finds them; it takes seconds for a long text."""
    if "#" not in text:
        return
    for token in _reader("rt", version).scan(text.translate(_SPACES)):
        for part in _flat(token.comment):
            lines = (line.strip() for line in part.value.splitlines())
            yield from (line for line in lines if line.startswith("#"))


def _reader(kind: str, version: Version) -> YAML:
    """A reader of YAML in Python; only the kind `rt` knows of comments, and marks folds."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - as above

    reader = YAML(typ=kind, pure=True)
    reader.version = version
    return reader


def _flat(comment: Any) -> Iterator[Any]:  # noqa: ANN401 - tokens in lists in lists
    if isinstance(comment, list):
        for part in comment:
            yield from _flat(part)
    elif comment is not None:
        yield comment


def _plain(node: Node | Any) -> object:  # noqa: ANN401 - nodes of two libraries
    """A node's scalars as they are written, whichever library it is of."""
    if node is None or isinstance(node.value, str):
        return node and node.value
    if isinstance(node, MappingNode) or node.__class__.__name__ == "MappingNode":
        return [(_plain(key), _plain(value)) for key, value in node.value]
    return [_plain(child) for child in node.value]
