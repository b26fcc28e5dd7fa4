"""`ucops sandbox`: serve the embedded GitHub until it is interrupted."""

from __future__ import annotations

import signal
import threading
from collections.abc import Mapping
from pathlib import Path

import click

from ucops.cli.common import common_options, session
from ucops.errors import UsageError


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
    type=click.Path(dir_okay=False, path_type=Path),
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
@common_options
def command(port: int, state: Path | None, repository: str) -> None:
    """Serve a GitHub on this machine, to try things on and to look at in a browser.

    Prints the variables that lead the other commands there, and serves until Ctrl-C.
    """
    from ucops.sandbox import serve  # noqa: PLC0415 - the help page does not need a server

    talk = session()
    previous = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with serve(state, port, repository=repository) as sandbox:
            click.echo(exports(sandbox.environment))
            talk.say(f"Look at {sandbox.server_url}/{repository}/issues")
            talk.say("Copy the lines above into another terminal. Ctrl-C ends the sandbox.")
            threading.Event().wait()
    except KeyboardInterrupt:
        kept = f"; what happened is in {state}" if state else ""
        talk.say(f"\nThe sandbox has ended{kept}.")
    except (OSError, ValueError) as error:
        raise UsageError(f"the sandbox cannot start: {error}", hint(error)) from error
    finally:
        signal.signal(signal.SIGTERM, previous)


def exports(environment: Mapping[str, str]) -> str:
    """Lines for a shell that set the variables."""
    return "\n".join(f"export {name}={value}" for name, value in environment.items())


def hint(error: OSError | ValueError) -> str:
    """What to do when the sandbox cannot start."""
    if isinstance(error, ValueError):
        return "give --repository as OWNER/NAME"
    return "is the port taken? --port 0 takes a free one; can --state be written?"
