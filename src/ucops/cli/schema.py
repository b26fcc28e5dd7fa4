"""`ucops schema`: the JSON Schemas that let an editor complete and check the files."""

from __future__ import annotations

import click

from ucops.app.schema import KINDS, schema
from ucops.cli.common import common_options, session
from ucops.cli.output import give
from ucops.prose.visible import json_text


@click.command(name="schema")
@click.argument("kind", type=click.Choice(KINDS))
@common_options
def command(kind: str) -> None:
    """Print the JSON Schema for editors.

    `usecase` is the schema of a use-case file, with the roles, personas, link kinds, milestones
    and types of this repository's ucops.yaml; `config` is that of ucops.yaml itself.
    """
    give(json_text(schema(kind, lambda: session().root)))
