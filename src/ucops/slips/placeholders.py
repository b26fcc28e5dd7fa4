"""Placeholders, which are not wrong in any spelling but have one usual form."""

from __future__ import annotations

from collections.abc import Iterator

from ucops.text.correction import Certainty, Correction, replacing
from ucops.text.problem import Problem
from ucops.text.source import Path, Source

SPELLINGS = {
    "tbd": "tbd",
    "url tbd": "tbd",
    "url to be added": "tbd",
    "placeholder": "tbd",
    "n/a": "n/a",
    "na": "n/a",
}
"""Placeholders and their usual form; `?` and `-` are usual, and `coming soon` says more."""
STYLE = "placeholder-spelling"
_ANY = "*"
_PLACES: tuple[tuple[str, ...], ...] = (
    ("team", _ANY),
    ("team", _ANY, _ANY),
    ("sponsors", _ANY),
    ("sponsors", _ANY, _ANY),
    ("links", _ANY),
    ("bom", _ANY, "owner"),
    ("bom", _ANY, "start"),
    ("bom", _ANY, "due"),
    ("bom", _ANY, "reviewed"),
    ("bom", _ANY, "deliverable"),
    ("analysts", _ANY, "url"),
    ("proof_points", _ANY, "url"),
    ("differentiators", _ANY, "demo"),
    ("competitors", _ANY, "comparison"),
    ("scenarios", _ANY, "demo"),
    ("roles", _ANY, "lead"),
)
"""Where a link, a person or a date is expected, so that a placeholder is no text."""


def respelled(source: Source) -> Iterator[tuple[Problem, Correction]]:
    """Every placeholder that is not written in its usual form, with that form."""
    for pattern in _PLACES:
        for path, value in _matches(source.data, pattern):
            usual = SPELLINGS.get(value.strip().casefold()) if isinstance(value, str) else None
            if usual is not None and usual != value:
                message = f"{value} is usually written {usual}"
                quote = sign if (sign := source.raw(path)[:1]) in {'"', "'"} else ""
                correction = replacing(
                    source, path, f"{quote}{usual}{quote}", value=usual, certainty=Certainty.SURE
                )
                if correction.certainty:
                    found = Problem(rule=STYLE, file=source.file, message=message, path=path)
                    yield found, correction


def _matches(
    data: object, pattern: tuple[str, ...], path: Path = ()
) -> Iterator[tuple[Path, object]]:
    if not pattern:
        yield path, data
        return
    step, rest = pattern[0], pattern[1:]
    if isinstance(data, dict):
        for name, value in data.items():
            if step in (_ANY, name):
                yield from _matches(value, rest, (*path, str(name)))
    elif isinstance(data, list) and step == _ANY:
        for index, value in enumerate(data):
            yield from _matches(value, rest, (*path, index))
