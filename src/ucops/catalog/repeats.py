"""Lists of names in which one stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ucops.catalog.problem import PROBLEM_LIMIT, Problem, rest
from ucops.catalog.source import Path, Source

_AT_TOP = ("personas", "industries", "segments", "previously")
_BELOW = {
    "solution": ("features",),
    "bom": ("depends_on", "market_requirements", "stages", "audiences", "previously"),
}


def repeated(data: dict[Any, Any], source: Source) -> list[Problem]:
    """A problem for every name that stands in its list already."""
    problems: list[Problem] = []
    for path, names in _lists(data):
        first: dict[str, int] = {}
        for index, name in enumerate(names):
            if isinstance(name, str) and first.setdefault(name, index) != index:
                if len(problems) == PROBLEM_LIMIT:
                    return [*problems, rest(source.file)]
                problems.append(_twice(source, (*path, index), name))
    return problems


def _lists(data: dict[Any, Any]) -> Iterator[tuple[Path, list[object]]]:
    for key in _AT_TOP:
        if isinstance(data.get(key), list):
            yield (key,), data[key]
    for part, fields in _BELOW.items():
        entries = data.get(part)
        for slug, entry in entries.items() if isinstance(entries, dict) else ():
            for field in fields:
                names = entry.get(field) if isinstance(entry, dict) else None
                if isinstance(names, list):
                    yield (part, str(slug), field), names


def _twice(source: Source, path: Path, name: str) -> Problem:
    return Problem(
        rule="duplicate-entry",
        file=source.file,
        message=f"'{name}' stands in {path[-2]} twice",
        hint="delete this one",
        path=path,
        span=source.locate(path),
    )
