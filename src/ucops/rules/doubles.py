"""Entries that say the same as another one beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from ucops.model.config import SECTIONS
from ucops.model.reference import sections
from ucops.model.titles import titled
from ucops.model.usecase import UseCase
from ucops.rules.engine.context import CONFIG_FILE, Context
from ucops.rules.engine.rule import MOST, Hit, Hits, catalog_rule


@catalog_rule("identity", "warning")
def entry_title_twice(context: Context) -> Hits:
    """Look for entries of one title, whatever its letter case, in use cases and `ucops.yaml`."""
    for entry in context.living:
        for part in sections(UseCase):
            yield from _twice(entry.file, part, getattr(entry.use_case, part))
    for part in SECTIONS:
        if part != "milestones":  # theirs may not be alike on GitHub: a rule of its own says it
            yield from _twice(CONFIG_FILE, part, getattr(context.config, part))


def _twice(file: str, part: str, entries: Mapping[str, object]) -> Iterator[Hit]:
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
        yield Hit(message, (part, slug, "title"), hint, file=file)
