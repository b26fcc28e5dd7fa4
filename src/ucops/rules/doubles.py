"""Entries that say the same as another one beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from ucops.model.config import SECTIONS
from ucops.model.reference import sections
from ucops.model.titles import titled
from ucops.model.usecase import UseCase
from ucops.rules.engine.context import Context
from ucops.rules.engine.rule import MOST, Hit, Hits, settings_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry


def _in_use_case(entry: Entry, context: Context) -> Hits:
    del context
    if entry.use_case.status != "retired":
        for part in sections(UseCase):
            yield from _twice(part, getattr(entry.use_case, part))


@settings_rule("identity", "warning", in_use_case=_in_use_case)
def entry_title_twice(context: Context) -> Hits:
    """Look for entries of one title, whatever its letter case, in use cases and `ucops.yaml`."""
    for part in SECTIONS:
        if part != "milestones":  # theirs may not be alike on GitHub: a rule of its own says it
            yield from _twice(part, getattr(context.config, part))


def _twice(part: str, entries: Mapping[str, object]) -> Iterator[Hit]:
    first: dict[str, str] = {}
    pairs = ((slug, titled(entry)) for slug, entry in entries.items())
    written = ((slug, " ".join(title.split())) for slug, title in pairs if title)
    doubles = (
        (slug, title, other)
        for slug, title in written
        if (other := first.setdefault(title.casefold(), slug)) != slug
    )
    for slug, title, other in islice(doubles, MOST + 1):
        message = f"'{slug}' and '{other}' have one title: {title}."
        hint = "join the two, or say in the title what sets them apart"
        yield Hit(message, (part, slug, "title"), hint)
