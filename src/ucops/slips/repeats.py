"""Lists in which one thing stands twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import islice
from pathlib import PurePath
from typing import Any

from ucops.prose.words import cut, one_line
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import Path, Source

_NAMES = frozenset(
    {
        "personas",
        "industries",
        "segments",
        "features",
        "depends_on",
        "market_requirements",
        "stages",
        "audiences",
        "previously",
    }
)
_TEXTS = frozenset(
    {
        "discovery_questions",
        "jobs",
        "pain_points",
        "secondary_actors",
        "stakeholders",
        "preconditions",
        "success",
        "minimal",
        "checklist",
    }
)
_STEPS = "steps"
"""What happens may happen again later, so only a step right behind itself is one too many."""
_ENTRIES = {
    "proof_points": ("customer", "problem", "result"),
    "analysts": ("firm", "report", "date"),
    "feedback": ("date", "from", "text"),
    "objections": ("objection", "competitor"),
    "key_values": ("promise",),
}
"""Lists of entries, and what two of them share that are the same."""
_SHOWN = 40


def repeated(data: dict[Any, Any], source: Source) -> list[Problem]:
    """A problem for everything that stands in its list already."""
    found = list(islice(_repeats(data, PurePath(source.file).stem), PROBLEM_LIMIT + 1))
    problems = [_twice(source, *pair) for pair in found[:PROBLEM_LIMIT]]
    return [*problems, rest(source.file)] if len(found) > PROBLEM_LIMIT else problems


def _repeats(data: dict[Any, Any], use_case: str) -> Iterator[tuple[Path, list[Any], int]]:
    """Where something stands again, with its list, and where in that it stood first."""
    for path, entries in _lists(data, ()):
        field = str(path[-1])
        first: dict[Hashable, int] = {}
        for index, entry in enumerate(entries):
            same = _identity(field, entry, use_case if path[0] == "bom" else "")
            if same is None:
                continue
            earlier = first.setdefault(same, index)
            if earlier != index and (field != _STEPS or earlier == index - 1):
                yield (*path, index), entries, earlier
            if field == _STEPS:
                first[same] = index


def _lists(data: dict[Any, Any], path: Path) -> Iterator[tuple[Path, list[Any]]]:
    for key, value in data.items():
        inside = (*path, str(key))
        if isinstance(value, dict):
            yield from _lists(value, inside)
        elif isinstance(value, list):
            yield inside, value
            for index, entry in enumerate(value):
                if isinstance(entry, dict):
                    yield from _lists(entry, (*inside, index))


def _identity(field: str, entry: object, use_case: str) -> Hashable:
    """What two entries share that are the same; None for what may stand twice."""
    if isinstance(entry, dict) and field in _ENTRIES:
        return tuple(_plain(str(entry.get(key))) for key in _ENTRIES[field])
    if not isinstance(entry, str):
        return None
    if field in _NAMES:
        is_item = use_case and field in {"depends_on", "previously"} and "/" not in entry
        return f"{use_case}/{entry}" if is_item else entry
    return _plain(entry) if field in _TEXTS or field == _STEPS else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _twice(source: Source, path: Path, entries: list[Any], earlier: int) -> Problem:
    entry, first = entries[int(path[-1])], entries[earlier]
    message = f"this says the same as the entry in line {source.locate((*path[:-1], earlier)).line}"
    if isinstance(entry, str):
        said = cut(one_line(entry), _SHOWN)
        message = f"'{said}' stands in {path[-2]} twice"
        if path[-2] in _NAMES and entry != first:
            message = f"'{said}' stands in {path[-2]} twice, once as '{first}'"
    return Problem(
        rule="duplicate-entry",
        file=source.file,
        message=message,
        hint="delete this one",
        path=path,
        span=source.locate(path),
    )
