"""The work of `ucops sync`: plan, check, ask, carry out, report."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ucops.app import planning
from ucops.app.planning import Prepared
from ucops.app.wishes import Wishes
from ucops.cli.common import is_terminal, session
from ucops.cli.interruption import Interruption
from ucops.cli.output import give, show
from ucops.cli.plan import put, rendered, styled
from ucops.errors import RefusedError, UsageError
from ucops.github.connect import Clock, Connection
from ucops.pages.plan.markdown import applied_markdown
from ucops.pages.plan.text import applied_lines
from ucops.prose.visible import json_text
from ucops.sync.apply import Applied, Control, Outcome, apply
from ucops.sync.change import Plan
from ucops.sync.digest import applied_data, digest
from ucops.sync.journal import journal
from ucops.sync.limits import broken_limits, check_limits


def sync(wishes: Wishes) -> int:
    """Plan and carry out; the exit code."""
    if not (wishes["yes"] or wishes["dry_run"] or is_terminal()):
        raise UsageError(
            "nobody can be asked here", "look at the plan with --dry-run, then run with --yes"
        )
    prepared = planning.prepare(session().root)
    interruption = Interruption()
    clock = Clock(time.time, interruption.sleep)
    connection = planning.connected(prepared, cache=wishes["cache"], clock=clock)
    snapshot = planning.read_snapshot(prepared, connection.reader, trusting=wishes["force"])
    plan = planning.make_plan(
        prepared,
        snapshot,
        connection.reader,
        planning.split_ids(wishes["only"]),
        close_orphans=wishes["close_orphans"],
    )
    _check(plan, prepared, wishes)
    if wishes["dry_run"] or not plan.changes:
        _show(prepared, plan, wishes)
        return 1 if plan.conflicts else 0
    if not _agreed(prepared, plan, wishes):
        session().say("Nothing was written.")
        return 1
    applied = _carry_out(plan, connection, interruption, wishes)
    _report(prepared, plan, applied, wishes)
    return applied.exit_code


def _check(plan: Plan, prepared: Prepared, wishes: Wishes) -> None:
    """Refuse before the first write what should not happen."""
    now = digest(plan)
    if wishes["expect"] is not None and wishes["expect"] != now:
        raise RefusedError(
            f"nothing was written: the plan is {now} now, not {wishes['expect']}",
            "look at it again with ucops plan: the files or GitHub changed since",
        )
    limits = prepared.catalog.config.limits
    if wishes["dry_run"]:
        for broken in broken_limits(plan, limits):
            session().say(f"sync would refuse this plan: it {broken} (--force waives limits)")
    elif not wishes["force"]:
        check_limits(plan, limits)


def _show(prepared: Prepared, plan: Plan, wishes: Wishes) -> None:
    put(rendered(prepared, plan, wishes["format_"]), wishes["format_"])


def _agreed(prepared: Prepared, plan: Plan, wishes: Wishes) -> bool:
    if wishes["yes"]:
        return True
    show(rendered(prepared, plan, "text"), err=True, color=session().color)
    return click.confirm("Do this?", err=True)


def _carry_out(
    plan: Plan, connection: Connection, interruption: Interruption, wishes: Wishes
) -> Applied:
    note = journal(wishes["journal"], _now)
    with interruption.heeded(), _progress(len(plan.changes)) as progress:

        def ended(outcome: Outcome) -> None:
            note(outcome)
            progress(outcome)

        control = Control(
            max_writes=wishes["max_writes"], interrupted=lambda: interruption.asked, ended=ended
        )
        return apply(plan, connection.reader, connection.writer, control)


def _report(prepared: Prepared, plan: Plan, applied: Applied, wishes: Wishes) -> None:
    if wishes["format_"] == "json":
        data = applied_data(plan, applied)
        give(json_text(data))
    elif wishes["format_"] == "markdown":
        give(applied_markdown(plan, applied, prepared.templates))
    else:
        show(styled(applied_lines(plan, applied)), color=session().color)


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Outcome], None]]:
    """A bar on a terminal; elsewhere, with --verbose, a line for each change."""
    console = session().console(stderr=True)
    if session().quiet or not console.is_terminal:
        yield _said if session().verbosity > 0 else lambda _outcome: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)

        def advanced(outcome: Outcome) -> None:
            change = outcome.change
            bar.update(task, advance=1, description=f"{change.action} {change.key}")

        yield advanced


def _said(outcome: Outcome) -> None:
    change = outcome.change
    number = f" #{outcome.number}" if outcome.number else ""
    session().say(f"{outcome.status}: {change.action} {change.kind} {change.key}{number}")
