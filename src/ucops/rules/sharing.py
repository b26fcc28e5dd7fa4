"""One piece in several use cases: it is another one's, and that one makes it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ucops.model.facts import wanted
from ucops.model.resolve import MAY_DIFFER, full_key
from ucops.prose.words import counted, listed
from ucops.rules.dependencies import may_exist, nearest_item
from ucops.rules.engine.addresses import same_address
from ucops.rules.engine.context import Context, item_path
from ucops.rules.engine.rule import MOST, Hit, Hits, catalog_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry, Item

BESIDE = frozenset({"shared", "market_requirements", *MAY_DIFFER})
"""What a shared item may say."""


@use_case_rule("references", "error")
def unknown_shared_item(entry: Entry, context: Context) -> Hits:
    """Look at what each shared item names."""
    for slug, item in entry.use_case.bom.items():
        if item.shared is None:
            continue
        key = full_key(entry.id, item.shared)
        if key not in context.items and not may_exist(context, key):
            hint = nearest_item(entry, item.shared, context)
            yield Hit(f"There is no item '{key}' to share.", ("bom", slug, "shared"), hint)


@use_case_rule("references", "error")
def shared_item_not_made(entry: Entry, context: Context) -> Hits:
    """Look whether the other use case makes what is shared."""
    for slug, item in entry.use_case.bom.items():
        key = full_key(entry.id, item.shared or "")
        other = context.items.get(key) if item.shared else None
        if other and (found := _why_not_made(entry, other, context)):
            why, way_out = found
            yield Hit(f"'{key}' cannot be shared: {why}.", ("bom", slug, "shared"), way_out)


def _why_not_made(entry: Entry, other: Item, context: Context) -> tuple[str, str] | None:
    """Why an item is none that another use case can share, and what to do instead."""
    elsewhere = "name the item that is kept, or make this one here"
    if other.use_case == entry.id:
        return "it is of this use case itself", "keep one of the two"
    if other.shared:
        return f"it is shared itself, from '{other.shared}'", f"write: shared: {other.shared}"
    if other.skip is not None:
        return "it is skipped there", elsewhere
    retired = context.loaded.catalog.entries[other.use_case].use_case.status == "retired"
    return ("it is retired there", elsewhere) if retired or other.retired else None


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
def deliverable_twice(context: Context) -> Hits:
    """Look for items with one deliverable, of which none says that it is the other."""
    pieces: dict[str, list[tuple[Entry, Item]]] = defaultdict(list)
    for entry in context.living:
        for item in wanted(entry):
            if item.deliverable is not None and item.shared is None:
                pieces[same_address(item.deliverable)].append((entry, item))
    for same in pieces.values():
        first = same[0][1]
        for entry, item in same[1:MOST]:
            message = f"'{item.title}' is the same piece as '{first.title}' ({first.key})."
            hint = f"write: {item.slug}: {{shared: {first.key}}}, and it is filed and counted once"
            if item.use_case == first.use_case:
                hint = "keep one of the two"
            yield Hit(message, item_path(entry, item, "deliverable"), hint, file=entry.file)
