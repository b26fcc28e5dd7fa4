"""`ucops plan`: what `sync` would do."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ucops.cli.common import common_options, session
from ucops.cli.output import give, show
from ucops.prose.visible import json_text, readable

if TYPE_CHECKING:
    from ucops.app.planning import Prepared
    from ucops.pages.plan.text import Line
    from ucops.sync.change import Plan

FORMATS = ("text", "json", "markdown")


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For a person, a program, or a comment on GitHub.",
)
@click.option("--exit-code", is_flag=True, help="End with 1 when there is something to do.")
@click.option("--only", multiple=True, metavar="ID", help="Only this use case; may be repeated.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the plan to FILE instead of standard output.",
)
@click.option(
    "--snapshot",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Plan against a saved snapshot, without a network.",
)
@common_options
def command(
    format_: str,
    only: tuple[str, ...],
    out: Path | None,
    snapshot: Path | None,
    *,
    exit_code: bool,
) -> None:
    """Show what sync would do; never write.

    Ends with 1 when a person has to decide something first, and with --exit-code also when there
    is something to do.
    """
    prepared, plan = _offline(snapshot, only) if snapshot else _online(only)
    say_limits(prepared, plan)
    text = rendered(prepared, plan, format_)
    if out is None:
        put(text, format_)
    else:
        out.write_text(click.unstyle(text), encoding="utf-8")
        session().say(f"the plan is in {out}")
    if plan.conflicts or (exit_code and plan.changes):
        click.get_current_context().exit(1)


def say_limits(prepared: Prepared, plan: Plan) -> None:
    """Say which limits would have sync refuse the plan."""
    from ucops.sync.limits import broken_limits  # noqa: PLC0415 - the help page does not need it

    for broken in broken_limits(plan, prepared.catalog.config.limits):
        session().say(f"sync will refuse this plan, which {broken} (--force waives limits)")


def rendered(prepared: Prepared, plan: Plan, format_: str) -> str:
    """The plan in one of the formats."""
    from ucops.pages.plan.markdown import plan_markdown  # noqa: PLC0415 - see above
    from ucops.pages.plan.text import plan_lines  # noqa: PLC0415 - see above
    from ucops.sync.digest import plan_data  # noqa: PLC0415 - the help page needs none of these

    if format_ == "json":
        return json_text(plan_data(plan))
    if format_ == "markdown":
        return plan_markdown(plan, prepared.templates)
    return styled(plan_lines(plan, details=session().verbosity > 0))


def put(text: str, format_: str) -> None:
    """Print what was rendered in one of the formats."""
    if format_ == "text":
        show(text, color=session().color)
    else:
        give(text)


def styled(lines: Iterable[Line]) -> str:
    """Lines with their colours."""
    return "".join(
        click.style(
            readable(line.text),
            bold=line.color == "bold" or None,
            fg=line.color if line.color not in ("", "bold") else None,
        )
        + "\n"
        if line.color
        else f"{readable(line.text)}\n"
        for line in lines
    )


def _online(only: tuple[str, ...]) -> tuple[Prepared, Plan]:
    from ucops.app import planning  # noqa: PLC0415 - the help page does not need it

    prepared = planning.prepare(session().root)
    reader = planning.connected(prepared).reader
    snapshot = planning.read_snapshot(prepared, reader)
    return prepared, planning.make_plan(prepared, snapshot, reader, planning.split_ids(only))


def _offline(file: Path, only: tuple[str, ...]) -> tuple[Prepared, Plan]:
    from ucops.app import planning  # noqa: PLC0415 - the help page does not need it
    from ucops.github.saved import load_snapshot  # noqa: PLC0415 - see above
    from ucops.sync.options import Options  # noqa: PLC0415 - see above
    from ucops.sync.plan import plan  # noqa: PLC0415 - see above

    snapshot = load_snapshot(file.read_text("utf-8", errors="replace"), os.fspath(file))
    prepared = planning.prepare(session().root, snapshot.repository)
    options = Options(only=planning.split_ids(only), limits=prepared.catalog.config.limits)
    return prepared, plan(prepared.desired, snapshot, options)
