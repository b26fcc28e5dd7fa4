"""`ucops init`: set a repository up."""

from __future__ import annotations

from pathlib import Path

import click

from ucops.app.init import init
from ucops.cli.common import common_options, format_option, is_terminal, session
from ucops.cli.output import give, put
from ucops.errors import UsageError
from ucops.pages.setup.welcome import REASONS, Place, as_json, welcome
from ucops.prose.visible import json_text
from ucops.setup.renewal import Step


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--force", is_flag=True, help="Ask about each file that would be left as it is.")
@click.option(
    "--action",
    metavar="OWNER/REPO@COMMIT",
    help="What the workflows call (default: the commit of this ucops).",
)
@format_option("text", "json")
@common_options
def command(
    folder: Path | None, *, dry_run: bool, force: bool, action: str | None, format_: str
) -> None:
    """Set a repository up, in DIR or here.

    Writes ucops.yaml, a first use case, workflows, JSON Schemas, settings for editors and an issue
    form, and lists what remains to do. What is there stays. With a newer ucops, it renews what it
    wrote and nobody changed.
    """
    if force and not (dry_run or is_terminal()):
        raise UsageError("--force asks about each file, and nobody can be asked here")
    run = session().run(root=folder or session().start or Path.cwd())
    done = init(run, action, _may_overwrite if force and not dry_run else None, dry=dry_run)
    place = Place(url=done.url, branch=done.branch, inside=done.inside)
    if format_ == "json":
        give(json_text(as_json(done.steps, done.action, place)))
    else:
        put(welcome(done.steps, done.action, place, dry=dry_run), color=session().color)


def _may_overwrite(step: Step) -> bool:
    """Ask about one file."""
    why = REASONS[step.outcome].partition(": ")[2]
    return click.confirm(f"{step.path}: {why}. Write over it?", err=True)
