"""What differs between two catalogs: plain records, without a word of wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ucops.model.catalog import Entry, Item

ItemKind = Literal["added", "removed", "changed", "renamed", "arrived", "left"]
UseCaseKind = Literal["added", "removed", "changed", "renamed"]
Path = tuple[str, ...]
WRITTEN = "written"
"""The first step of the path of what an entry says otherwise without changing its item."""


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
