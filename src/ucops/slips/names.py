"""Names that are no slugs, or that were written by their titles or several at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ucops.model.config import SECTIONS, Config
from ucops.model.reference import reference_at
from ucops.model.titles import by_title, titles
from ucops.model.usecase import UseCase
from ucops.model.values import SLUG_LIMIT
from ucops.slips import repair, spaces, when
from ucops.slips.misfit import Misfit, Said, value_at
from ucops.slips.suspicion import SEATS
from ucops.slips.words import APART
from ucops.text.correction import Certainty, Correction, Edit, replacing
from ucops.text.problem import Problem
from ucops.text.source import Path, Source

Titles = Mapping[str, str]
"""The title of every known name."""

LONGEST = 50
"""Names in a list; a longer one is not written out as a whole."""
_APART = re.compile("\\s*[;,|\u2022]\\s*")
"""What stands between names and in none."""
_BETWEEN = (re.compile(r"\s*[/&+]\s*|\s+(?:and|or)\s+"), re.compile(r"\s+"))
"""What may stand between names, and within a title."""


_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+")


def bad_slug(misfit: Misfit) -> Said:
    """What to say about a name that is no slug."""
    value = str(misfit.value)
    if misfit.on_key and ":" in value and (spaced := repair.spaced(value)):
        return spaces.key(misfit, spaced.partition(":")[0])
    if len(value) > SLUG_LIMIT:
        message = f"'{value}' is longer than {SLUG_LIMIT} characters"
        return Said("bad-slug", message, "choose a shorter name")
    slug = repair.slug(_NUMBERED.sub("", value) if misfit.on_key else value)
    message = f"'{value}' is not a name made of small letters, digits and single hyphens"
    spelling = "spell it in letters from a to z and digits, with hyphens between the words"
    written, name = repair.as_needed(slug), slug if misfit.on_key else ""
    return Said(
        "bad-slug",
        message,
        misfit.write(written, certainty=Certainty.SURE, name=name) if slug else spelling,
    )


def named(problems: Iterable[Problem], source: Source, config: Config) -> Iterator[Problem]:
    """The problems, with the names that are meant where something else stands in their place."""
    shown: set[tuple[Edit, ...]] = set()
    for problem in problems:
        advice: str | Correction | None = None
        if problem.rule == "bad-login":
            advice = _known_people(problem, source, config)
        elif problem.rule == "list-expected" and problem.correction:
            titles = _titles((*problem.path, 0), source, config)
            advice = _as_list(problem, source, titles) if titles else None
        elif problem.rule == "bad-slug":
            titles = _titles(problem.path, source, config)
            in_list = not problem.on_key and isinstance(problem.path[-1], int)
            advice = (_in_list if in_list else _by_title)(problem, source, titles)
        elif problem.rule == "bad-date" and isinstance(problem.advice, str):
            advice = when.planned(problem, source, config)
        told = replace(problem, advice=advice) if advice else problem
        edits = told.correction.edits if told.correction else ()
        if not edits or edits not in shown:
            yield told
        shown.add(edits)


def _known_people(problem: Problem, source: Source, config: Config) -> str | Correction | None:
    """The logins of people whose names stand in their place, where one alone has each name."""
    said = str(value_at(source.data, problem.path))
    by_name: dict[str, list[str]] = {}
    for login, one in config.people.items():
        by_name.setdefault(repair.slug(one.name or ""), []).append(login)
    found = [by_name.get(repair.slug(one), []) for one in APART.split(said)]
    logins = [one[0] for one in found if len(one) == 1]
    role = _exactly(said, titles(config.roles)) if problem.path[-1] == "owner" else ""
    if role:
        return f"that is a role: write role: {role}, and the team says who has it"
    if not logins or len(logins) < len(found):
        return None
    if len(logins) == 1:
        return replacing(source, problem.path, logins[0], certainty=Certainty.LIKELY)
    if problem.path[0] not in SEATS:
        return f"write one of them: {' or '.join(logins)}"
    written = f"[{', '.join(logins)}]"
    return replacing(source, problem.path, written, value=logins, certainty=Certainty.LIKELY)


def _by_title(problem: Problem, source: Source, titles: Titles) -> str | Correction | None:
    raw = source.raw(problem.path).strip("\"'")
    several = [_exactly(one, titles) for one in APART.split(raw)]
    if len(several) > 1 and all(several) and not problem.on_key:
        return f"write one of them: {' or '.join(several)}"
    name = by_title(str(problem.path[-1]) if problem.on_key else raw, titles) if titles else None
    if not name:
        return None
    return replacing(source, problem.path, name, key=problem.on_key, certainty=Certainty.SURE)


def _as_list(problem: Problem, source: Source, titles: Titles) -> Correction | None:
    """The line with a list of the names that one text holds, unless it is sure already."""
    value = value_at(source.data, problem.path)
    names = _names(value, titles) if isinstance(value, str) else []
    if not names or not all(names) or not source.rewritten(problem.path, "x"):
        return None
    if problem.correction and problem.correction.value == names:
        return problem.correction
    return replacing(
        source,
        problem.path,
        f"[{', '.join(names)}]",
        value=names,
        certainty=Certainty(len(names) > 1 or names[0] in titles),
    )


def _in_list(problem: Problem, source: Source, titles: Titles) -> str | Correction | None:
    """The line with every name of a list as it should be, or what one entry should be."""
    holder = problem.path[:-1]
    entries = value_at(source.data, holder)
    names = _names(str(value_at(source.data, problem.path)), titles)
    if not all(names):
        return None
    if isinstance(entries, list) and source.raw(holder).startswith("["):
        if len(entries) > LONGEST or not source.rewritten(holder, "x"):
            return None
        pieces = [
            piece
            for index, entry in enumerate(entries)
            for piece in _pieces(entry, source.raw((*holder, index)), titles)
        ]
        written = f"[{', '.join(dict.fromkeys(pieces))}]"
        return replacing(source, holder, written, certainty=Certainty.SURE)
    if len(names) > 1:
        return f"write each in a line of its own, with a dash in front: {', '.join(names)}"
    return replacing(source, problem.path, names[0], certainty=Certainty.SURE)


def _pieces(entry: object, raw: str, titles: Titles) -> list[str]:
    if not isinstance(entry, str):
        return [raw if isinstance(entry, dict | list) else repair.quote(raw)]
    names = _names(entry, titles)
    return names if all(names) else [raw]


def _names(text: str, titles: Titles) -> list[str]:
    """The names that a text holds; an empty one where it cannot be told."""
    if name := _exactly(text, titles):
        return [name]
    parts = [part for part in _APART.split(text.strip()) if part]
    if len(parts) != 1:
        return [name for part in parts for name in _names(part, titles)] or [""]
    for sign in _BETWEEN:
        several = [_known(part, titles) for part in sign.split(parts[0])]
        if len(several) > 1 and all(several):
            return several
    slug = repair.slug(parts[0])
    return [by_title(text, titles) or (slug if len(slug) <= SLUG_LIMIT else "")]


def _exactly(text: str, titles: Titles) -> str:
    """The known name that a text is, or whose title it is word for word; otherwise empty."""
    plain = repair.slug(text)
    same = (name for name, title in titles.items() if plain and repair.slug(title) == plain)
    return plain if plain in titles else next(same, "")


def _known(text: str, titles: Titles) -> str:
    """The known name that a text is, or is the title of; otherwise empty."""
    return _exactly(text, titles) or by_title(text, titles) or ""


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
