"""`ucops plan`: what `sync` would do. Nothing here is handed anything that could write."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ucops.app.ceiling import limits_of
from ucops.app.known_plan import KnownPlan
from ucops.app.outputs import give_outputs
from ucops.app.prepare import (
    Prepared,
    aim,
    connect,
    plan_templates,
    prepare,
    read_snapshot,
    say_who,
)
from ucops.app.run import Run
from ucops.errors import UsageError
from ucops.github.errors import ArchivedError
from ucops.github.labels import EPIC
from ucops.github.protocols import Reader
from ucops.github.refusals import UNARCHIVE
from ucops.github.saved import load_snapshot
from ucops.github.snapshot import Snapshot
from ucops.model.config import Limits
from ucops.pages.plan.markdown import plan_markdown
from ucops.pages.plan.offers import offer_lines, offers_data
from ucops.pages.plan.text import Line, plan_lines
from ucops.prose.visible import json_text
from ucops.reading.settings import load_config
from ucops.sync.change import Plan
from ucops.sync.digest import digest, plan_data
from ucops.sync.limits import Allowed, broken_limits
from ucops.sync.offers import NOTHING, Offers
from ucops.sync.options import Options
from ucops.sync.people import plan_with_people
from ucops.sync.plan import plan as plan_for

FORMATS = ("text", "json", "markdown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan, and the limits that count for it.

    Attributes:
        address: Where people look at what is there.
        offers: What people said on GitHub that may be put into the files; a sync asks for it.
    """

    plan: Plan
    allowed: Allowed
    address: str
    offers: Offers = NOTHING

    @property
    def broken_limits(self) -> Iterable[str]:
        """Which limits would have sync refuse it, as words that follow "the plan"."""
        return broken_limits(self.plan, self.allowed.limits, self.allowed.raised)

    def shown(self, format_: str, *, details: bool = False) -> str | list[Line]:
        """The plan in one of the formats; text as lines with their colours.

        Args:
            format_: One of `FORMATS`.
            details: Whether text says what new issues will hold, too.
        """
        if format_ == "json":
            return json_text(plan_data(self.plan) | offers_data(self.offers))
        if format_ == "markdown":
            return plan_markdown(self.plan, plan_templates(), self.offers)
        return [*plan_lines(self.plan, details=details), *offer_lines(self.offers)]


def plan(run: Run, only: Collection[str] = (), snapshot: Path | None = None) -> Planned:
    """Plan against GitHub, or against a saved snapshot without a network.

    Args:
        run: The surroundings.
        only: Ids of use cases, as `--only` was given them; none for all.
        snapshot: The file of a snapshot.
    """
    ids = split_ids(only)
    if snapshot:
        planned = _offline(run, ids, snapshot)
    else:
        _, prepared = aim(run, aloud=True)
        connection = connect(run, prepared)
        reader = connection.reader
        held = read_snapshot(prepared, reader, say=run.say)
        say_who(run, connection)
        planned = planned_for(run, prepared, make_plan(prepared, held, reader, ids))
        if error := archived_error(held, planned.plan):
            run.say(f"sync will be refused: {error.message}; {error.hint}")
    give_outputs(run, changes=len(planned.plan.changes), digest=digest(planned.plan))
    for broken in planned.broken_limits:
        run.say(f"sync will refuse this plan, which {broken} (--force waives limits)")
    return planned


def archived_error(held: Snapshot, plan: Plan) -> ArchivedError | None:
    """What every write of a plan would meet where the main repository is archived."""
    if not plan.changes or held.repository not in held.archived:
        return None
    return ArchivedError(f"{held.repository} is archived and read-only", UNARCHIVE)


def _offline(run: Run, ids: Collection[str], snapshot: Path) -> Planned:
    known = KnownPlan.of(run, ids, snapshot)
    if found := known.nothing_to_do():
        plan, taken_at = found
        _say_when(run, plan.repository, taken_at)
        return _planned(run, load_config(run.root)[0].limits, plan)
    held = read_saved(snapshot)
    _say_when(run, held.repository, held.taken_at)
    prepared = prepare(run.root, held.repository, run.server_url, public=run.on_runner)
    options = Options(only=frozenset(ids), limits=prepared.catalog.config.limits)
    planned = planned_for(run, prepared, plan_for(prepared.desired, held, options))
    known.note(planned.plan, held.taken_at)
    return planned


def _say_when(run: Run, repository: str, taken_at: str) -> None:
    run.say(f"{repository} as it was at {taken_at}, as the snapshot says")


def planned_for(run: Run, prepared: Prepared, plan: Plan) -> Planned:
    """A plan with what it is to be judged by."""
    return _planned(run, prepared.catalog.config.limits, plan)


def _planned(run: Run, limits: Limits, plan: Plan) -> Planned:
    issues = f"{run.server_url}/{plan.repository}/issues?q=label%3A{quote(EPIC)}"
    return Planned(plan=plan, allowed=limits_of(run, limits), address=issues)


def make_plan(
    prepared: Prepared,
    snapshot: Snapshot,
    reader: Reader,
    only: Collection[str] = (),
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


def read_saved(file: Path) -> Snapshot:
    """A saved snapshot.

    Raises:
        UsageError: It is none.
    """
    try:
        return load_snapshot(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not a text file", "name a saved snapshot") from error


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
