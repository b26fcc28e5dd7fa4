"""What is not wrong but has one usual form: how placeholders are spelled."""

from __future__ import annotations

from collections.abc import Iterator

from ucops.fix.edit import Fix, Meaning, offset
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


def placeholders(source: Source) -> Iterator[Fix]:
    """Write every placeholder in its usual form."""
    for pattern in _PLACES:
        for path, value in _matches(source.data, pattern):
            usual = SPELLINGS.get(value.strip().casefold()) if isinstance(value, str) else None
            if usual is not None and usual != value:
                yield from _respelled(source, path, usual)


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


def _respelled(source: Source, path: Path, usual: str) -> Iterator[Fix]:
    span, raw = source.locate(path), source.raw(path)
    if span.line != span.end_line or raw[:1] in "&*!|>":
        return
    quote = raw[0] if raw[0] in "\"'" else ""
    start = offset(source.text, span.line, span.column)
    yield Fix(
        rule=STYLE,
        start=start,
        end=start + len(raw),
        text=f"{quote}{usual}{quote}",
        means=(Meaning(start, usual),),
    )
