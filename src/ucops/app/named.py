"""What a person names on the command line, looked up among what is there."""

from __future__ import annotations

from collections.abc import Collection

from ucops.errors import UsageError
from ucops.likeness import nearest
from ucops.model.catalog import Catalog, Entry
from ucops.prose.words import listed


def entry_of(catalog: Catalog, use_case: str) -> Entry:
    """A use case by its id; UsageError when there is none of that id."""
    return catalog.entries[one_of(catalog.entries, use_case, "use case")]


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
