"""Which name was probably meant, and which there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ucops.likeness import nearest
from ucops.model.titles import by_title
from ucops.prose.words import SHOWN


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
    named = known.items() if isinstance(known, Mapping) else ()
    titles = {name: title for name, title in named if isinstance(title, str)}
    return by_title(word, titles) or nearest(word, known)


def one_of(names: Iterable[str]) -> str:
    """Name what may be chosen from, or the first few of it."""
    known = sorted(names)
    if not known:
        return "none is set up yet"
    more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    return ", ".join(known[:SHOWN]) + more
