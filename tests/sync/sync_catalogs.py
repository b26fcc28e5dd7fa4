"""Catalogs by hand, small and readable."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from ucops.catalog.catalog import Catalog, Entry, Item
from ucops.catalog.config import Config
from ucops.catalog.usecase import UseCase
from ucops.catalog.values import Quantity
from ucops.sync.bodies import bodies
from ucops.sync.desired import Desired, desired_state

REPOSITORY = "acme/gtm"

CONFIG: dict[str, Any] = {
    "version": 1,
    "preset": "none",
    "roles": {
        "pmm": {"title": "Product marketing"},
        "tmm": {"title": "Technical marketing"},
        "web": {"title": "Web", "repository": "acme/web"},
    },
    "milestones": {
        "sprint-3": {"title": "Sprint 3", "due": "2026-12-18"},
        "sprint-4": {"title": "Sprint 4", "start": "2027-01-04", "due": "2027-01-22"},
    },
    "collateral_types": {"video": {"title": "Video"}},
}


def config(**changes: Any) -> Config:
    return Config.model_validate(CONFIG | changes)


def item(key: str, **fields: Any) -> Item:
    use_case, _, slug = key.partition("/")
    values: dict[str, Any] = {
        "key": key, "use_case": use_case, "slug": slug, "title": slug.replace("-", " ").title(),
        "description": "", "type": None, "role": "pmm", "responsible": None,
        "stages": ("awareness",), "audiences": ("manager",), "priority": 1,
        "quantity": Quantity(1, 1), "start": None, "due": None, "milestone": None,
        "depends_on": (), "market_requirements": (), "shows": None, "checklist": (),
        "previously": (), "issue": None, "deliverable": None, "reviewed": None, "retired": None,
        "skip": None, "repository": None, "standard": False,
    }  # fmt: skip
    assert fields.keys() <= values.keys()
    return Item(**(values | fields))


def entry(id_: str, *items: Item, **fields: Any) -> Entry:
    values: dict[str, Any] = {
        "title": id_.upper(),
        "problem": "Building by hand holds every change up.",
        "tier": 1,
        "status": "active",
    }
    use_case = UseCase.model_validate(values | fields)
    return Entry(id_, f"usecases/{id_}.yaml", use_case, items)


def catalog(*entries: Entry, **config_changes: Any) -> Catalog:
    return Catalog(config(**config_changes), {one.id: one for one in entries})


def desired(*entries: Entry, **config_changes: Any) -> Desired:
    return desired_of(catalog(*entries, **config_changes))


def desired_of(whole: Catalog) -> Desired:
    return desired_state(whole, BODIES, REPOSITORY)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


BODIES = bodies(Path("nowhere"), catalog(), REPOSITORY, "https://github.example")
"""Set up once: templates take long to compile."""
