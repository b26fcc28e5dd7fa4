"""The sentences about a use case's BOM items: one an item, and one for many that change alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ucops.model.catalog import Item
from ucops.model.usecase import BomEntry
from ucops.pages.preview.item_words import new_item, phrase, remarks
from ucops.pages.preview.words import Line, Names, counted, listed
from ucops.preview.change import FieldChange, ItemChange, UseCaseChange

MANY = 3
"""So many items that change alike are told in one sentence."""
NAMED = 40
"""How many of them are named."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said already: seats that pass from one person to another."""

    roles: frozenset[str]

    def covers(self, item: Item, change: FieldChange) -> bool:
        """Whether the change of an item's person only follows its role's seat."""
        return change.path == ("responsible",) and item.role in self.roles


def item_lines(change: UseCaseChange, names: Names, told: Told) -> Iterator[Line]:
    """Every item that differs, in words."""
    bom = change.after.use_case.bom if change.after else {}
    standard = [one for one in change.items if _plain_standard(one, bom)]
    yield from _standard_lines(standard)
    rest = [one for one in change.items if one not in standard]
    alike = _alike(rest, told)
    yield from (_alike_line(same, rest, names, change.id) for same in alike.values())
    for one in rest:
        fields = [field for field in one.fields if _key(field) not in alike]
        line = _line(one, [f for f in fields if not _covered(told, one, f)], names, change.id)
        if line is not None:
            yield line


def passing(change: UseCaseChange, role: str) -> int:
    """How many items get another person because a role's seat does."""
    told = Told(frozenset({role}))
    return sum(_covered(told, one, field) for one in change.items for field in one.fields)


def _covered(told: Told, one: ItemChange, field: FieldChange) -> bool:
    return one.after is not None and told.covers(one.after, field)


def _plain_standard(one: ItemChange, bom: Mapping[str, BomEntry]) -> bool:
    """A standard item that comes or goes without a word of the use case's own about it."""
    item = one.after or one.before
    if item is None or not item.standard or one.kind not in {"added", "removed"}:
        return False
    return item.slug not in bom


def _standard_lines(standard: list[ItemChange]) -> Iterator[Line]:
    came = [one.after.title for one in standard if one.after]
    went = [one.before.title for one in standard if one.after is None and one.before]
    if came:
        yield Line(counted(len(came), "standard item"), f"added: {listed(came, NAMED)}")
    if went:
        yield Line(counted(len(went), "standard item"), f"no longer there: {listed(went, NAMED)}")


_Key = tuple[tuple[str, ...], str, str]


def _key(field: FieldChange) -> _Key:
    return field.path, repr(field.before), repr(field.after)


def _alike(rest: Iterable[ItemChange], told: Told) -> Mapping[_Key, list[FieldChange]]:
    """The changes that many items share."""
    found: defaultdict[_Key, list[FieldChange]] = defaultdict(list)
    for one in rest:
        for field in one.fields:
            if not _covered(told, one, field):
                found[_key(field)].append(field)
    return {key: fields for key, fields in found.items() if len(fields) >= MANY}


def _alike_line(
    same: list[FieldChange], rest: Iterable[ItemChange], names: Names, home: str
) -> Line:
    key = _key(same[0])
    items = [one.after.title for one in rest if one.after and key in map(_key, one.fields)]
    said = f"each {phrase(same[0], names, home)}: {listed(items, NAMED)}"
    return Line(f"{len(items)} items", said)


def _line(one: ItemChange, fields: list[FieldChange], names: Names, home: str) -> Line | None:
    item = one.after or one.before
    if item is None:
        return None
    told = [phrase(field, names, home) for field in fields if _worth(one, field)]
    text = "; ".join([*_heads(one, names, home), *told])
    if fields:
        text = ", ".join(filter(None, [text, *remarks(one, names)]))
    return Line(item.title, text, _address(one)) if text else None


def _worth(one: ItemChange, field: FieldChange) -> bool:
    """A new key is told once: not again as the former key that the file now names."""
    return one.kind not in {"renamed", "arrived"} or field.path != ("previously",)


def _heads(one: ItemChange, names: Names, home: str) -> Iterator[str]:
    """What happens to the item as a whole."""
    before, after = one.before, one.after
    if one.kind == "added" and after:
        yield f"new: {new_item(after, names)}"
    elif one.kind == "removed" and before:
        yield "removed; its issue, if there is one, becomes an orphan"
    elif one.kind == "renamed" and before and after:
        yield f"has the key {after.key} now (was {before.key})"
    elif one.kind == "arrived" and before:
        yield f"comes from {names.item(before.key, home)}"
    elif one.kind == "left" and after:
        yield f"goes to {names.item(after.key, home)}"


def _address(one: ItemChange) -> str | None:
    """The deliverable that is new."""
    now = one.after.deliverable if one.after else None
    was = one.before.deliverable if one.before else None
    return now if now != was and one.kind != "left" else None
