"""One piece in several use cases: it is another one's, and that one makes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ucops.model.resolve import MAY_DIFFER, full_key
from ucops.prose.words import counted, listed
from ucops.rules.dependencies import may_exist, nearest_item
from ucops.rules.engine.addresses import same_address
from ucops.rules.engine.context import Context
from ucops.rules.engine.everything import Everything
from ucops.rules.engine.rule import MOST, Hit, Hits, catalog_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.rules.engine.facts import CaseFacts, ItemFacts

BESIDE = frozenset({"shared", "market_requirements", *MAY_DIFFER})
"""What a shared item may say."""


@catalog_rule("references", "error")
def unknown_shared_item(everything: Everything) -> Hits:
    """Look at what each shared item names."""
    for case, item, name in _sharing(everything):
        key = full_key(case.id, name)
        if key not in everything.items and not may_exist(everything, key):
            hint = nearest_item(case, name, everything)
            path = ("bom", item.slug, "shared")
            yield Hit(f"There is no item '{key}' to share.", path, hint, file=case.file)


def _sharing(everything: Everything) -> Iterator[tuple[CaseFacts, ItemFacts, str]]:
    """Every item that says that it is another one's, with the name that it gives."""
    return (
        (case, item, item.shared)
        for case in everything.cases
        for item in case.items
        if item.shared is not None
    )


@catalog_rule("references", "error")
def shared_item_not_made(everything: Everything) -> Hits:
    """Look whether the other use case makes what is shared."""
    for case, item, name in _sharing(everything):
        key = full_key(case.id, name)
        if name and key in everything.items and (found := _why_not_made(case, key, everything)):
            why, way_out = found
            path = ("bom", item.slug, "shared")
            yield Hit(f"'{key}' cannot be shared: {why}.", path, way_out, file=case.file)


def _why_not_made(case: CaseFacts, key: str, everything: Everything) -> tuple[str, str] | None:
    """Why an item is none that another use case can share, and what to do instead."""
    elsewhere = "name the item that is kept, or make this one here"
    use_case, other = key.partition("/")[0], everything.items[key]
    if use_case == case.id:
        return "it is of this use case itself", "keep one of the two"
    if other.shared:
        whole = full_key(use_case, other.shared)
        return f"it is shared itself, from '{whole}'", f"write: shared: {whole}"
    if other.skipped:
        return "it is skipped there", elsewhere
    gone = not everything.by_id[use_case].living or other.retired
    return ("it is retired there", elsewhere) if gone else None


@use_case_rule("references", "error")
def shared_says_more(entry: Entry, context: Context) -> Hits:
    """Look for what a shared item says of its own, though it is the other one."""
    del context
    for slug, item in entry.use_case.bom.items():
        more = sorted(item.model_fields_set - BESIDE) if item.shared else []
        if more:
            message = f"'{slug}' is shared and says {counted(len(more), 'thing')} of its own: "
            hint = f"say it at '{full_key(entry.id, item.shared or '')}', or take `shared` out"
            yield Hit(f"{message}{listed(more)}.", ("bom", slug, more[0]), hint, on_key=True)


@catalog_rule("substance", "warning")
def deliverable_twice(everything: Everything) -> Hits:
    """Look for items with one deliverable, of which none says that it is the other."""
    pieces: dict[str, list[tuple[CaseFacts, ItemFacts]]] = defaultdict(list)
    for case in everything.living:
        for item in case.items:
            if item.wanted and item.deliverable is not None and item.shared is None:
                pieces[same_address(item.deliverable)].append((case, item))
    for same in pieces.values():
        owner, first = same[0]
        key = f"{owner.id}/{first.slug}"
        for case, item in same[1:MOST]:
            message = f"'{item.title}' is the same piece as '{first.title}' ({key})."
            hint = f"write: {item.slug}: {{shared: {key}}}, and it is filed and counted once"
            if case is owner:
                hint = "keep one of the two"
            yield Hit(message, item.at("deliverable"), hint, file=case.file)
