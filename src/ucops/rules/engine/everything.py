"""All use cases beside each other, as far as rules ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ucops.model.resolve import full_key
from ucops.rules.engine.context import Context
from ucops.rules.engine.facts import CaseFacts, ItemFacts, People

_OF_THE_PIECE = (
    "title",
    "due",
    "due_in_words",
    "milestone",
    "responsible",
    "deliverable",
    "repository",
)
"""What a shared item has from the one that it is."""


@dataclass(frozen=True)
class Everything:
    """The facts of all files.

    Attributes:
        settings: What rules look settings up in; of the use cases it need not know any.
        cases: Every use case, in the order of tier and then id.
        people: Who each file names, `ucops.yaml` included, by file.
        read: Reads a file again, for what the facts leave out.
    """

    settings: Context
    cases: tuple[CaseFacts, ...]
    people: Mapping[str, People]
    read: Callable[[str], Context]

    @cached_property
    def living(self) -> tuple[CaseFacts, ...]:
        """Every use case that is not retired."""
        return tuple(case for case in self.cases if case.living)

    @cached_property
    def by_id(self) -> Mapping[str, CaseFacts]:
        """Every use case by its id."""
        return {case.id: case for case in self.cases}

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The file of each use case, by id."""
        return {case.id: case.file for case in self.cases}

    @cached_property
    def items(self) -> Mapping[str, ItemFacts]:
        """Every BOM item by its key; a shared one is what the other one is."""
        bare = {f"{case.id}/{item.slug}": item for case in self.cases for item in case.items}
        return {
            key: _shared(key, item, bare) if item.shared else item for key, item in bare.items()
        }

    def items_of(self, case: CaseFacts) -> Iterable[ItemFacts]:
        """The items of a use case, with what shared ones have from another."""
        return (self.items[f"{case.id}/{item.slug}"] for item in case.items)

    @cached_property
    def unfinished(self) -> Mapping[str, ItemFacts]:
        """Every item that is still to be made, by its key."""
        return {
            f"{case.id}/{item.slug}": item
            for case in self.living
            for item in case.items
            if item.to_make
        }

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """What former ids of use cases and former keys of items are called now."""
        ids = {old: case.id for case in self.cases for old in case.previously}
        keys = {old: key for key, item in self.items.items() for old in self._former(key, item)}
        return {old: now for old, now in (ids | keys).items() if old not in self.files}

    def _former(self, key: str, item: ItemFacts) -> Iterable[str]:
        """The keys that an item had before, also under the former ids of their use cases."""
        own = {key, *item.previously}
        parts = (one.partition("/") for one in own)
        cases = ((self.by_id.get(use_case), slug) for use_case, _, slug in parts)
        inherited = {f"{old}/{slug}" for case, slug in cases if case for old in case.previously}
        return sorted((own | inherited) - {key})

    def says(self, file: str, part: str, name: str) -> bool:
        """Whether a part of a file has an entry of a name, or may have; see `Context.says`."""
        return self.read(file).says(file, part, name)


def _shared(key: str, item: ItemFacts, items: Mapping[str, ItemFacts]) -> ItemFacts:
    other = items.get(full_key(key.partition("/")[0], item.shared or ""))
    if other is None or other.shared:
        return item
    return item._replace(**{field: getattr(other, field) for field in _OF_THE_PIECE})


def everything(
    settings: Context,
    cases: Iterable[CaseFacts],
    people: Mapping[str, People],
    read: Callable[[str], Context],
) -> Everything:
    """Put the facts of all files together; of two files with one id, the first one counts."""
    first: dict[str, CaseFacts] = {}
    for case in cases:
        first.setdefault(case.id, case)
    in_order = sorted(first.values(), key=lambda case: (case.tier, case.id))
    return Everything(settings, tuple(in_order), people, read)
