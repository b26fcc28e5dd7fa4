"""Names that were written by their titles, or several at once, as they should have been."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ucops.model.config import SECTIONS, Config
from ucops.model.reference import reference_at
from ucops.model.titles import by_title, titles
from ucops.model.usecase import UseCase
from ucops.model.values import SLUG_LIMIT
from ucops.slips import repair
from ucops.text.problem import Problem
from ucops.text.source import Path, Source

Titles = Mapping[str, str]
"""The title of every known name."""

LONGEST = 50
"""Names in a list; a longer one is not written out as a whole."""
_APART = re.compile("\\s*[;,|\u2022\u3001\uff0c\uff1b]\\s*")
"""What stands between names and in none."""
_BETWEEN = (re.compile(r"\s*[/&+]\s*|\s+(?:and|or|und|et|y)\s+"), re.compile(r"\s+"))
"""What may stand between names, and within a title."""


def named(problems: Iterable[Problem], source: Source, config: Config) -> Iterator[Problem]:
    """The problems, with the names that are meant where something else stands in their place."""
    for problem in problems:
        hint = ""
        if problem.rule == "list-expected":
            titles = _titles((*problem.path, 0), source, config)
            hint = _as_list(problem, source, titles) if titles else ""
        elif problem.rule == "bad-slug":
            titles = _titles(problem.path, source, config)
            in_list = not problem.on_key and isinstance(problem.path[-1], int)
            hint = (_in_list if in_list else _by_title)(problem, source, titles)
        yield replace(problem, hint=hint) if hint else problem


def _by_title(problem: Problem, source: Source, titles: Titles) -> str:
    raw = source.raw(problem.path).strip("\"'")
    name = by_title(str(problem.path[-1]) if problem.on_key else raw, titles) if titles else None
    line = name and source.rewritten(problem.path, name, key=problem.on_key)
    return f"write: {line or name}" if name else ""


def _as_list(problem: Problem, source: Source, titles: Titles) -> str:
    """The line with a list of the names that one text holds."""
    value = _value(source, problem.path)
    names = _names(value, titles) if isinstance(value, str) else []
    line = source.rewritten(problem.path, f"[{', '.join(names)}]") if all(names) else ""
    return f"write: {line}" if names and line else ""


def _in_list(problem: Problem, source: Source, titles: Titles) -> str:
    """The line with every name of a list as it should be, or what one entry should be."""
    holder = problem.path[:-1]
    entries = _value(source, holder)
    names = _names(str(_value(source, problem.path)), titles)
    if not all(names):
        return ""
    if isinstance(entries, list) and source.raw(holder).startswith("["):
        if len(entries) > LONGEST:
            return ""
        pieces = [
            piece
            for index, entry in enumerate(entries)
            for piece in _pieces(entry, source.raw((*holder, index)), titles)
        ]
        line = source.rewritten(holder, f"[{', '.join(dict.fromkeys(pieces))}]")
        return f"write: {line}" if line else ""
    if len(names) > 1:
        return f"write each in a line of its own, with a dash in front: {', '.join(names)}"
    return f"write: {source.rewritten(problem.path, names[0]) or names[0]}"


def _pieces(entry: object, raw: str, titles: Titles) -> list[str]:
    if not isinstance(entry, str):
        return [raw if isinstance(entry, dict | list) else repair.quote(raw)]
    names = _names(entry, titles)
    return names if all(names) else [raw]


def _names(text: str, titles: Titles) -> list[str]:
    """The names that a text holds; an empty one where it cannot be told."""
    if name := _known(text, titles):
        return [name]
    parts = [part for part in _APART.split(text.strip()) if part]
    if len(parts) != 1:
        return [name for part in parts for name in _names(part, titles)] or [""]
    for sign in _BETWEEN:
        several = [_known(part, titles) for part in sign.split(parts[0])]
        if len(several) > 1 and all(several):
            return several
    slug = repair.slug(parts[0])
    return [slug if len(slug) <= SLUG_LIMIT else ""]


def _known(text: str, titles: Titles) -> str:
    """The known name that a text is, or is the title of; otherwise empty."""
    plain = repair.slug(text)
    return plain if plain in titles else by_title(text, titles) or ""


def _value(source: Source, path: Path) -> object:
    data: Any = source.data
    for step in path:
        is_list = isinstance(data, list)
        data = data[step] if is_list else next(data[key] for key in data if str(key) == step)
    return data


def _titles(path: Path, source: Source, config: Config) -> dict[str, str]:
    """The titles of what may be named at a path, by name."""
    names = reference_at(UseCase, path)
    if names is None:
        return {}
    if names.section not in SECTIONS:
        return _listed(source, names.section)
    entries = getattr(config, names.section)
    if names.inside:
        entries = getattr(entries.get(str(path[1])), names.inside, {})
    return titles(entries)


def _listed(source: Source, section: str) -> dict[str, str]:
    """The titles of the entries that a section of the file itself lists."""
    found = source.data.get(section) if isinstance(source.data, dict) else None
    entries = found.items() if isinstance(found, dict) else ()
    return {
        str(slug): str(entry.get("title")) for slug, entry in entries if isinstance(entry, dict)
    }
