"""Names from `ucops.yaml` that somebody wrote by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from ucops.catalog.config import Config
from ucops.catalog.problem import Problem
from ucops.catalog.source import Path, Source

LIKE = 0.8
"""How alike a written text and a title have to be, from 0 to 1."""
MOST = 200
"""Above so many titles, only one that is the same is found."""
_ANY = "*"
_SECTIONS: tuple[tuple[Path, str], ...] = (
    (("personas", _ANY), "personas"),
    (("industries", _ANY), "industries"),
    (("segments", _ANY), "segments"),
    (("team", _ANY), "roles"),
    (("links", _ANY), "link_kinds"),
    (("solution", _ANY), "products"),
    (("bom", _ANY), "bom"),
    (("bom", _ANY, "type"), "collateral_types"),
    (("bom", _ANY, "role"), "roles"),
    (("bom", _ANY, "milestone"), "milestones"),
    (("proof_points", _ANY, "segment"), "segments"),
    (("proof_points", _ANY, "industry"), "industries"),
)
"""Where a name from a section of `ucops.yaml` stands."""


def by_title(text: str, titles: Mapping[str, str]) -> str | None:
    """The name whose title a text is, or is most like; None where it is like none."""
    names = {title.casefold(): name for name, title in titles.items()}
    plain = text.replace("-", " ").replace("_", " ").strip().casefold()
    if plain in names or len(names) > MOST:
        return names.get(plain)
    close = get_close_matches(plain, names, 1, LIKE)
    return names[close[0]] if close and not differ_in_digits(plain, close[0]) else None


def differ_in_digits(name: str, other: str) -> bool:
    """Whether two names differ in nothing but their numbers: the one is never meant for the other.

    So it is with `sprint-2026-11` and `sprint-2026-12`, but not with `sprint3` and `sprint-3`.
    """
    letters, numbers = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")
    same = letters.findall(name.casefold()) == letters.findall(other.casefold())
    return same and numbers.findall(name) != numbers.findall(other)


def named(problems: Iterable[Problem], source: Source, config: Config) -> Iterator[Problem]:
    """The problems, with the name that is meant where a title stands in its place."""
    for problem in problems:
        titles = _titles(problem.path, config) if problem.rule == "bad-slug" else {}
        written = str(_written(problem, source))
        name = by_title(written, titles) if titles else None
        line = name and source.rewritten(problem.path, name, key=problem.on_key)
        yield replace(problem, hint=f"write: {line or name}") if name else problem


def _written(problem: Problem, source: Source) -> object:
    if problem.on_key:
        return problem.path[-1]
    return source.raw(problem.path).strip("\"'")


def _titles(path: Path, config: Config) -> dict[str, str]:
    """The titles of what may be named at a path, by name."""
    for pattern, section in _SECTIONS:
        if len(path) == len(pattern) and all(
            step in (_ANY, one) for step, one in zip(pattern, path, strict=True)
        ):
            entries: Mapping[str, object] = getattr(config, section)
            return {slug: str(getattr(one, "title", one)) for slug, one in entries.items()}
    return {}
