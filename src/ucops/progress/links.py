"""The key links of a use case against what its tier expects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ucops.model.catalog import Entry
from ucops.model.config import Config
from ucops.model.values import Link, LinkState


@dataclass(frozen=True, slots=True)
class KeyLink:
    """One key link of one use case.

    Attributes:
        kind: The link kind's slug.
        title: The link kind's title.
        link: What the file says; open where it says nothing.
    """

    kind: str
    title: str
    link: Link


@dataclass(frozen=True, slots=True)
class LinkCount:
    """Links by state; `total` leaves out what is not applicable."""

    total: int
    present: int
    pending: int
    tbd: int
    not_applicable: int


def links(entry: Entry, config: Config) -> tuple[KeyLink, ...]:
    """The links that the tier expects or the file lists, in the order of the kinds."""
    written = entry.use_case.links
    return tuple(
        KeyLink(slug, kind.title, written.get(slug, Link(LinkState.TBD)))
        for slug, kind in config.link_kinds.items()
        if slug in written or entry.use_case.tier in kind.tiers
    )


def count_links(every: Iterable[KeyLink]) -> LinkCount:
    """Count links by state."""
    states = [link.link.state for link in every]
    return LinkCount(
        total=len(states) - states.count(LinkState.NOT_APPLICABLE),
        present=states.count(LinkState.PRESENT),
        pending=states.count(LinkState.PENDING),
        tbd=states.count(LinkState.TBD),
        not_applicable=states.count(LinkState.NOT_APPLICABLE),
    )
