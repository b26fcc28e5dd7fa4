"""Which values differ between two pieces of data of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields as fields_of

from ucops.model.catalog import Item
from ucops.model.config import Model
from ucops.model.usecase import BomEntry
from ucops.preview.change import WRITTEN, FieldChange, Path

NOT_SHOWN = frozenset({"key", "use_case", "slug"})
"""What makes an item this item: a change of it is a rename."""
_RESOLVED = {"owner": "responsible"}
"""Fields of an entry that go by another name in the item."""


def changed(before: object, after: object, path: Path = ()) -> Iterator[FieldChange]:
    """Every value that differs, entry by entry; a whole entry that comes or goes is one change."""
    match before, after:
        case _ if before is after:
            return
        case Model(), Model():
            for name in type(after).model_fields:
                yield from changed(getattr(before, name), getattr(after, name), (*path, name))
        case dict(), dict():
            for key in [*after, *(key for key in before if key not in after)]:
                yield from changed(before.get(key), after.get(key), (*path, str(key)))
        case _ if before != after:
            yield FieldChange(path, before, after)


def changed_item(before: Item, after: Item) -> tuple[FieldChange, ...]:
    """Every field in which an item differs, its key apart."""
    return tuple(
        FieldChange((field.name,), was, now)
        for field in fields_of(after)
        if field.name not in NOT_SHOWN
        and (was := getattr(before, field.name)) != (now := getattr(after, field.name))
    )


def rewritten(
    before: BomEntry | None, after: BomEntry | None, seen: tuple[FieldChange, ...]
) -> tuple[FieldChange, ...]:
    """What an entry says otherwise without a change that is seen in its item."""
    shown = {change.path[0] for change in seen}
    differing = changed(before or BomEntry(), after or BomEntry(), (WRITTEN,))
    return tuple(
        change for change in differing if _RESOLVED.get(change.path[1], change.path[1]) not in shown
    )
