"""How far the programme is: what `status` and `report` begin with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from ucops.app.git import first_days
from ucops.app.plan import read_saved
from ucops.app.planned import planned
from ucops.app.prepare import Files, connect, read_snapshot, stop_if_all_gone, valid_catalog
from ucops.app.run import Run
from ucops.app.target import UnnamedError, target
from ucops.github.snapshot import Snapshot
from ucops.model.catalog import Catalog
from ucops.progress.programme import Programme, measure

FROM_FILES = "every state is what the files alone say: there is no snapshot, and"


def read_programme(
    run: Run, snapshot: Path | None, as_of: dt.date | None, *, past: bool = False
) -> Programme:
    """Measure the programme from a saved snapshot, from GitHub, or from the files alone.

    Args:
        run: The surroundings.
        snapshot: The file of a snapshot; None to ask GitHub where there is a token.
        as_of: The day to judge on; None for today.
        past: Whether to say what was planned in past weeks, which takes a look at each of them.

    Raises:
        UsageError: The configuration or the snapshot cannot be read.
        GitHubError: GitHub cannot be read, or shows nothing of what was there before.
    """
    consequence = "nothing can be said about progress"
    catalog = valid_catalog(
        run.root, consequence, public=run.on_runner, environment=run.environment
    )
    held = _held(run, catalog, snapshot)
    for one in held.unreachable if held else ():
        run.say(f"warning: {one.why}: what is filed there is shown as the files say; {one.hint}")
    days = first_days(run.root, catalog.config.paths.usecases)
    since = {one.id: days[one.file] for one in catalog.entries.values() if one.file in days}
    measured = measure(catalog, held, as_of or run.today, since)
    return _with_plans(run, catalog, measured) if past else measured


def _with_plans(run: Run, catalog: Catalog, programme: Programme) -> Programme:
    wanted = planned(run.root, catalog, programme.history, programme.as_of)
    weeks = (replace(week, planned=wanted.get(week.monday)) for week in programme.history)
    return replace(programme, history=tuple(weeks))


def _held(run: Run, catalog: Catalog, saved: Path | None) -> Snapshot | None:
    """What GitHub holds or held; None where nothing can say that."""
    if saved:
        held = read_saved(saved)
        files = Files(root=run.root, catalog=catalog, repository=held.repository)
        stop_if_all_gone(held, files.known)
        return held
    if not run.has_token:
        run.say(f"{FROM_FILES} no token (set GITHUB_TOKEN, or name a file with --snapshot)")
        return None
    try:
        found = target(run, catalog.config)
    except UnnamedError as error:
        run.say(f"{FROM_FILES} {error.message} ({error.hint})")
        return None
    files = Files(root=run.root, catalog=catalog, repository=found.repository)
    return read_snapshot(files, connect(run, files).reader, say=run.say)
