"""Which name was probably meant, and which there are."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from ucops.model.titles import by_title, differ_in_digits
from ucops.prose.words import SHOWN

MANY = 60
"""Above so many known names, only those with the same first letters, then last ones, are tried."""
SLIP = 0.5
"""How alike the words have to be, from 0 to 1, in which a name and what was written differ."""


def did_you_mean(word: str, known: Iterable[str] | Mapping[str, str], otherwise: str = "") -> str:
    """Suggest the known name that a written one was meant to be.

    Args:
        word: What was written.
        known: The names there are; a mapping gives each name's title, which people write too.
        otherwise: What to say when nothing is near.
    """
    name = likely(word, known)
    return f"did you mean '{name}'?" if name else otherwise


def likely(word: str, known: Iterable[str] | Mapping[str, str]) -> str:
    """The known name that a written one was meant to be; empty where none is near."""
    names = list(known)
    titled = known.items() if isinstance(known, Mapping) else ()
    meant = by_title(word, {name: str(title) for name, title in titled})
    if meant is not None:
        return meant
    if len(names) > MANY:
        names = [name for name in names if name[:2] == word[:2]]
    if len(names) > MANY:
        names = [name for name in names if name[-2:] == word[-2:]]
    if len(names) > MANY:
        return ""
    plain = word.casefold().replace("_", "-")
    near = difflib.get_close_matches(plain, names, n=1)
    return near[0] if near and _is_slip(plain, near[0]) else ""


def _is_slip(word: str, name: str) -> bool:
    """Whether two names that are alike are not so by the words alone that both have.

    `product-manager` is not meant where `app-dev-manager` stands, nor `sprint-2` by `sprint-1`.
    """
    if differ_in_digits(word, name):
        return False
    here, there = word.split("-"), name.split("-")
    own = "-".join(one for one in here if one not in there)
    other = "-".join(one for one in there if one not in here)
    if own.startswith(other) or other.startswith(own):
        return True
    return difflib.SequenceMatcher(None, own, other).ratio() > SLIP


def one_of(names: Iterable[str]) -> str:
    """Name what may be chosen from, or the first few of it."""
    known = sorted(names)
    if not known:
        return "none is set up yet"
    more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    return ", ".join(known[:SHOWN]) + more
