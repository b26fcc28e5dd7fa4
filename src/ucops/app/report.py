"""`ucops report`: render the roadmap, its pages, charts and index."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ucops.app.known_report import KnownReport
from ucops.app.last_report import read_index
from ucops.app.outputs import give_outputs
from ucops.app.programme import read_programme
from ucops.app.report_files import Stale, stale, write
from ucops.app.run import Run
from ucops.github.known import known_issues
from ucops.pages.digest.text import moved_line
from ucops.pages.roadmap.render import render_report, render_template
from ucops.pages.templating import folders
from ucops.progress.news import earlier, moved
from ucops.progress.programme import Programme
from ucops.prose.visible import json_text
from ucops.prose.words import counted
from ucops.reading.settings import load_config


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What became of the report's files.

    Attributes:
        stale: What was not current.
        home: The roadmap's path.
        total: How many files the report has.
        written: Whether the stale ones were brought up to date.
    """

    stale: Stale
    home: str
    total: int
    written: bool

    @property
    def as_json(self) -> str:
        """The same for a program."""
        facts = {
            "version": 1,
            "current": not self.stale,
            "written": self.written,
            "changed": list(self.stale.changed),
            "removed": list(self.stale.removed),
        }
        return json_text(facts)


def report(run: Run, snapshot: Path | None, as_of: dt.date | None, *, check: bool) -> Reported:
    """Bring the report's files up to date, or with `check` only say which are not."""
    known = KnownReport.of(run, snapshot, as_of)
    total, found = known.current(), Stale((), ())
    if total is None:
        total, found = _brought_up_to_date(known.listening(), snapshot, as_of, check=check)
        if not found:
            known.note(total)
    give_outputs(run, report_changed=bool(found))
    home = load_config(run.root)[0].paths.report
    return Reported(stale=found, home=home, total=total, written=not check)


def _brought_up_to_date(
    run: Run, snapshot: Path | None, as_of: dt.date | None, *, check: bool
) -> tuple[int, Stale]:
    """How many files there are, and what was stale."""
    programme = read_programme(run, snapshot, as_of, past=True)
    paths = programme.config.paths
    if programme.from_files:
        _warn_of_loss(run, run.root / paths.pages / "index.json")
    _say_what_moved(run, programme)
    files = render_report(programme, folders(run.root, paths.templates))
    found = stale(run.root, paths.pages, files)
    if not check:
        write(run.root, files, found)
    return len(files), found


def report_with(run: Run, snapshot: Path | None, as_of: dt.date | None, template: Path) -> str:
    """What a template of one's own makes of the programme; no other file is looked at or written.

    The template gets what `roadmap.md.j2` gets, and may use the pieces that pages share.
    """
    programme = read_programme(run, snapshot, as_of)
    own = folders(run.root, programme.config.paths.templates)
    return render_template(programme, template.name, [template.parent, *own])


def _say_what_moved(run: Run, programme: Programme) -> None:
    """Say what changed since the report that is there: the pages themselves do not know it."""
    before = earlier(read_index(run.root / programme.config.paths.pages / "index.json"))
    if before and before.as_of <= programme.as_of and not programme.from_files:
        run.say(moved_line(moved(programme.use_cases, before, programme.as_of)))


def _warn_of_loss(run: Run, index: Path) -> None:
    """Say so where an earlier report knows issues: what it knows protects the next sync."""
    if count := len(known_issues(read_index(index))):
        known = counted(count, "issue")
        run.say(
            f"warning: the report that is there knows {known}, and one without GitHub knows none: "
            "look at it, but commit it only if it is to forget them"
        )
