"""`ucops preview`: both sides from disk and git, the plan from GitHub where it can be read."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path

from ucops.app.corrections import corrections
from ucops.app.git import Base, changed_since, files_of, find_base
from ucops.app.kept import kept_for
from ucops.app.kept_entries import KeptEntries
from ucops.app.plan import make_plan
from ucops.app.prepare import connect, plan_templates, prepared, read_snapshot
from ucops.app.run import Run
from ucops.app.survey import Surveyor
from ucops.app.target import Target, UnnamedError, target
from ucops.disk import write_whole
from ucops.errors import UcopsError, UsageError
from ucops.github.snapshot import Snapshot
from ucops.pages.plan.markdown import plan_markdown
from ucops.pages.preview.json import render_json
from ucops.pages.preview.render import PLAN, Aside, markdown
from ucops.pages.preview.review import review
from ucops.pages.preview.view import Where
from ucops.preview.preview import preview as compare
from ucops.preview.private import internal_customers, points_of, without_names
from ucops.preview.side import Side, empty, measured, side
from ucops.prose.visible import json_text
from ucops.reading.load import Loaded, known_of, listing, whole
from ucops.sync.digest import plan_data
from ucops.text.collecting import no_collecting


@no_collecting()
def preview(
    run: Run, ref: str, format_: str, as_of: dt.date | None, kept: Path | None = None
) -> tuple[str, bool]:
    """The preview in one of its formats, and whether nothing stands in the way of a merge.

    Args:
        run: The surroundings.
        ref: A commit, branch or tag; compared is with where HEAD left it.
        format_: `markdown` or `json`.
        as_of: The day to judge on; None for today.
        kept: The file for what its comment is made of; None for none.

    Raises:
        UsageError: The files, or the commit to compare with, cannot be read.
    """
    day = as_of or run.today
    base = find_base(run.root, ref)
    before, after, note = _sides(run, base, day)
    aimed, snapshot, aside = _on_github(run, after)
    if snapshot:
        before, after = (measured(one, snapshot, day) for one in (before, after))
    compared = compare(before, after, day)
    where = _where(run, ref, base, aimed)
    aside = replace(aside, base_note=note, files=changed_since(run.root, ref))
    if kept:
        fixed = corrections(run.root, compared.findings.new)
        remark = " ".join(filter(None, (note, aside.plan_note)))
        told = review(compared, where, fixed, aside.plan_data, remark, aside.files)
        write_whole(kept, told.model_dump_json())
    if format_ == "json":
        text = render_json(compared, where, aside)
        return _quiet(text, before, after) if run.on_runner else text, compared.mergeable
    return markdown(compared, where, aside), compared.mergeable


def _quiet(text: str, *sides: Side) -> str:
    """The JSON without the names of customers that only we may know: more people read a log."""
    customers = internal_customers(points_of(one.catalog for one in sides))
    return json_text(without_names(json.loads(text), customers))


def _sides(run: Run, base: Base, as_of: dt.date) -> tuple[Side, Side, str]:
    """The base's side and the branch's; where the base cannot be read, an empty one and why.

    What both have in common is held once, and what only checking needs is let go in between.
    """
    here = listing(run.root)
    entries = KeptEntries(here, kept_for(run.root, run.environment, "entries"))
    loaded = whole(here, entries)
    entries.keep(loaded)
    looker = Surveyor(run, here, as_of, kept_for(run.root, run.environment))
    after = _side(looker, loaded, as_of)
    with files_of(run.root, base) as folder:
        try:
            there = listing(folder)
        except UsageError as error:
            said = error.message.replace(f"{folder}{os.sep}", "")
            note = f"The base cannot be read ({said}): everything counts as new."
            return empty(after.catalog), after, note
        loaded = whole(there, known_of(loaded, there.config))
        return _side(replace(looker, here=there), loaded, as_of), after, ""


def _side(looker: Surveyor, loaded: Loaded, as_of: dt.date) -> Side:
    known = known_of(loaded, loaded.catalog.config)
    return side(loaded, replace(looker, known=known).survey().checked.findings, as_of)


def _on_github(run: Run, after: Side) -> tuple[Target | None, Snapshot | None, Aside]:
    """Where issues are filed, what GitHub holds, and the plan or why there is none.

    GitHub is asked where a token allows it and no error in the files forbids it.
    """
    try:
        aimed = target(run, after.catalog.config)
    except UnnamedError:
        return None, None, Aside()
    except UsageError as error:
        return None, None, Aside(plan_note=_no_plan(error)) if run.has_token else Aside()
    if not run.has_token:
        return aimed, None, Aside()
    if after.errors:
        return aimed, None, Aside(plan_note="The plan follows when the errors are corrected.")
    try:
        return aimed, *_planned(run, after, aimed)
    except UcopsError as error:
        return aimed, None, Aside(plan_note=_no_plan(error))


def _planned(run: Run, after: Side, aimed: Target) -> tuple[Snapshot, Aside]:
    ready = prepared(run.root, after.catalog, aimed.repository, aimed.server_url)
    reader = connect(run, ready).reader
    snapshot = read_snapshot(ready, reader, say=run.say)
    plan = make_plan(ready, snapshot, reader)
    shown = plan_markdown(plan, plan_templates(), limit=PLAN)
    return snapshot, Aside(plan=shown, plan_data=plan_data(plan))


def _no_plan(error: UcopsError) -> str:
    return f"There is no plan: {error.message}."


def _where(run: Run, ref: str, base: Base, aimed: Target | None) -> Where:
    if aimed is None:
        return Where(ref, base.commit, server=run.server_url, prefix=base.prefix)
    blob = f"{aimed.server_url}/{aimed.repository}/blob/{base.head}/{base.prefix}".rstrip("/")
    return Where(ref, base.commit, blob, aimed.server_url, base.prefix)
