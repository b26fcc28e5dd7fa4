"""Catalogs and snapshots by hand, small and readable."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import items_by_hand
from items_by_hand import day, entry

from ucops.github.snapshot import Issue, Snapshot
from ucops.model.catalog import Catalog, Entry, Item
from ucops.model.config import Config
from ucops.model.preset import laid_over, preset
from ucops.model.resolve import assembled
from ucops.progress.programme import Programme, measure

__all__ = [
    "REPOSITORY",
    "TODAY",
    "catalog",
    "closed",
    "config",
    "day",
    "entry",
    "issue",
    "item",
    "programme",
    "snapshot",
]

REPOSITORY = "acme/gtm"
TODAY = dt.date(2026, 11, 22)


def config(**changes: object) -> Config:
    return Config.model_validate(laid_over(preset("gtm"), {"version": 1, **changes}))


def item(key: str, **fields: object) -> Item:
    """An item that somebody is responsible for."""
    return items_by_hand.item(key, **{"responsible": "octo-pmm", **fields})


def catalog(*entries: Entry, **changes: object) -> Catalog:
    return assembled(config(**changes), entries)


def issue(key: str | None, number: int, *labels: str, **fields: object) -> Issue:
    plain = Issue(
        key=key,
        repository=REPOSITORY,
        number=number,
        id=number,
        node_id=f"I_{number}",
        url=f"https://github.example/{REPOSITORY}/issues/{number}",
        title=key or "An issue",
        body="",
        state="open",
        state_reason=None,
        labels=labels,
        assignees=(),
        milestone=None,
        parent=None,
        blocked_by=(),
        created_at="2026-09-01T08:00:00Z",
        closed_at=None,
        updated_at="2026-11-01T08:00:00Z",
    )
    return replace(plain, **fields)


def closed(
    key: str, number: int, reason: str | None = "completed", on: str = "2026-11-02"
) -> Issue:
    return issue(key, number, state="closed", state_reason=reason, closed_at=f"{on}T10:00:00Z")


def snapshot(*issues: Issue, **fields: object) -> Snapshot:
    empty = Snapshot(repository=REPOSITORY, taken_at="2026-11-22T00:00:00Z", issues=issues)
    return replace(empty, **fields)


def programme(
    *entries: Entry, issues: tuple[Issue, ...] = (), as_of: dt.date = TODAY, **changes: object
) -> Programme:
    return measure(catalog(*entries, **changes), snapshot(*issues), as_of)
