"""Names that somebody wrote by their titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

LIKE = 0.8
"""How alike a written text and a title have to be, from 0 to 1."""
MOST = 200
"""Above so many titles, only one that is the same is found."""


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


def titles(entries: Mapping[str, object]) -> dict[str, str]:
    """The titles of the entries of a section, by their names."""
    return {slug: titled(entry) for slug, entry in entries.items()}


def titled(entry: object) -> str:
    """The title of an entry; of an industry or a segment, that is all that there is."""
    return entry if isinstance(entry, str) else getattr(entry, "title", None) or ""
