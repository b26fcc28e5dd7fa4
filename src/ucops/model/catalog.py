"""The whole programme as data: every use case, and every BOM item resolved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ucops.model.config import Config
from ucops.model.usecase import UseCase
from ucops.model.values import Audience, Priority, Quantity, Stage


@dataclass(frozen=True, slots=True)
class Item:
    """One BOM item of one use case: the standard item, the use case's entry laid over it.

    Attributes:
        key: Its identity for ever, `<use case>/<item>`.
        use_case: The use case's id.
        slug: The item's own part of the key.
        responsible: Login of the person responsible: the entry's `owner`, else the DRI of the
            team's seat for `role`, else the role's `lead`, else None (an open seat).
        due: The entry's own due date, else the milestone's, else None.
        depends_on: Keys of the items that this one needs first.
        previously: Former keys.
        repository: `owner/name` where the role has a repository of its own, else None.
        standard: Whether the item comes from the standard bill of materials.
        skip: Why the use case does not need it, or None.
        personas, industries, segments: Slugs of those that it is made for in particular.
        shared: Key of another use case's item that is the same piece, or None. Then title, dates,
            role, responsible and deliverable are those of that item, which alone is filed.
    """

    key: str
    use_case: str
    slug: str
    title: str
    description: str
    type: str | None
    role: str | None
    responsible: str | None
    stages: tuple[Stage, ...]
    audiences: tuple[Audience, ...]
    priority: Priority
    quantity: Quantity
    start: dt.date | None
    due: dt.date | None
    milestone: str | None
    depends_on: tuple[str, ...]
    market_requirements: tuple[str, ...]
    shows: str | None
    checklist: tuple[str, ...]
    previously: tuple[str, ...]
    issue: int | None
    deliverable: str | None
    reviewed: dt.date | None
    retired: dt.date | None
    skip: str | None
    repository: str | None
    standard: bool
    personas: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    shared: str | None = None

    @property
    def piece(self) -> str:
        """What it is the same as: the key of the item that is shared, else its own."""
        return self.shared or self.key


@dataclass(frozen=True, slots=True)
class Entry:
    """A use case in the catalog: what its file says, and its bill of materials.

    Attributes:
        id: The file's name without its ending.
        file: The file's path relative to the root, with forward slashes.
        use_case: What the file says.
        items: Every item of the BOM in the order of the standard BOM, own items after it in the
            order of the file; skipped and retired ones included.
    """

    id: str
    file: str
    use_case: UseCase
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The configuration and every use case, in the order of tier and then id."""

    config: Config
    entries: Mapping[str, Entry]

    @property
    def items(self) -> Iterator[Item]:
        """Every item of every use case, in order."""
        return (item for entry in self.entries.values() for item in entry.items)
