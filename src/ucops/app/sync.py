"""`ucops sync`: plan, check, ask, carry out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from ucops.app.offers import offers
from ucops.app.outputs import give_outputs
from ucops.app.plan import Planned, archived_error, make_plan, planned_for, split_ids
from ucops.app.prepare import aim, connect, plan_templates, read_snapshot, say_who
from ucops.app.run import Run
from ucops.errors import RefusedError
from ucops.github.connect import Connection
from ucops.pages.plan.markdown import applied_markdown
from ucops.pages.plan.offers import offer_lines, offers_data
from ucops.pages.plan.text import Line, applied_lines
from ucops.prose.visible import json_text
from ucops.sync.applied import Applied, Outcome
from ucops.sync.apply import Control, apply
from ucops.sync.change import Plan
from ucops.sync.digest import applied_data, digest
from ucops.sync.journal import journal
from ucops.sync.limits import check_limits


class Wishes(TypedDict):
    """The options of one `sync`, as its help page explains them."""

    dry_run: bool
    yes: bool
    only: tuple[str, ...]
    expect: str | None
    force: bool
    max_writes: int
    close_orphans: bool
    cache: Path | None
    journal: Path | None
    format_: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who watches a run.

    Attributes:
        agrees: Asked once, with the plan and where it is carried out.
        interrupts: Whether they asked the run to end.
        watches: Given the number of changes; what it yields is told what became of each.
    """

    agrees: Callable[[Planned, str], bool]
    interrupts: Callable[[], bool]
    watches: Callable[[int], AbstractContextManager[Callable[[Outcome], None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """How a run ended.

    Attributes:
        planned: What was planned.
        applied: What became of it, or None when nothing was carried out.
        refused: Whether a person said no.
    """

    planned: Planned
    applied: Applied | None = None
    refused: bool = False

    @property
    def exit_code(self) -> int:
        """0 when all is done, 1 when a person has to decide something, else as `Applied` says."""
        if self.applied:
            return self.applied.exit_code
        return int(self.refused or bool(self.planned.plan.conflicts))

    def shown(self, format_: str, *, details: bool = False) -> str | list[Line]:
        """What was done, or what would be, in one of the formats of a plan."""
        if self.applied is None:
            return self.planned.shown(format_, details=details)
        plan, applied, offers = self.planned.plan, self.applied, self.planned.offers
        if format_ == "json":
            return json_text(applied_data(plan, applied) | offers_data(offers))
        if format_ == "markdown":
            return applied_markdown(plan, applied, plan_templates(), offers)
        return [*applied_lines(plan, applied), *offer_lines(offers)]


def sync(run: Run, wishes: Wishes, person: Person) -> Synced:
    """Plan and carry out.

    Raises:
        RefusedError: A limit, or `--expect`, refuses the plan; nothing was written.
        GitHubError: GitHub cannot be read, or nothing can be written there.
    """
    aimed, prepared = aim(run, aloud=True)
    connection = connect(run, prepared, wishes["cache"])
    snapshot = read_snapshot(prepared, connection.reader, say=run.say, trusting=wishes["force"])
    whom = say_who(run, connection)
    ids, orphans = split_ids(wishes["only"]), wishes["close_orphans"]
    plan = make_plan(prepared, snapshot, connection.reader, ids, close_orphans=orphans)
    planned = replace(
        planned_for(run, prepared, plan),
        offers=offers(run, prepared, snapshot, connection.reader),
    )
    give_outputs(run, changes=len(plan.changes), digest=digest(plan))
    _check(run, planned, wishes)
    archived = archived_error(snapshot, plan)
    if archived and not wishes["dry_run"]:
        raise archived
    if wishes["dry_run"] or not plan.changes:
        return Synced(planned=planned)
    if not (wishes["yes"] or person.agrees(planned, f"{aimed}{whom}")):
        run.say("Nothing was written.")
        return Synced(planned=planned, refused=True)
    return Synced(planned=planned, applied=_carried_out(run, plan, connection, wishes, person))


def _check(run: Run, planned: Planned, wishes: Wishes) -> None:
    """Refuse before the first write what should not happen."""
    now = digest(planned.plan)
    if wishes["expect"] is not None and wishes["expect"] != now:
        raise RefusedError(
            f"nothing was written: the plan is {now} now, not {wishes['expect']}",
            "look at it again with ucops plan: the files or GitHub changed since",
        )
    if wishes["dry_run"]:
        for broken in planned.broken_limits:
            run.say(f"sync would refuse this plan: it {broken} (--force waives limits)")
    elif not wishes["force"]:
        allowed = planned.allowed
        check_limits(planned.plan, allowed.limits, allowed.raised)


def _carried_out(
    run: Run, plan: Plan, connection: Connection, wishes: Wishes, person: Person
) -> Applied:
    note = journal(wishes["journal"], lambda: run.moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    with person.watches(len(plan.changes)) as watched:

        def ended(outcome: Outcome) -> None:
            note(outcome)
            watched(outcome)

        control = Control(
            max_writes=wishes["max_writes"], interrupted=person.interrupts, ended=ended
        )
        applied = apply(plan, connection.reader, connection.writer, control)
    if applied.stopped and wishes["format_"] != "text":  # text says it itself
        run.say(f"stopped: {applied.stopped}; {applied.hint}")
    return applied
