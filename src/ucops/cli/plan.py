"""`ucops plan`: what `sync` would do."""

from __future__ import annotations

from pathlib import Path

import click

from ucops.app.plan import FORMATS, plan
from ucops.cli.common import (
    FILE,
    cache_option,
    common_options,
    end_with,
    format_option,
    only_option,
    session,
    snapshot_option,
)
from ucops.cli.output import put, styled
from ucops.disk import write_whole


@click.command()
@format_option(*FORMATS, words="For a person, a program, or a comment on GitHub.")
@click.option("--exit-code", is_flag=True, help="End with 1 when there is something to do.")
@only_option()
@click.option(
    "--out", type=FILE, metavar="FILE", help="Write the plan to FILE instead of standard output."
)
@snapshot_option("Plan against a saved snapshot, without a network.")
@cache_option()
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

    Says first which repository it is for, and who names it. Ends with 1 when a person has to
    decide something first, and with --exit-code also when there is something to do.
    """
    planned = plan(session().run(), only, snapshot)
    shown = planned.shown(format_, details=session().verbosity > 0)
    if out is None:
        put(shown, color=session().color)
    else:
        text = shown if isinstance(shown, str) else click.unstyle(styled(shown))
        write_whole(out, text)
        session().say(f"the plan is in {out}")
    session().say(f"look at {planned.address}")
    end_with(int(bool(planned.plan.conflicts or (exit_code and planned.plan.changes))))
