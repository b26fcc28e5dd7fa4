"""`ucops doctor`: what is set up, and what is missing."""

from __future__ import annotations

import click

from ucops.app.doctor import doctor
from ucops.cli.common import common_options, end_with, format_option, session
from ucops.cli.output import give, put
from ucops.pages.setup.health import as_json, exit_code, health
from ucops.prose.visible import json_text


@click.command()
@format_option("text", "json")
@common_options
def command(format_: str) -> None:
    """Say what is set up, what is missing, and how to mend it.

    Looks at files, versions, the token and its rights, the repository's settings and its workflows,
    and changes nothing. Ends with 0 when all is there, 1 when something must be done, 3 when GitHub
    could not be asked. Without a token it looks at what it can.
    """
    parts = [(part.title, part.checks) for part in doctor(session().run(root=session().here))]
    if format_ == "json":
        give(json_text(as_json(parts)))
    else:
        put(health(parts), color=session().color)
    end_with(exit_code(parts))
