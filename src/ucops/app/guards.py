"""What stops a command before it draws conclusions: wrong files, or a GitHub that shows nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from ucops.cli.common import session
from ucops.cli.output import show
from ucops.github.errors import StaleListingError
from ucops.github.known import Known
from ucops.github.snapshot import Snapshot
from ucops.model.catalog import Catalog
from ucops.pages.findings import REPORTERS
from ucops.pages.findings.report import report
from ucops.reading.load import load
from ucops.rules.engine.check import check


def valid_catalog(root: Path, consequence: str) -> Catalog:
    """The files; errors in them are shown and end the command with 1.

    Args:
        root: The folder with `ucops.yaml`.
        consequence: What is not done because of the errors, such as "nothing was planned".
    """
    loaded = load(root)
    shown = report(loaded, tuple(one for one in check(loaded) if one.severity == "error"))
    if shown.findings:
        show(REPORTERS["text"](shown), err=True)
        session().say(f"{consequence}: correct the files first (ucops validate)")
        raise click.exceptions.Exit(1)
    return loaded.catalog


def stop_if_all_gone(snapshot: Snapshot, known: Mapping[str, Known]) -> None:
    """Refuse to take an empty listing for an empty programme.

    Raises:
        StaleListingError: None of the issues that an earlier report knew in this repository is
            in the snapshot, and none of them was looked at and found to be gone.
    """
    here = {place for place in known.values() if place[0] == snapshot.repository}
    listed = {(issue.repository, issue.number) for issue in snapshot.issues}
    gone = {(issue.repository, issue.number) for issue in snapshot.gone}
    if here and not here & (listed | gone):
        raise StaleListingError(
            f"{snapshot.repository} shows none of the {len(here)} issues that the last report knew",
            "look whether the repository and the token are the right ones; if the issues are "
            "really gone, remove index.json from the folder of the report's pages",
        )
