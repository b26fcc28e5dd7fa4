"""One problem with everything that is needed to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from ucops.fix.edit import Fix, Meaning, offset
from ucops.model import shape
from ucops.model.config import Model
from ucops.model.values import Link, Seat, Slug
from ucops.text.problem import Problem
from ucops.text.source import Path, Source

_OVER_LINES = frozenset({"missing-space", "control-character"})
"""Rules of which a block in lines of its own can be the place."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A problem in its file.

    Attributes:
        problem: What is wrong.
        source: The file, which YAML can read.
        model: What the file is expected to be.
        start, end: The stretch of text that is wrong, in code points.
        guess: Whether a likely correction will do where none is certain.
    """

    problem: Problem
    source: Source
    model: type[Model]
    start: int
    end: int
    guess: bool

    @property
    def raw(self) -> str:
        """The text as it is written."""
        return self.source.text[self.start : self.end]

    @property
    def value(self) -> object:
        """What the file says there."""
        return value_at(self.source.data, self.problem.path)

    @property
    def kind(self) -> Any:  # noqa: ANN401 - a type, in any of its forms
        """What the model expects there, without annotations."""
        return shape.bare(shape.expected(self.model, self.problem.path))

    @property
    def wants_text(self) -> bool:
        """Whether the model expects a text, or something that is written as one."""
        path = self.problem.path
        if self.problem.on_key:
            keys = get_args(shape.bare(shape.expected(self.model, path[:-1])))
            return bool(keys) and keys[0] in {str, Slug}
        return is_text(self.kind) or path[:1] == ("team",)

    def fix(self, text: str, value: object) -> Fix:
        """Another text in the place of what is wrong."""
        means = (Meaning(self.start, value),)
        return Fix(rule=self.problem.rule, start=self.start, end=self.end, text=text, means=means)


def spot(problem: Problem, source: Source, model: type[Model], *, guess: bool) -> Spot | None:
    """A problem in its file, or None where its text goes on over several lines."""
    span = problem.span
    if span is None or (span.line != span.end_line and problem.rule not in _OVER_LINES):
        return None
    start = offset(source.text, span.line, span.column)
    end = offset(source.text, span.end_line, span.end_column)
    return Spot(problem, source, model, start, end, guess)


def is_text(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a type is written as text."""
    if get_origin(kind) is Literal:
        return all(isinstance(one, str) for one in get_args(kind))
    return kind in {str, Slug, Link, Seat}


def value_at(data: object, path: Path) -> object:
    """The plain data at a path, or None where it leads nowhere."""
    for step in path:
        if isinstance(data, dict):
            data = next((value for key, value in data.items() if str(key) == step), None)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
