"""What the model lets pass, but a use-case file should not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from ucops.model import shape
from ucops.model.usecase import UseCase
from ucops.slips.misfit import Misfit, empty
from ucops.text.problem import PROBLEM_LIMIT, Problem, rest
from ucops.text.source import Path, Source

MAY_BE_EMPTY = frozenset({"links", "team", "bom"})
"""Where an entry without a value means something: an open link or seat, the item as it is."""


def empty_values(data: dict[Any, Any], source: Source) -> list[Problem]:
    """A problem for every key without a value, where that means nothing."""
    return _listed([_empty(path, source) for path in islice(_empties(data), PROBLEM_LIMIT + 1)])


def _empties(data: dict[Any, Any]) -> Iterator[Path]:
    for key, value in data.items():
        if value is None or _says_nothing((str(key),), value):
            yield (str(key),)
        elif key == "bom":
            for slug, entry in _items(value):
                yield from _nothings(entry, (key, str(slug)))
        elif key not in MAY_BE_EMPTY:
            yield from _nothings(value, (str(key),))


def _nothings(data: object, path: Path) -> Iterator[Path]:
    pairs: Iterable[tuple[Any, Any]] = ()
    if isinstance(data, dict):
        pairs = data.items()
    elif isinstance(data, list):
        pairs = enumerate(data)
    for step, value in pairs:
        inside = (*path, step if isinstance(data, list) else str(step))
        if value is None or _says_nothing(inside, value):
            yield inside
        elif isinstance(value, dict | list):
            yield from _nothings(value, inside)


def _says_nothing(path: Path, value: object) -> bool:
    """Whether a list is empty, or a text that cannot stay open blank."""
    if isinstance(value, str):
        return not value.strip() and shape.expected(UseCase, path) is str
    return value == []


def _empty(path: Path, source: Source) -> Problem:
    said = empty(Misfit(UseCase, source, path, "empty", None))
    span = source.locate(path, key=isinstance(path[-1], str))
    return Problem(
        rule=said.rule,
        file=source.file,
        message=said.message,
        hint=said.hint,
        path=path,
        span=span,
        on_key=isinstance(path[-1], str),
    )


def at_signs(data: dict[Any, Any], source: Source) -> list[Problem]:
    """A problem for every login that is written with @ in front."""
    found = (pair for pair in logins(data) if pair[1].startswith("@"))
    return _listed([_at_sign(*pair, source) for pair in islice(found, PROBLEM_LIMIT + 1)])


def _listed(problems: list[Problem]) -> list[Problem]:
    """As many problems as are worth listing."""
    if len(problems) <= PROBLEM_LIMIT:
        return problems
    return [*problems[:PROBLEM_LIMIT], rest(problems[0].file)]


def logins(data: dict[Any, Any]) -> Iterator[tuple[Path, str]]:
    """Every login in a use-case file or in `ucops.yaml`."""
    for role, seat in _items(data.get("team")):
        people = seat if isinstance(seat, list) else [seat]
        for index, login in enumerate(people):
            if isinstance(login, str):
                yield ("team", str(role), *((index,) if isinstance(seat, list) else ())), login
    for part, key in (("bom", "owner"), ("roles", "lead")):
        for slug, entry in _items(data.get(part)):
            login = entry.get(key) if isinstance(entry, dict) else None
            if isinstance(login, str):
                yield (part, str(slug), key), login


def _items(data: object) -> list[tuple[Any, Any]]:
    return list(data.items()) if isinstance(data, dict) else []


def _at_sign(path: Path, login: str, source: Source) -> Problem:
    bare = login.removeprefix("@")
    line = source.rewritten(path, bare)
    return Problem(
        rule="login-at-sign",
        file=source.file,
        message=f"the login {login} is written with @ in front",
        hint=f"write: {line or bare}",
        path=path,
        span=source.locate(path),
    )
