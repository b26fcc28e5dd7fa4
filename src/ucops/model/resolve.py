"""The bill of materials of a use case: standard items, its own entries over them, its own items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.config import Config, StandardItem
from ucops.model.facts import seat_name
from ucops.model.usecase import BomEntry, UseCase

MAY_DIFFER = ("shows", "stages", "audiences", "personas", "industries", "segments")
"""What a use case may say otherwise of a piece that it shares."""
_OWN = (
    "key",
    "use_case",
    "slug",
    "standard",
    "skip",
    "retired",
    "shared",
    "market_requirements",
    "depends_on",
    "previously",
    "issue",
)
"""What a shared item has of its own: its place, and what ties issues together."""
_NOTHING = BomEntry()
_PLAIN = StandardItem(title="")


def resolve(config: Config, use_case_id: str, use_case: UseCase) -> tuple[Item, ...]:
    """Every item of a use case: the standard ones of its tier in order, then its own.

    An entry for a standard item of another tier brings that item in, at its place in the order.
    """
    bom = use_case.bom
    standard = [
        slug for slug, item in config.bom.items() if use_case.tier in item.tiers or slug in bom
    ]
    own = [slug for slug in bom if slug not in config.bom]
    return tuple(_item(config, use_case_id, use_case, slug) for slug in (*standard, *own))


def _item(config: Config, use_case_id: str, use_case: UseCase, slug: str) -> Item:
    standard = config.bom.get(slug)
    below = standard or _PLAIN
    entry = use_case.bom.get(slug, _NOTHING)
    role = below.role if entry.role is None else entry.role
    return Item(
        key=f"{use_case_id}/{slug}",
        use_case=use_case_id,
        slug=slug,
        title=entry.title or below.title or in_words(slug),
        description=below.description if entry.description is None else entry.description,
        type=below.type if entry.type is None else entry.type,
        role=role,
        responsible=entry.owner or responsible(config, use_case, role),
        stages=below.stages if entry.stages is None else entry.stages,
        audiences=below.audiences if entry.audiences is None else entry.audiences,
        priority=below.priority if entry.priority is None else entry.priority,
        quantity=below.quantity if entry.quantity is None else entry.quantity,
        start=entry.start,
        due=entry.due or _milestone_due(config, entry.milestone),
        milestone=entry.milestone,
        depends_on=tuple(full_key(use_case_id, key) for key in entry.depends_on),
        market_requirements=entry.market_requirements,
        shows=entry.shows,
        checklist=below.checklist if entry.checklist is None else entry.checklist,
        previously=tuple(full_key(use_case_id, key) for key in entry.previously),
        issue=entry.issue,
        deliverable=entry.deliverable,
        reviewed=entry.reviewed,
        retired=entry.retired,
        skip=entry.skip,
        repository=config.roles[role].repository if role in config.roles else None,
        standard=standard is not None,
        personas=entry.personas or (),
        industries=entry.industries or (),
        segments=entry.segments or (),
        shared=full_key(use_case_id, entry.shared) if entry.shared else None,
    )


def assembled(config: Config, entries: Iterable[Entry]) -> Catalog:
    """All use cases together, in their order: now shared items can be what the other one is."""
    held = {entry.id: entry for entry in entries}
    items = {item.key: item for entry in held.values() for item in entry.items}
    return Catalog(config, {slug: _sharing(config, entry, items) for slug, entry in held.items()})


def _sharing(config: Config, entry: Entry, items: Mapping[str, Item]) -> Entry:
    """A use case whose shared items are what they share; those that name nothing stay bare."""
    if not any(item.shared for item in entry.items):
        return entry
    bare = resolve(config, entry.id, entry.use_case)
    return replace(entry, items=tuple(_shared(entry, item, items) for item in bare))


def _shared(entry: Entry, own: Item, items: Mapping[str, Item]) -> Item:
    other = items.get(own.shared or "")
    if other is None or other.shared:
        return own
    said = entry.use_case.bom[own.slug]
    return replace(
        other,
        **{field: getattr(own, field) for field in _OWN},
        **{field: given for field in MAY_DIFFER if (given := getattr(said, field)) is not None},
    )


def in_words(slug: str) -> str:
    """A slug as a title: `ci-benchmark` becomes `Ci benchmark`."""
    return slug.replace("-", " ").capitalize()


def full_key(use_case_id: str, key: str) -> str:
    """The whole key of an item that is named from within a use case."""
    return key if "/" in key else f"{use_case_id}/{key}"


def responsible(config: Config, use_case: UseCase, role: str | None) -> str | None:
    """Who holds a role for a use case: the seat's DRI, else the role's lead, else nobody."""
    if role is None:
        return None
    name = seat_name(use_case, role, config)
    if name and use_case.team[name].people:
        return use_case.team[name].people[0]
    return config.roles[role].lead if role in config.roles else None


def _milestone_due(config: Config, milestone: str | None) -> dt.date | None:
    found = config.milestones.get(milestone) if milestone else None
    return found.due if found else None
