"""What differs between two catalogs: who is who, and what each one says otherwise. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.facts import former_keys
from ucops.preview.change import Difference, FieldChange, ItemChange, UseCaseChange, UseCaseKind
from ucops.preview.fields import changed, changed_item, rewritten

_APART = frozenset({"bom"})
"""What is compared item by item instead."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Who is who on both sides.

    Attributes:
        former_ids: The id of a use case now → its id before.
        items: The key of an item now → the item before.
        keys: The key of an item before → its key now.
    """

    former_ids: Mapping[str, str]
    items: Mapping[str, Item]
    keys: Mapping[str, str]


def diff(before: Catalog, after: Catalog) -> Difference:
    """Compare two catalogs."""
    pairs = pair(before, after)
    entries = [
        *(_entry(before, entry, pairs) for entry in after.entries.values()),
        *_removed(before, pairs),
    ]
    gone = _gone(before, pairs)
    found = (_with_gone(change, gone) for change in entries)
    return Difference(
        config=tuple(changed(before.config, after.config)),
        use_cases=tuple(
            change for change in found if change.kind != "changed" or change.fields or change.items
        ),
    )


def pair(before: Catalog, after: Catalog) -> Pairs:
    """Find every use case and item again: by its key, else by one of its former keys."""
    ids: dict[str, str] = {}
    for entry in after.entries.values():
        former = (old for old in entry.use_case.previously if old not in after.entries)
        names = [entry.id, *former] if entry.id not in before.entries else [entry.id]
        was = next((old for old in names if old in before.entries), None)
        if was is not None and was not in ids.values():
            ids[entry.id] = was
    return Pairs(ids, *_item_pairs(before, after))


def _item_pairs(before: Catalog, after: Catalog) -> tuple[dict[str, Item], dict[str, str]]:
    old = {item.key: item for item in before.items}
    found = {item.key: old[item.key] for item in after.items if item.key in old}
    taken = {item.key for item in found.values()}
    for item in after.items:
        former = [old.get(key) for key in former_keys(after, item)]
        was = next((one for one in former if one and one.key not in taken), None)
        if item.key not in found and was is not None:
            found[item.key] = was
            taken.add(was.key)
    return found, {item.key: key for key, item in found.items()}


def _entry(before: Catalog, entry: Entry, pairs: Pairs) -> UseCaseChange:
    was = before.entries.get(pairs.former_ids.get(entry.id, ""))
    items = tuple(_items(was, entry, pairs))
    if was is None:
        return UseCaseChange("added", entry.id, None, entry, items=items)
    kind: UseCaseKind = "changed" if was.id == entry.id else "renamed"
    return UseCaseChange(kind, entry.id, was, entry, tuple(_fields(was, entry)), items)


def _fields(was: Entry, entry: Entry) -> Iterator[FieldChange]:
    if was.id == entry.id and was.file != entry.file:
        yield FieldChange(("file",), was.file, entry.file)
    for change in changed(was.use_case, entry.use_case):
        if change.path[0] not in _APART:
            yield change


def _items(was: Entry | None, entry: Entry, pairs: Pairs) -> Iterator[ItemChange]:
    for item in entry.items:
        old = pairs.items.get(item.key)
        if old is None:
            yield ItemChange("added", None, item)
        elif was is None or old.use_case != was.id:
            yield ItemChange("arrived", old, item, _item_fields(old, item, pairs))
        else:
            fields = _item_fields(old, item, pairs)
            fields += rewritten(
                was.use_case.bom.get(old.slug), entry.use_case.bom.get(item.slug), fields
            )
            if old.slug != item.slug:
                yield ItemChange("renamed", old, item, fields)
            elif fields:
                yield ItemChange("changed", old, item, fields)


def _item_fields(old: Item, item: Item, pairs: Pairs) -> tuple[FieldChange, ...]:
    """The fields that differ; a dependency that only goes by another key does not."""
    needs = tuple(pairs.keys.get(key, key) for key in old.depends_on)
    if old is item and needs == old.depends_on:
        return ()
    return changed_item(replace(old, depends_on=needs), item)


def _removed(before: Catalog, pairs: Pairs) -> Iterator[UseCaseChange]:
    kept = set(pairs.former_ids.values())
    return (
        UseCaseChange("removed", entry.id, entry, None)
        for entry in before.entries.values()
        if entry.id not in kept
    )


def _gone(before: Catalog, pairs: Pairs) -> Mapping[str, list[ItemChange]]:
    """By the use case's former id, the items that are no longer there."""
    gone: dict[str, list[ItemChange]] = {}
    now = {was: name for name, was in pairs.former_ids.items()}
    for item in before.items:
        key = pairs.keys.get(item.key)
        if key is None:
            gone.setdefault(item.use_case, []).append(ItemChange("removed", item, None))
        elif key.partition("/")[0] != now.get(item.use_case):
            gone.setdefault(item.use_case, []).append(
                ItemChange("left", item, replace(item, key=key))
            )
    return gone


def _with_gone(change: UseCaseChange, gone: Mapping[str, list[ItemChange]]) -> UseCaseChange:
    if change.before is None:
        return change
    return replace(change, items=(*change.items, *gone.get(change.before.id, ())))
