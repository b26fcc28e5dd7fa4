"""What `plan`, `sync` and `adopt` do first: valid files, a connection, a snapshot, a plan."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment

from ucops.app.guards import stop_if_all_gone, valid_catalog
from ucops.cli.common import server_url, session
from ucops.errors import UsageError
from ucops.github.client import Exchange
from ucops.github.connect import REAL_CLOCK, Clock, Connection, connect, repository_of
from ucops.github.known import known_issues
from ucops.github.protocols import Reader
from ucops.github.shapes import one_spelling
from ucops.github.snapshot import Snapshot
from ucops.model.catalog import Catalog
from ucops.pages.issue.bodies import bodies
from ucops.pages.roadmap.files import read_index
from ucops.pages.templating import folders, templates
from ucops.sync.change import Plan
from ucops.sync.desired import Desired, desired_state
from ucops.sync.options import Options
from ucops.sync.people import plan_with_people
from ucops.sync.plan import files_anything, plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The files, valid, and what they want."""

    root: Path
    catalog: Catalog
    desired: Desired

    @property
    def repositories(self) -> tuple[str, ...]:
        """Every repository that issues are or were filed in, the main one first."""
        main = self.desired.repository
        filed = {issue.repository for issue in self.desired.issues}
        roles = {role.repository for role in self.catalog.config.roles.values()} - {None}
        known = {name for name, _ in self.known.values()}
        others = (*sorted(filed), *sorted(str(name) for name in roles), *sorted(known))
        spelled = one_spelling([main, *others])
        return (main, *sorted({*spelled.values()} - {main}))

    @property
    def templates(self) -> Environment:
        """The templates: the repository's own over the shipped ones."""
        return templates(folders(self.root, self.catalog.config.paths.templates))

    @property
    def named(self) -> frozenset[tuple[str, int]]:
        """Existing issues that the files want to take over."""
        return frozenset(
            (issue.repository, issue.adopt)
            for issue in self.desired.issues
            if issue.adopt is not None
        )

    @property
    def reported(self) -> Mapping[str, Any]:
        """The facts behind the committed report, or nothing."""
        return read_index(self.root / self.catalog.config.paths.pages / "index.json")

    @property
    def known(self) -> Mapping[str, tuple[str, int]]:
        """Issues that the committed report knows, orphans included."""
        index = self.reported
        if str(index.get("repository")).casefold() != self.desired.repository.casefold():
            return {}
        return known_issues(index)


def prepare(root: Path, repository: str = "") -> Prepared:
    """Read the files and derive what they want; findings of severity error end with 1."""
    return prepared(root, valid_catalog(root, "nothing was planned"), repository)


def prepared(root: Path, catalog: Catalog, repository: str = "") -> Prepared:
    """Derive what valid files want."""
    name = repository or repository_of(os.environ, catalog.config)
    desired = desired_state(catalog, bodies(root, catalog, name, server_url()), name)
    return Prepared(root=root, catalog=catalog, desired=desired)


def connected(
    prepared: Prepared, *, cache: Path | None = None, clock: Clock = REAL_CLOCK
) -> Connection:
    """Connect to GitHub; pauses are said with their reason."""
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
    return connect(
        os.environ,
        prepared.catalog.config,
        waiting=_say_wait,
        observer=_say_exchange,
        cache=cache,
        clock=clock,
    )


def _say_wait(reason: str, seconds: float) -> None:
    if seconds >= 1:
        session().say(f"waiting {seconds:.0f} s: {reason}")


def _say_exchange(exchange: Exchange) -> None:
    if session().verbosity > 1:
        request = exchange.request
        session().say(f"{request.verb} {request.path} {exchange.status} {exchange.seconds:.2f} s")


def read_snapshot(
    prepared: Prepared, reader: Reader, *, everything: bool = False, trusting: bool = False
) -> Snapshot:
    """Read what GitHub holds, and once more where it cannot be sure and something would be filed.

    Args:
        prepared: Says what to read.
        reader: Reads it.
        everything: Whether to keep issues that are none of ours.
        trusting: Whether very many known issues are taken for gone when some of them are.

    Raises:
        StaleListingError: It lacks an issue that is there.
    """
    known = prepared.known

    def read(*, thorough: bool) -> Snapshot:
        return reader.snapshot(
            prepared.repositories,
            known=known,
            named=prepared.named,
            everything=everything,
            thorough=thorough,
            trusting=trusting,
        )

    snapshot = read(thorough=False)
    if snapshot.unsure and files_anything(plan(prepared.desired, snapshot)):
        snapshot = read(thorough=True)
    stop_if_all_gone(snapshot, known)
    _mention_other_report(prepared, snapshot)
    return snapshot


def _mention_other_report(prepared: Prepared, snapshot: Snapshot) -> None:
    """Say so where the report is about another repository, and this one holds nothing of ours."""
    index, here = prepared.reported, prepared.desired.repository
    there = index.get("repository")
    other = str(there).casefold() != here.casefold()
    if there and other and not any(issue.key for issue in snapshot.issues):
        count = len(known_issues(index))
        session().say(
            f"the last report is about {there} and its {count} issues; {here} has none of them yet"
        )


def make_plan(
    prepared: Prepared,
    snapshot: Snapshot,
    reader: Reader,
    only: Collection[str],
    *,
    close_orphans: bool = False,
) -> Plan:
    """Plan, with people who cannot be assigned left out."""
    options = Options(
        only=frozenset(only),
        close_orphans=close_orphans,
        reads=reader.counts().reads,
        limits=prepared.catalog.config.limits,
    )
    return plan_with_people(prepared.desired, snapshot, options, reader)


def split_ids(values: Collection[str]) -> frozenset[str]:
    """Ids given several times, or several at once with commas.

    Raises:
        UsageError: There are values, and none of them names anything: no filter is not what was
            meant.
    """
    ids = frozenset(name for value in values for name in value.replace(",", " ").split())
    if values and not ids:
        raise UsageError("--only names no use case", "leave it out to plan for all of them")
    return ids
