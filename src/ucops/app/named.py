"""What a person names on the command line, looked up among what is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ucops.errors import UsageError
from ucops.likeness import nearest
from ucops.model.catalog import Entry
from ucops.prose.words import listed


def entry_of(entries: Mapping[str, Entry], use_case: str) -> Entry:
    """A use case by its id; UsageError when there is none of that id."""
    return entries[one_of(entries, use_case, "use case")]


def slug_of(titles: Mapping[str, str], text: str, kind: str) -> str:
    """A known name, written as it is or by its title.

    Raises:
        UsageError: It is none; names the likeliest one, else what there is.
    """
    called = {title.casefold(): name for name, title in titles.items() if title}
    plain = text.strip().casefold()
    return called.get(plain) or one_of(titles, plain, kind)


def one_of(known: Collection[str], name: str, kind: str) -> str:
    """The name, when it is a known one.

    Raises:
        UsageError: It is none; names the likeliest one, else what there is.
    """
    if name in known:
        return name
    meant = nearest(name, known)
    there = f"there are: {listed(sorted(known))}" if known else "there is none yet"
    raise UsageError(f"there is no {kind} '{name}'", f"did you mean '{meant}'?" if meant else there)
