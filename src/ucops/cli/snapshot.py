"""`ucops snapshot`: save what GitHub holds."""

from __future__ import annotations

from pathlib import Path

import click

from ucops.cli.common import common_options, session


@click.command()
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to save it.",
)
@common_options
def command(out: Path) -> None:
    """Save what GitHub holds, for offline use.

    plan, status and report read the file with --snapshot FILE, without a network and a token.
    """
    from ucops.app import planning  # noqa: PLC0415 - the help page does not need it
    from ucops.github.saved import dump_snapshot  # noqa: PLC0415 - see above

    prepared = planning.prepare(session().root)
    snapshot = planning.read_snapshot(prepared, planning.connected(prepared).reader)
    out.write_text(dump_snapshot(snapshot), encoding="utf-8")
    session().say(f"{len(snapshot.issues)} issues of {snapshot.repository} are in {out}")
