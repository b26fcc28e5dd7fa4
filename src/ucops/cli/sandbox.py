"""`ucops sandbox`: serve the embedded GitHub until it is interrupted."""

from __future__ import annotations

import signal
import threading
from collections.abc import Mapping
from pathlib import Path

import click

from ucops.app.sandbox import serving
from ucops.cli.common import FILE, common_options, format_option, session
from ucops.cli.output import give
from ucops.prose.visible import json_text


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8877,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
@click.option(
    "--state",
    type=FILE,
    metavar="FILE",
    help="Keep everything in this file (default: forget it at the end).",
)
@click.option(
    "--repository",
    default="acme/gtm",
    show_default=True,
    metavar="OWNER/NAME",
    help="The repository to make.",
)
@format_option("text", "json", words="Lines for a shell, or for a program.")
@common_options
def command(port: int, state: Path | None, repository: str, format_: str) -> None:
    """Serve a GitHub on this machine, to try things on and to look at in a browser.

    Prints the variables that lead the other commands there, and serves until Ctrl-C.
    """
    talk = session()
    previous = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with serving(state, port, repository) as sandbox:
            give(_variables(sandbox.environment, as_json=format_ == "json"))
            talk.say(f"Look at {sandbox.server_url}/{repository}/issues")
            talk.say("Copy the lines above into another terminal. Ctrl-C ends the sandbox.")
            threading.Event().wait()
    except KeyboardInterrupt:
        kept = f"; what happened is in {state}" if state else ""
        talk.say(f"\nThe sandbox has ended{kept}.")
    finally:
        signal.signal(signal.SIGTERM, previous)


def _variables(environment: Mapping[str, str], *, as_json: bool) -> str:
    """What leads the other commands there, as a shell or a program reads it."""
    if as_json:
        return json_text({"version": 1, "environment": dict(environment)})
    return exports(environment) + "\n"


def exports(environment: Mapping[str, str]) -> str:
    """Lines for a shell that set the variables."""
    return "\n".join(f"export {name}={value}" for name, value in environment.items())
