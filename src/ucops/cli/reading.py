"""What `status` and `report` do first: read the files and GitHub, and measure the programme."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

import click

from ucops.catalog.catalog import Catalog
from ucops.catalog.load import load
from ucops.cli.common import session
from ucops.errors import UsageError
from ucops.github.connect import connect
from ucops.github.errors import StaleListingError
from ucops.github.saved import load_snapshot
from ucops.github.snapshot import Snapshot
from ucops.progress.index import Known, known_issues
from ucops.progress.programme import Programme, measure
from ucops.report.files import read_index
from ucops.rules.check import check
from ucops.rules.report import report
from ucops.rules.reporters import REPORTERS


def read_programme(root: Path, snapshot: Path | None, as_of: dt.datetime | None) -> Programme:
    """Measure the programme from a saved snapshot, or from GitHub.

    Raises:
        UsageError: The configuration or the snapshot cannot be read.
        GitHubError: GitHub cannot be read, or shows nothing of what was there before.
    """
    catalog = valid_catalog(root)
    known = known_issues(read_index(root / catalog.config.paths.pages / "index.json"))
    held = _saved(snapshot) if snapshot else _read(catalog, known)
    stop_if_all_gone(held, known)
    return measure(catalog, held, as_of.date() if as_of else dt.datetime.now(dt.UTC).date())


def valid_catalog(root: Path) -> Catalog:
    """The files; errors in them are shown and end the command with 1."""
    loaded = load(root)
    shown = report(loaded, tuple(one for one in check(loaded) if one.severity == "error"))
    if shown.findings:
        click.echo(REPORTERS["text"](shown), err=True, nl=False)
        session().say("nothing can be said about progress: correct the files first")
        raise click.exceptions.Exit(1)
    return loaded.catalog


def stop_if_all_gone(snapshot: Snapshot, known: Mapping[str, Known]) -> None:
    """Refuse to take an empty listing for an empty programme.

    Raises:
        StaleListingError: None of the issues that an earlier report knew in this repository is
            in the snapshot.
    """
    here = {place for place in known.values() if place[0] == snapshot.repository}
    listed = {(issue.repository, issue.number) for issue in snapshot.issues}
    if here and not here & listed:
        raise StaleListingError(
            f"{snapshot.repository} shows none of the {len(here)} issues that the last report knew",
            "look whether the repository and the token are the right ones; if the issues are "
            "really gone, remove index.json from the folder of the report's pages",
        )


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
