"""What `preview` does: both sides from disk and git, the plan from GitHub where it can be read."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from ucops.app import planning
from ucops.app.base import Base, files_of, find_base
from ucops.app.measuring import body_lengths
from ucops.cli.common import server_url
from ucops.errors import UcopsError, UsageError
from ucops.github.connect import repository_of
from ucops.github.snapshot import Snapshot
from ucops.model.config import Config
from ucops.pages.plan.markdown import plan_markdown
from ucops.pages.preview.json import render_json
from ucops.pages.preview.render import PLAN, Aside, markdown
from ucops.pages.preview.view import Where
from ucops.pages.templating import folders
from ucops.preview.preview import Preview, preview
from ucops.preview.side import Side, empty, measured, side
from ucops.reading.load import load


@dataclass(frozen=True, slots=True)
class OnGitHub:
    """What GitHub has to say: its snapshot and the plan, or why there is none."""

    snapshot: Snapshot | None = None
    plan: str = ""
    note: str = ""


def shown(root: Path, ref: str, format_: str, as_of: dt.date) -> tuple[str, bool]:
    """The preview in one of its formats, and whether nothing stands in the way of a merge.

    Raises:
        UsageError: The files, or the commit to compare with, cannot be read.
    """
    base = find_base(root, ref)
    before, after, note = _sides(root, base, as_of)
    github = _on_github(root, after)
    if github.snapshot:
        before, after = (measured(one, github.snapshot, as_of) for one in (before, after))
    compared = preview(before, after, as_of)
    where = _where(ref, base, after.catalog.config)
    aside = Aside(base_note=note, plan=github.plan, plan_note=github.note)
    return _formatted(root, compared, where, aside, format_), compared.mergeable


def _formatted(root: Path, compared: Preview, where: Where, aside: Aside, format_: str) -> str:
    if format_ == "json":
        return render_json(compared, where, aside)
    own = compared.after.catalog.config.paths.templates
    return markdown(compared, where, aside, folders(root, own))


def _sides(root: Path, base: Base, as_of: dt.date) -> tuple[Side, Side, str]:
    """The base's side and the branch's; where the base cannot be read, an empty one and why.

    What both have in common is held once, and what only checking needs is let go in between.
    """
    loaded = load(root)
    after = side(loaded, as_of, body_lengths(root, loaded.catalog))
    with files_of(root, base) as folder:
        try:
            loaded = load(folder, alike=loaded)
        except UsageError as error:
            said = error.message.replace(f"{folder}{os.sep}", "")
            note = f"The base cannot be read ({said}): everything counts as new."
            return empty(after.catalog), after, note
    return side(loaded, as_of, body_lengths(root, loaded.catalog)), after, ""


def _on_github(root: Path, after: Side) -> OnGitHub:
    """Read GitHub and plan, where a token and a repository are given and the files allow it."""
    environment, config = os.environ, after.catalog.config
    token = environment.get("GITHUB_TOKEN") or environment.get("GH_TOKEN")
    if not token or not (config.github.repository or environment.get("GITHUB_REPOSITORY")):
        return OnGitHub()
    if after.errors:
        return OnGitHub(note="The plan follows when the errors are corrected.")
    try:
        prepared = planning.prepared(root, after.catalog)
        reader = planning.connected(prepared).reader
        snapshot = planning.read_snapshot(prepared, reader)
        plan = planning.make_plan(prepared, snapshot, reader, ())
        return OnGitHub(snapshot, plan_markdown(plan, prepared.templates, PLAN))
    except UcopsError as error:
        return OnGitHub(note=f"There is no plan: {error.message}.")


def _where(ref: str, base: Base, config: Config) -> Where:
    server = server_url()
    try:
        repository = repository_of(os.environ, config)
    except UsageError:
        return Where(ref, base.commit, server=server)
    blob = f"{server}/{repository}/blob/{base.head}/{base.prefix}".rstrip("/")
    return Where(ref, base.commit, blob, server)
