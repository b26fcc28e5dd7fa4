"""`ucops schema`: the JSON Schemas that let an editor complete and check the files."""

from __future__ import annotations

import click

from ucops.app.schema import KINDS, schema
from ucops.cli.common import common_options, format_option, session
from ucops.cli.output import give
from ucops.prose.visible import json_text


@click.command(name="schema")
@click.argument("kind", type=click.Choice(KINDS))
@format_option("json", words="A schema is always JSON.")
@common_options
def command(kind: str, format_: str) -> None:
    """Print the JSON Schema for editors.

    `usecase` is the schema of a use-case file, with the roles, personas, link kinds, milestones
    and types of this repository's ucops.yaml; `config` is that of ucops.yaml itself.
    """
    del format_
    give(json_text(schema(kind, lambda: session().root)))
