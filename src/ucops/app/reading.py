"""What `status` and `report` do first: read the files and GitHub, and measure the programme."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from ucops.app.guards import stop_if_all_gone, valid_catalog
from ucops.cli.common import session
from ucops.errors import UsageError
from ucops.github.connect import connect
from ucops.github.known import Known, known_issues
from ucops.github.saved import load_snapshot
from ucops.github.snapshot import Snapshot
from ucops.model.catalog import Catalog
from ucops.pages.roadmap.files import read_index
from ucops.progress.programme import Programme, measure


def read_programme(root: Path, snapshot: Path | None, as_of: dt.datetime | None) -> Programme:
    """Measure the programme from a saved snapshot, or from GitHub.

    Raises:
        UsageError: The configuration or the snapshot cannot be read.
        GitHubError: GitHub cannot be read, or shows nothing of what was there before.
    """
    catalog = valid_catalog(root, "nothing can be said about progress")
    known = known_issues(read_index(root / catalog.config.paths.pages / "index.json"))
    held = _saved(snapshot) if snapshot else _read(catalog, known)
    stop_if_all_gone(held, known)
    return measure(catalog, held, as_of.date() if as_of else dt.datetime.now(dt.UTC).date())


def _read(catalog: Catalog, known: Mapping[str, Known]) -> Snapshot:
    connection = connect(os.environ, catalog.config, waiting=_waiting)
    items = list(catalog.items)
    main = connection.repository
    others = {item.repository for item in items if item.repository} - {main}
    named = {(item.repository or main, item.issue) for item in items if item.issue}
    named |= {
        (main, entry.use_case.issue) for entry in catalog.entries.values() if entry.use_case.issue
    }
    return connection.reader.snapshot(
        (main, *sorted(others)),
        known={key: place for key, place in known.items() if place[0] in {main, *others}},
        named=named,
    )


def _saved(file: Path) -> Snapshot:
    try:
        return load_snapshot(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not a text file", "name a saved snapshot") from error


def _waiting(reason: str, seconds: float) -> None:
    session().say(f"waiting {seconds:.0f} s: {reason}")
