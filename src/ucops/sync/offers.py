"""Addresses of finished pieces that people gave on GitHub, and that the files do not have yet.

They are offered to whoever keeps the files, line by line, and never written: what stands in a file
is what somebody who may change it put there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ucops.github.protocols import Said
from ucops.github.snapshot import Issue, Snapshot
from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.facts import FILED, wanted

GIVEN_UP = frozenset({"not_planned", "duplicate"})
"""Why an issue was closed whose piece is not there."""


@dataclass(frozen=True, slots=True)
class Place:
    """An item whose address may have been given.

    Attributes:
        entry: Its use case.
        item: It has no `deliverable` in the file.
        issue: It has comments.
    """

    entry: Entry
    item: Item
    issue: Issue


@dataclass(frozen=True, slots=True)
class Offer:
    """An address that may be put into a file.

    Attributes:
        key: The item's key.
        file: Where it belongs, from the root.
        said: Who gave it, and what it is.
        issue: Where they did.
        by_hand: What to write where nothing else can be told, or an empty string.
    """

    key: str
    file: str
    said: Said
    issue: Issue
    by_hand: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """All that is offered.

    Attributes:
        found: Each address.
        diff: The change of the files that puts them in, as git shows one.
    """

    found: tuple[Offer, ...] = ()
    diff: str = ""

    def __bool__(self) -> bool:
        return bool(self.found)


NOTHING = Offers()
"""Stands for what nobody asked for, too."""


def places(catalog: Catalog, snapshot: Snapshot) -> Mapping[str, Place]:
    """Node id → the item of an issue on which somebody may have said where its piece is."""
    by_key = {issue.key: issue for issue in reversed(snapshot.issues) if issue.key}
    return {
        by_key[item.key].node_id: Place(entry, item, by_key[item.key])
        for entry in catalog.entries.values()
        if entry.use_case.status in FILED
        for item in _without(entry)
        if item.key in by_key and _may_say(by_key[item.key])
    }


def _without(entry: Entry) -> Iterator[Item]:
    """The items of its own for which the file names no piece."""
    return (one for one in wanted(entry) if one.deliverable is None and one.shared is None)


def _may_say(issue: Issue) -> bool:
    return issue.comments > 0 and issue.state_reason not in GIVEN_UP
