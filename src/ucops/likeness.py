"""Which known name a written one was meant to be: the one answer to "did you mean"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

LIKE = 0.65
"""How much of a name has to be right, from 0 to 1, for another one to be meant by it.

One wrong letter in three, or a swap of two in three, is a slip (0.67); two wrong ones in five are
another word (0.6). So `titel` is `title`, but neither `done` is `owner` nor `tags` is `status`.
"""
_SHORTEST = 3
"""Letters that an abbreviation has at least: `dev` for `developer`."""
_MANY = 100
"""Of so many names that begin alike, an abbreviation means none."""
_MOST = 5
"""How many likely names are looked at more closely."""
_NUMBER, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name that a written one was meant to be; empty where none is like it."""
    return next(iter(alike(word, known)), "")


def alike(word: str, known: Iterable[str]) -> list[str]:
    """The known names that a written one may have been meant to be, the likeliest first."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only once something is wrong
    from rapidfuzz.process import extract  # noqa: PLC0415 - as above

    plain, names = plainly(word), _spelt(tuple(known))
    if plain in names.all:
        return [names.all[plain]]
    likeness = OSA.normalized_similarity
    found = extract(plain, names.all.keys(), scorer=likeness, limit=_MOST, score_cutoff=LIKE)
    close = [
        one
        for one, _, _ in found
        if not differ_in_digits(plain, one) and _by_own_words(plain, one, likeness)
    ]
    begun = names.by_start.get(plain[:_SHORTEST], ())
    short = begun if len(begun) <= _MANY else ()
    short = [one for one in short if _shortens(plain, one) or _shortens(one, plain)]
    return [names.all[one] for one in short or close]


def is_slip(word: str, name: str) -> bool:
    """Whether one slip of the finger, beside hyphens and capitals, makes one name of another."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only once something is wrong

    plain, other = (plainly(one).replace("-", "") for one in (word, name))
    return OSA.distance(plain, other) <= 1


class _Spelt(NamedTuple):
    """Names by their plain spelling, and the plain spellings by their first letters."""

    all: dict[str, str]
    by_start: dict[str, list[str]]


@lru_cache(maxsize=8)
def _spelt(known: tuple[str, ...]) -> _Spelt:
    """The names as they are compared; many questions are asked about the same ones."""
    spelt = _Spelt({plainly(name): name for name in known}, {})
    for plain in spelt.all:
        spelt.by_start.setdefault(plain[:_SHORTEST], []).append(plain)
    return spelt


def plainly(name: str) -> str:
    """A name without what people spell in several ways: capitals, and signs between words."""
    return re.sub(r"[\s_-]+", "-", name.strip()).casefold()


def _by_own_words(word: str, name: str, likeness: Callable[[str, str], float]) -> bool:
    """Whether two names are alike not only by words that both have, as `app-lead` and `dev-lead`.

    Half the likeness will do there where both start alike: `mgr` is meant for `manager` where the
    other words agree, but `medical` is not for `financial`.
    """
    here, there = word.split("-"), name.split("-")
    own = "-".join(one for one in here if one not in there)
    other = "-".join(one for one in there if one not in here)
    least = LIKE / 2 if own[:1] == other[:1] else LIKE
    return not own or not other or likeness(own, other) > least


def _shortens(word: str, name: str) -> bool:
    """Whether every word of one name begins one of the other's: `tech-deck`, `technical-deck`."""
    here, there = word.split("-"), name.split("-")
    return len(here) == len(there) and all(
        long == short or (len(short) >= _SHORTEST and long.startswith(short))
        for short, long in zip(here, there, strict=True)
    )


def differ_in_digits(name: str, other: str) -> bool:
    """Whether two names differ in nothing but their numbers: the one is never meant for the other.

    So it is with `sprint-2026-11` and `sprint-2026-12`, but not with `sprint3` and `sprint-3`.
    """
    same = _LETTERS.findall(name.casefold()) == _LETTERS.findall(other.casefold())
    return same and _NUMBER.findall(name) != _NUMBER.findall(other)
