"""`ucops snapshot`: save what GitHub holds."""

from __future__ import annotations

from pathlib import Path

import click

from ucops.app.snapshot import snapshot
from ucops.cli.common import FILE, common_options, format_option, session
from ucops.cli.output import give
from ucops.prose.visible import json_text


@click.command()
@click.option("-o", "--out", required=True, type=FILE, metavar="FILE", help="Where to save it.")
@format_option("text", "json")
@common_options
def command(out: Path, format_: str) -> None:
    """Save what GitHub holds, for offline use.

    plan, status and report read the file with --snapshot FILE, without a network and a token.
    """
    held = snapshot(session().run(), out)
    if format_ == "json":
        facts = {"file": str(out), "repository": held.repository, "issues": len(held.issues)}
        give(json_text({"version": 1, **facts, "taken_at": held.taken_at}))
    else:
        session().say(f"{len(held.issues)} issues of {held.repository} are in {out}")
