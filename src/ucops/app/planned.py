"""How many items the files wanted in past weeks, from their history in git."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from ucops.app.git import Base, changes_of, files_of
from ucops.errors import UsageError
from ucops.model.catalog import Catalog
from ucops.model.facts import FILED, wanted
from ucops.progress.history import WEEK, Week
from ucops.reading.load import load
from ucops.text.source import CONFIG_NAME

FILES = 500
"""Use-case files that are read at most, which takes a few seconds; older weeks are left out."""


def planned(
    root: Path, catalog: Catalog, weeks: Iterable[Week], today: dt.date
) -> Mapping[dt.date, int]:
    """Monday → how many items the files wanted at the end of that week; left out where unknown.

    Args:
        root: The folder that holds `ucops.yaml`.
        catalog: What the files say now, which is what they say in the running week.
        weeks: The weeks that are asked about.
        today: A day of the running week.
    """
    found, over = dict[dt.date, int](), dict[dt.date, Base]()
    changes = changes_of(root, [CONFIG_NAME, catalog.config.paths.usecases])
    for week in weeks:
        end = week.monday + WEEK
        if end > today:
            found[week.monday] = count(catalog)
        elif base := next((one for day, one in changes if day < end), None):
            over[week.monday] = base
    return found | _counts(root, over, FILES // max(1, len(catalog.entries)))


def _counts(root: Path, over: Mapping[dt.date, Base], most: int) -> dict[dt.date, int]:
    """What was wanted in past weeks, the newest first, until so many commits were read."""
    counts: dict[Base, int | None] = {}
    for base in reversed(list(over.values())):
        if base not in counts and len(counts) < most:
            counts[base] = _count_at(root, base)
    pairs = ((monday, counts.get(base)) for monday, base in over.items())
    return {monday: number for monday, number in pairs if number is not None}


def count(catalog: Catalog) -> int:
    """The items that the files want of use cases that count; a shared piece once."""
    return sum(
        item.shared is None
        for entry in catalog.entries.values()
        if entry.use_case.status in FILED
        for item in wanted(entry)
    )


def _count_at(root: Path, base: Base) -> int | None:
    """The same in an earlier commit; None where its files cannot be read."""
    try:
        with files_of(root, base) as folder:
            return count(load(folder).catalog)
    except UsageError:
        return None
