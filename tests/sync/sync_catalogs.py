"""Catalogs by hand, small and readable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from items_by_hand import day, entry, item

from ucops.model.catalog import Catalog, Entry
from ucops.model.config import Config
from ucops.pages.issue.bodies import bodies
from ucops.sync.desired import Desired, desired_state

__all__ = [
    "BODIES",
    "CONFIG",
    "REPOSITORY",
    "catalog",
    "config",
    "day",
    "desired",
    "desired_of",
    "entry",
    "item",
]

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


def catalog(*entries: Entry, **config_changes: Any) -> Catalog:
    return Catalog(config(**config_changes), {one.id: one for one in entries})


def desired(*entries: Entry, **config_changes: Any) -> Desired:
    return desired_of(catalog(*entries, **config_changes))


def desired_of(whole: Catalog) -> Desired:
    return desired_state(whole, BODIES, REPOSITORY)


BODIES = bodies(Path("nowhere"), catalog(), REPOSITORY, "https://github.example")
"""Set up once: templates take long to compile."""
