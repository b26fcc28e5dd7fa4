"""What happens to `ucops.yaml`, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ucops.model.catalog import Catalog
from ucops.pages.preview.words import (
    Line,
    Names,
    in_words,
    list_change,
    quoted,
    said,
    slugs_change,
    text_change,
)
from ucops.preview.change import FieldChange

NOUNS = {
    "milestones": "Milestone",
    "roles": "Role",
    "departments": "Department",
    "personas": "Persona",
    "industries": "Industry",
    "segments": "Segment",
    "products": "Product",
    "link_kinds": "Link kind",
    "collateral_types": "Collateral type",
    "bom": "Standard item",
}
"""Sections whose entries have titles, and what one entry is called."""
DAYS = {"start": "its first day", "due": "its last day"}


def config_line(change: FieldChange, names: Names) -> Line:
    """What happens to one setting."""
    section, *rest = change.path
    if section not in NOUNS or not rest:
        return Line(in_words(" ".join(change.path)).capitalize(), _value(change, names))
    slug, *within = rest
    subject = f"{NOUNS[section]} {quoted(names.title(section, slug))}"
    if within[:1] == ["features"] and len(within) > 1:
        subject += f", feature {quoted(_feature(names, slug, within[1]))}"
        within = within[2:]
    return Line(subject, _phrase(change, within, names))


def _feature(names: Names, product: str, slug: str) -> str:
    for catalog in (names.after, names.before):
        if found := _found(catalog, product, slug):
            return found
    return slug


def _found(catalog: Catalog, product: str, slug: str) -> str | None:
    products = catalog.config.products
    feature = products[product].features.get(slug) if product in products else None
    return feature.title if feature else None


def _phrase(change: FieldChange, within: Sequence[str], names: Names) -> str:
    if not within and isinstance(change.before, str) and isinstance(change.after, str):
        return text_change(change.before, change.after)
    if not within:
        return "new" if change.before is None else "removed"
    label = DAYS.get(change.path[-1]) or in_words(" ".join(within))
    return f"{label} {_value(change, names)}"


def _value(change: FieldChange, names: Names) -> str:
    before: Any = change.before
    after: Any = change.after
    match before, after:
        case dt.date(), dt.date():
            return f"moves {names.move(before, after)}"
        case (tuple(), tuple()) if change.path[-1] == "checklist":
            return list_change(before, after)
        case tuple(), tuple():
            return slugs_change([said(b, names) for b in before], [said(a, names) for a in after])
        case str(), str():
            return text_change(before, after)
    return f"{said(before, names)} → {said(after, names)}"
