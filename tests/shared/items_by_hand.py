"""Use cases, items and catalogs by hand, small and readable."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ucops.model.catalog import Entry, Item
from ucops.model.usecase import UseCase
from ucops.model.values import Quantity


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def item(key: str, **fields: object) -> Item:
    """An item for which nobody is responsible, with what is not said left empty."""
    use_case, _, slug = key.partition("/")
    values: dict[str, Any] = {
        "key": key,
        "use_case": use_case,
        "slug": slug,
        "title": slug.replace("-", " ").title(),
        "description": "",
        "type": None,
        "role": "pmm",
        "responsible": None,
        "stages": ("awareness",),
        "audiences": ("manager",),
        "priority": 1,
        "quantity": Quantity(1, 1),
        "start": None,
        "due": None,
        "milestone": None,
        "depends_on": (),
        "market_requirements": (),
        "shows": None,
        "checklist": (),
        "previously": (),
        "issue": None,
        "deliverable": None,
        "reviewed": None,
        "retired": None,
        "skip": None,
        "repository": None,
        "standard": False,
    }
    assert fields.keys() <= values.keys()
    return Item(**(values | fields))


def entry(id_: str, *items: Item, **fields: object) -> Entry:
    """An active use case with these items."""
    values: dict[str, Any] = {
        "title": id_.upper(),
        "problem": "Building by hand holds every change up.",
        "tier": 1,
        "status": "active",
    }
    use_case = UseCase.model_validate(values | fields)
    return Entry(id_, f"usecases/{id_}.yaml", use_case, items)
