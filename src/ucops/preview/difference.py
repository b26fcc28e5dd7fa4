"""What differs between two catalogs: who is who, and what each one says otherwise. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.config import Model
from ucops.model.facts import former_keys
from ucops.model.usecase import BomEntry

ItemKind = Literal["added", "removed", "changed", "renamed", "arrived", "left"]
UseCaseKind = Literal["added", "removed", "changed", "renamed"]
Path = tuple[str, ...]
WRITTEN = "written"
"""The first step of the path of what an entry says otherwise without changing its item."""
NOT_SHOWN = frozenset({"key", "use_case", "slug"})
"""What makes an item this item: a change of it is a rename."""
_RESOLVED = {"owner": "responsible"}
"""Fields of an entry that go by another name in the item."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that differs.

    Attributes:
        path: Where it stands, such as `("team", "pmm")` or `("due",)`.
        before: What it was; None where there was nothing.
        after: What it is; None where there is nothing any more.
    """

    path: Path
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One BOM item that differs.

    Attributes:
        kind: Renamed says that its key is another one in the same use case. An item that goes from
            one use case to another has left the one and arrived at the other.
        before: The item as it was, or None.
        after: The item as it is, or None.
        fields: What differs, in the order of an item's fields.
    """

    kind: ItemKind
    before: Item | None
    after: Item | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class UseCaseChange:
    """One use case that differs.

    Attributes:
        kind: Renamed says that its id is another one.
        id: Its id now; of a removed one, its last.
        before: The use case as it was, or None.
        after: The use case as it is, or None.
        fields: What its file says otherwise, BOM items apart; empty when it is added or removed.
        items: Its BOM items that differ, in order, the removed ones last.
    """

    kind: UseCaseKind
    id: str
    before: Entry | None
    after: Entry | None
    fields: tuple[FieldChange, ...] = ()
    items: tuple[ItemChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two catalogs.

    Attributes:
        config: What `ucops.yaml` says otherwise.
        use_cases: The use cases that differ, in the order of the new catalog, the removed last.
    """

    config: tuple[FieldChange, ...]
    use_cases: tuple[UseCaseChange, ...]

    def __bool__(self) -> bool:
        return bool(self.config or self.use_cases)


def difference(before: Catalog, after: Catalog) -> Difference:
    """Compare two catalogs."""
    same = _pair(before, after)
    gone = _gone(before, same)
    kept = frozenset(same.ids.values())
    found = [
        *(_entry(before, entry, same, gone) for entry in after.entries.values()),
        *(
            UseCaseChange("removed", entry.id, entry, None, items=tuple(gone.get(entry.id, ())))
            for entry in before.entries.values()
            if entry.id not in kept
        ),
    ]
    return Difference(
        config=tuple(_changed(before.config, after.config)),
        use_cases=tuple(one for one in found if one.kind != "changed" or one.fields or one.items),
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Who is who on both sides.

    Attributes:
        ids: The id of a use case now → its id before.
        items: The key of an item now → the item before.
        keys: The key of an item before → its key now.
    """

    ids: Mapping[str, str]
    items: Mapping[str, Item]
    keys: Mapping[str, str]


def _pair(before: Catalog, after: Catalog) -> _Pairs:
    """Find every use case and item again: by its key, else by one of its former keys."""
    ids: dict[str, str] = {}
    for entry in after.entries.values():
        former = (old for old in entry.use_case.previously if old not in after.entries)
        names = [entry.id] if entry.id in before.entries else former
        was = next((old for old in names if old in before.entries), None)
        if was is not None and was not in ids.values():
            ids[entry.id] = was
    items = _same_items(before, after)
    return _Pairs(ids, items, {item.key: key for key, item in items.items()})


def _same_items(before: Catalog, after: Catalog) -> Mapping[str, Item]:
    old = {item.key: item for item in before.items}
    found = {item.key: old[item.key] for item in after.items if item.key in old}
    taken = {item.key for item in found.values()}
    for item in after.items:
        former = [old.get(key) for key in former_keys(after, item)]
        was = next((one for one in former if one and one.key not in taken), None)
        if item.key not in found and was is not None:
            found[item.key] = was
            taken.add(was.key)
    return found


def _gone(before: Catalog, same: _Pairs) -> Mapping[str, list[ItemChange]]:
    """By the use case's former id, the items that are no longer there."""
    gone: dict[str, list[ItemChange]] = {}
    now = {was: name for name, was in same.ids.items()}
    for item in before.items:
        key = same.keys.get(item.key)
        if key is None:
            gone.setdefault(item.use_case, []).append(ItemChange("removed", item, None))
        elif key.partition("/")[0] != now.get(item.use_case):
            left = ItemChange("left", item, replace(item, key=key))
            gone.setdefault(item.use_case, []).append(left)
    return gone


def _entry(
    before: Catalog, entry: Entry, same: _Pairs, gone: Mapping[str, list[ItemChange]]
) -> UseCaseChange:
    was = before.entries.get(same.ids.get(entry.id, ""))
    items = tuple(_items(was, entry, same))
    if was is None:
        return UseCaseChange("added", entry.id, None, entry, items=items)
    kind: UseCaseKind = "changed" if was.id == entry.id else "renamed"
    items += tuple(gone.get(was.id, ()))
    return UseCaseChange(kind, entry.id, was, entry, tuple(_fields(was, entry)), items)


def _fields(was: Entry, entry: Entry) -> Iterator[FieldChange]:
    if was.id == entry.id and was.file != entry.file:
        yield FieldChange(("file",), was.file, entry.file)
    for name in type(entry.use_case).model_fields:
        if name != "bom":  # which is compared item by item
            before, after = getattr(was.use_case, name), getattr(entry.use_case, name)
            yield from _changed(before, after, (name,))


def _items(was: Entry | None, entry: Entry, same: _Pairs) -> Iterator[ItemChange]:
    for item in entry.items:
        old = same.items.get(item.key)
        if old is None:
            yield ItemChange("added", None, item)
        elif was is None or old.use_case != was.id:
            yield ItemChange("arrived", old, item, _item_fields(old, item, same))
        else:
            differing = _item_fields(old, item, same)
            differing += _rewritten(was, old, entry, item, differing)
            if old.slug != item.slug:
                yield ItemChange("renamed", old, item, differing)
            elif differing:
                yield ItemChange("changed", old, item, differing)


def _item_fields(old: Item, item: Item, same: _Pairs) -> tuple[FieldChange, ...]:
    """The fields that differ; a dependency that only goes by another key does not."""
    needs = tuple(same.keys.get(key, key) for key in old.depends_on)
    if old is item and needs == old.depends_on:
        return ()
    old = replace(old, depends_on=needs)
    if old == item:  # most are: that is far quicker than a look at each field
        return ()
    return tuple(
        FieldChange((field.name,), was, now)
        for field in fields(item)
        if field.name not in NOT_SHOWN
        and (was := getattr(old, field.name)) != (now := getattr(item, field.name))
    )


def _rewritten(
    was: Entry, old: Item, entry: Entry, item: Item, seen: tuple[FieldChange, ...]
) -> tuple[FieldChange, ...]:
    """What an entry says otherwise without a change that is seen in its item."""
    shown = {change.path[0] for change in seen}
    before, after = was.use_case.bom.get(old.slug), entry.use_case.bom.get(item.slug)
    if before == after:
        return ()
    differing = _changed(before or BomEntry(), after or BomEntry(), (WRITTEN,))
    return tuple(one for one in differing if _RESOLVED.get(one.path[1], one.path[1]) not in shown)


def _changed(before: object, after: object, path: Path = ()) -> Iterator[FieldChange]:
    """Every value that differs, entry by entry; a whole entry that comes or goes is one change."""
    match before, after:
        case _ if before is after:
            return
        case Model(), Model():
            for name in type(after).model_fields:
                yield from _changed(getattr(before, name), getattr(after, name), (*path, name))
        case dict(), dict():
            for key in [*after, *(key for key in before if key not in after)]:
                yield from _changed(before.get(key), after.get(key), (*path, str(key)))
        case _ if before != after:
            yield FieldChange(path, before, after)
