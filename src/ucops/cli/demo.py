"""`ucops demo`: the whole way on an embedded GitHub."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import click

from ucops.app.demo import steps
from ucops.app.demo.scene import PAGES, STATE, TODAY, Scene, scene
from ucops.cli.common import common_options, format_option, session
from ucops.cli.output import give, show
from ucops.errors import UcopsError
from ucops.prose.visible import json_text

WIDTH = 79


@click.command()
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Work in this folder (default: a new one among the temporary files).",
)
@format_option("text", "json")
@common_options
def command(keep: Path | None, format_: str) -> None:
    """Walk the whole way on an embedded GitHub.

    Takes the use cases that ship with ucops, checks them, shows the plan, files the issues on a
    GitHub that lives in this process, shows that a second run has nothing to do, lets people close
    and start some issues, and renders the roadmap. Needs no token and no network.
    """
    folder = keep or Path(tempfile.mkdtemp(prefix="ucops-demo-"))
    with scene(folder.absolute(), os.environ) as set_up:
        session().say(f"An embedded GitHub answers at {set_up.github.server_url}.\n")
        if format_ == "json":
            said = {name: step(set_up) for name, step in steps.STEPS.items()}
            give(json_text({"version": 1, "folder": str(folder), "steps": said}))
        else:
            _walk(set_up)
    session().say(where_to_look(folder, set_up.github.repository))


def _walk(set_up: Scene) -> None:
    """Show each step while it runs, with what came out and the seconds it took."""
    for name, step in steps.STEPS.items():
        began = time.monotonic()
        show(click.style(f"{name:<11}", bold=True))
        try:
            said = step(set_up)
        except UcopsError:
            show("failed\n")
            raise
        show(f"{said:<{WIDTH - 19}}{time.monotonic() - began:6.1f} s\n")


def where_to_look(folder: Path, repository: str) -> str:
    """Where the results lie, as lines for a person."""
    program = _program()
    saved = f"--snapshot {folder / steps.SNAPSHOT} --as-of {TODAY}"
    return (
        f"\nWhere to look (as of {TODAY}):\n"
        f"  {folder / 'ROADMAP.md'}: the roadmap\n"
        f"  {folder / 'roadmap' / 'ci.md'}: a use case\n"
        f"  {folder / 'usecases'}: the files that it all comes from\n"
        f"\nIn a terminal:\n"
        f"  {program} status --root {folder} {saved}\n"
        f"\nThe issues, in a browser at {PAGES}/{repository}/issues:\n"
        f"  {program} sandbox --repository {repository} --state {folder / STATE}"
    )


def _program() -> str:
    """How this program is called here."""
    if shutil.which("ucops"):
        return "ucops"
    called = Path(sys.argv[0])
    return f"{Path(sys.executable).name} -m ucops" if called.suffix == ".py" else str(called)
